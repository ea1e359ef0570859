/** The contract between the extension and the diagram: two unions of tagged messages. */
import type { ObjectId } from "../../tracer/model/identities";
import type { MemoryLayout } from "./memoryLayout";
import type { PictureCommand } from "./pictureCommand";

/** To the diagram. */
export type HostMessage =
    /** A new trace: forget everything. `live`: more events will come. */
    | { readonly type: "reset"; readonly title: string; readonly live: boolean }
    /** Packed by `packEvents`. `runtimes`: the seqs of those that a runtime did for itself, which no caption tells. */
    | { readonly type: "events"; readonly events: string; readonly runtimes: readonly number[] }
    /**
     * The debugger stopped (draw now, mark changes since the previous stop). `sentAt`: milliseconds (Date.now) for the latency log. `settled`: in the
     * trace that is shown nothing happens for a while after it.
     */
    | { readonly type: "stopped"; readonly process: string | null; readonly sentAt: number; readonly settled?: true }
    | { readonly type: "running" }
    | { readonly type: "ended"; readonly message: string | null }
    /** A sentence to show above the diagram (recording stopped, lines unknown, …). */
    | { readonly type: "notice"; readonly text: string }
    /** The process selected in VS Code's Call Stack. */
    | { readonly type: "focus"; readonly pid: number }
    /** Debug information tells what stands in memory that processes share. */
    | { readonly type: "layout"; readonly object: ObjectId; readonly layout: MemoryLayout }
    /** Whether each access to shared memory is recorded; null: that cannot be changed, since no program runs. */
    | { readonly type: "watching"; readonly on: boolean | null }
    /** Look back at what a line of source did last; when that is shown already, at what it did before. */
    | { readonly type: "line"; readonly file: string; readonly line: number }
    | { readonly type: "do"; readonly command: PictureCommand };

/** From the diagram. */
export type DiagramMessage =
    | { readonly type: "ready" }
    /** Open a line in the editor. */
    | { readonly type: "open"; readonly file: string; readonly line: number }
    /** Record each access to shared memory from now on, or no longer. */
    | { readonly type: "watchMemory"; readonly on: boolean }
    /** Text for the clipboard. */
    | { readonly type: "copy"; readonly text: string }
    /** A picture for which the user is to choose a file. `name`: what it could be called. */
    | { readonly type: "save"; readonly name: string; readonly base64: string }
    /** The events up to this seq have been applied and drawn. */
    | { readonly type: "drawn"; readonly seq: number; readonly sentAt: number | null; readonly latency: number | null };
