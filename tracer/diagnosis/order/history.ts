/** What a recording tells of accesses to watched memory, and of what orders them. */
import type { Event } from "../../model/event";
import type { ObjectId, ProcessId } from "../../model/identities";
import type { MemoryEvent } from "../../model/owners/memoryEvents";
import type { SourceLocation } from "../../model/sourceLocation";
import type { State } from "../../model/state";
import { effectOf, type Effect } from "./effects";

export interface Access {
    readonly seq: number;
    /** What shares one memory: a process, with a child of vfork(2) until that executes a program. */
    readonly unit: number;
    readonly process: ProcessId;
    readonly object: ObjectId;
    readonly offset: number;
    /** Bytes. */
    readonly length: number;
    readonly reads: boolean;
    readonly writes: boolean;
    /** It left other bytes than were there. */
    readonly changes: boolean;
    readonly source: SourceLocation | null;
}

/** A release counts from the last that its unit did before: another may have acquired it before the call's return was recorded. */
interface Early {
    readonly early: { readonly unit: number; readonly keys: readonly string[] }[];
}

export type Item = Early &
    (
        | { readonly is: "access"; readonly access: Access }
        | { readonly is: "effect"; readonly unit: number; readonly effect: Effect }
        | { readonly is: "fork"; readonly unit: number; readonly child: number }
        | { readonly is: "end"; readonly unit: number; readonly of: number }
    );

type NewItem = Item extends infer Each ? (Each extends Item ? Omit<Each, "early"> : never) : never;

/** A read as long as this one may be a search for the end of a string, which reads beyond it (strlen(3) of the GNU C library). */
const longRead = 16;

export class History {
    readonly items: Item[] = [];
    private readonly units = new Map<ProcessId, number>();
    /** Processes with the memory of their parent. */
    private readonly sharers = new Set<ProcessId>();
    private readonly last = new Map<number, Item>();
    private count = 0;

    see(event: Event, before: State): void {
        if (event.kind === "processForked") this.fork(event.process, event.child, event.sharesMemory);
        if (event.kind === "programExecuted" || event.kind === "processExited") this.leave(event.process);
        if (this.items.length === 0) return;
        const unit = this.unitOf(event.process);
        if (event.kind === "processReaped") this.add(unit, { is: "end", unit, of: this.unitOf(event.child) });
        const effect = event.kind === "processReaped" ? null : effectOf(event, before);
        if (effect === null) return;
        if (effect.releases.length > 0) this.last.get(unit)?.early.push({ unit, keys: effect.releases });
        this.add(unit, { is: "effect", unit, effect });
    }

    /** Null: it is not known what was accessed. */
    take(event: MemoryEvent): Access | null {
        const { object, offset, length, seq, process, source = null } = event;
        if (object === null || offset === null || length === null || event.kind === "memoryAccessed") return null;
        const unit = this.unitOf(process);
        const reads = event.kind === "memoryRead" || event.read === true;
        const access = {
            seq,
            unit,
            process,
            object,
            offset,
            length: event.kind === "memoryRead" ? usedLength(length, event.data) : length,
            reads,
            writes: event.kind === "memoryWritten",
            changes: event.kind === "memoryWritten" && !isSame(event.before, event.data),
            source,
        };
        this.add(unit, { is: "access", access });
        return access;
    }

    private unitOf(process: ProcessId): number {
        const known = this.units.get(process);
        if (known !== undefined) return known;
        this.units.set(process, this.count);
        return this.count++;
    }

    private fork(parent: ProcessId, child: ProcessId, shares: boolean): void {
        const unit = this.unitOf(parent);
        if (shares) {
            this.units.set(child, unit);
            this.sharers.add(child);
            return;
        }
        const own = this.unitOf(child);
        if (this.items.length > 0) this.last.set(own, this.add(unit, { is: "fork", unit, child: own }));
    }

    /** The parent of a vfork child goes on when that has its own memory, or is gone. */
    private leave(process: ProcessId): void {
        if (!this.sharers.delete(process)) return;
        const shared = this.unitOf(process);
        this.units.delete(process);
        const own = this.unitOf(process);
        if (this.items.length > 0) this.last.set(own, this.add(shared, { is: "fork", unit: shared, child: own }));
    }

    private add(unit: number, item: NewItem): Item {
        const added: Item = { ...item, early: [] };
        this.items.push(added);
        this.last.set(unit, added);
        return added;
    }
}

/** Up to the end of a string, where it may be one. */
function usedLength(length: number, data: Uint8Array | undefined): number {
    const end = length < longRead ? -1 : (data?.indexOf(0) ?? -1);
    return end < 0 ? length : end + 1;
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
    return one !== undefined && other !== undefined && one.length === other.length && one.every((byte, at) => byte === other[at]);
}
