/** An event with all that a row says of it: who, what it concerns, what it waited for, what it came of. */
import { baseName } from "../../model/baseName";
import type { Event } from "../../model/event";
import type { DescriptionId, ObjectId, ProcessId } from "../../model/identities";
import type { KernelObject } from "../../model/kindTypes";
import type { OpenFileDescription } from "../../model/owners/openFileDescription";
import type { State } from "../../model/state";
import { objectOf } from "../../review/eventTable";
import type { LinkKind } from "../../review/links";
import type { RecordedTrace } from "../../review/recordedTrace";
import type { BlockedSpan } from "../../review/waits";
import { told } from "../told";
import { leftOpen } from "./leftOpen";
import type { Recording } from "./recording";

/** Another event, and who made it. */
export interface Actor {
    readonly seq: number;
    readonly time: number;
    readonly process: ProcessId;
    readonly program: string | null;
}

export interface Row {
    readonly recording: Recording;
    readonly trace: RecordedTrace;
    readonly event: Event;
    readonly text: string;
    /** After the event; changes with the next. */
    readonly state: State;
    readonly program: string | null;
    /** The object that it concerns first. */
    readonly object: ObjectId | null;
    /** As it is after the event, or was when it went. */
    readonly known: KernelObject | null;
    readonly description: OpenFileDescription | null;
    /** Descriptors that the event made and that nobody closed. */
    readonly leftOpen: number;
    /** Of the wait that begins here. `seconds`: to its end, or that of the trace. */
    readonly wait: { readonly what: string; readonly to: number | null; readonly seconds: number; readonly ender: Actor | null } | null;
    /** The event without which this one would not have been; the first of several. */
    readonly cause: (Actor & { readonly kind: LinkKind }) | null;
    /** Whose bytes it got, and how many of each; null: it got none, or nobody is known. */
    readonly sources: readonly Source[] | null;
}

export interface Source {
    readonly process: ProcessId;
    readonly program: string | null;
    readonly bytes: number;
}

export function* rowsOf(trace: RecordedTrace, recording: Recording): Generator<Row, void, void> {
    const objects = new Map<ObjectId, KernelObject>();
    const descriptions = new Map<DescriptionId, OpenFileDescription>();
    const waits = new Map<number, BlockedSpan>([...trace.waits.all()].map((wait) => [wait.from, wait]));
    const open = leftOpen(trace);
    for (const { event, text, state } of told(trace)) {
        const { seq } = event;
        const [object, description, wait] = [objectOf(event), descriptionOf(event), waits.get(seq)];
        yield {
            recording,
            trace,
            event,
            text,
            state,
            program: programAt(trace, event.process, seq),
            object,
            known: latest(state.objects, objects, object),
            description: latest(state.descriptions, descriptions, description),
            leftOpen: open.get(seq) ?? 0,
            wait: wait === undefined ? null : waitOf(trace, wait),
            cause: causeOf(trace, seq),
            sources: sourcesOf(trace, seq),
        };
    }
}

/** What is gone is remembered as it was last. */
function latest<Id, Thing>(now: ReadonlyMap<Id, Thing>, before: Map<Id, Thing>, id: Id | null): Thing | null {
    if (id === null) return null;
    const thing = now.get(id);
    if (thing !== undefined) before.set(id, thing);
    return thing ?? before.get(id) ?? null;
}

function descriptionOf(event: Event): DescriptionId | null {
    if (!("description" in event)) return null;
    return typeof event.description === "object" ? (event.description?.id ?? null) : event.description;
}

function programAt(trace: RecordedTrace, process: ProcessId, seq: number): string | null {
    const path = trace.programs.at(process, seq);
    return path === null ? null : baseName(path);
}

function actorOf(trace: RecordedTrace, seq: number): Actor {
    const process = trace.events.process(seq);
    return { seq, time: trace.events.time(seq), process, program: programAt(trace, process, seq) };
}

function waitOf(trace: RecordedTrace, wait: BlockedSpan): NonNullable<Row["wait"]> {
    const [begin, end] = trace.waits.interval(wait.index);
    const ender = trace.enderOf(wait);
    return { what: wait.what, to: wait.to, seconds: end - begin, ender: ender === null ? null : actorOf(trace, ender) };
}

function causeOf(trace: RecordedTrace, seq: number): Row["cause"] {
    const [link] = trace.links.causesOf(seq);
    return link === undefined ? null : { ...actorOf(trace, link.from), kind: link.kind };
}

function sourcesOf(trace: RecordedTrace, seq: number): readonly Source[] | null {
    if (!trace.links.causesOf(seq).some(({ kind }) => kind === "bytes" || kind === "message")) return null;
    const sources = new Map<ProcessId, Source>();
    for (const { write, length } of trace.provenance(seq)) {
        if (write === null) continue;
        const { process, program } = actorOf(trace, write);
        sources.set(process, { process, program, bytes: length + (sources.get(process)?.bytes ?? 0) });
    }
    return sources.size === 0 ? null : [...sources.values()];
}
