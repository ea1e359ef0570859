/** What a row says of an event: each column with its type and its value. docs/query.md names them all. */
import type { Event } from "../../model/event";
import { kindOfId } from "../../model/kinds/kinds";
import { wordOf } from "../../model/identities";
import { tablesOf } from "../../model/owners/lookups";
import { momentOf } from "./recording";
import type { Row, Source } from "./row";

interface ValueOf {
    text: string;
    integer: number;
    long: number;
    double: number;
    moment: number;
    sources: readonly Source[];
}

/** `text`: UTF-8; `integer`: 32 bits; `long`: 64 bits; `moment`: microseconds since the epoch, UTC. */
export type ColumnType = keyof ValueOf;

interface ColumnOf<T extends ColumnType> {
    readonly name: string;
    readonly type: T;
    /** Null: not known, or the event has none. */
    readonly value: (row: Row) => ValueOf[T] | null;
}

export type Column = { [T in ColumnType]: ColumnOf<T> }[ColumnType];

function column<T extends ColumnType>(name: string, type: T, value: ColumnOf<T>["value"]): ColumnOf<T> {
    return { name, type, value };
}

export const columns: readonly Column[] = [
    column("recording", "text", ({ recording }) => recording.id),
    column("trace", "text", ({ recording }) => recording.name),
    column("seq", "integer", ({ event }) => event.seq),
    column("time", "double", ({ event }) => event.time),
    column("moment", "moment", ({ recording, event }) => momentOf(recording, event.time)),

    column("process", "text", ({ event }) => event.process),
    column("pid", "integer", ({ event }) => event.pid),
    column("tid", "integer", ({ event }) => event.tid),
    column("program", "text", ({ program }) => program),
    column("command", "text", ({ event, state }) => state.processes.get(event.process)?.command ?? null),
    column("parent", "text", ({ event, state }) => state.processes.get(event.process)?.parent ?? null),
    column("descriptors", "integer", descriptorsOf),

    column("kind", "text", ({ event }) => event.kind),
    column("call", "text", ({ event }) => event.call ?? null),
    column("error", "text", ({ trace, event }) => trace.events.error(event.seq)),
    column("result", "long", ({ trace, event }) => whole(trace.events.result(event.seq))),
    column("duration", "double", ({ trace, event }) => trace.events.duration(event.seq)),

    column("object", "text", ({ object }) => object),
    column("object_kind", "text", ({ object }) => (object === null ? null : (kindOfId(object)?.word ?? wordOf(object)))),
    column("object_name", "text", ({ known }) => known?.name ?? null),
    column("object_device", "text", ({ known }) => known?.device ?? null),
    column("object_inode", "text", ({ known }) => known?.inode ?? null),
    column("fd", "integer", ({ event }) => ("fd" in event ? event.fd : null)),
    column("description", "text", ({ description }) => description?.id ?? null),
    column("access", "text", ({ description }) => description?.access ?? null),
    column("status_flags", "text", ({ description }) => description?.statusFlags.join(" ") ?? null),
    column("length", "long", ({ event }) => ("length" in event && typeof event.length === "number" ? event.length : null)),
    column("left_open", "integer", ({ leftOpen }) => leftOpen),

    column("exit_code", "integer", ({ event }) => (event.kind === "processExited" && "code" in event.exit ? event.exit.code : null)),
    column("signal", "text", ({ event }) => signalOf(event)),

    column("awaits", "text", ({ wait }) => wait?.what ?? null),
    column("wait", "double", ({ wait }) => wait?.seconds ?? null),
    column("wait_end", "integer", ({ wait }) => wait?.to ?? null),
    column("ended_by", "integer", ({ wait }) => wait?.ender?.seq ?? null),
    column("ended_by_process", "text", ({ wait }) => wait?.ender?.process ?? null),
    column("ended_by_program", "text", ({ wait }) => wait?.ender?.program ?? null),

    column("cause", "integer", ({ cause }) => cause?.seq ?? null),
    column("cause_kind", "text", ({ cause }) => cause?.kind ?? null),
    column("cause_process", "text", ({ cause }) => cause?.process ?? null),
    column("cause_program", "text", ({ cause }) => cause?.program ?? null),
    column("delay", "double", ({ event, cause }) => (cause === null ? null : event.time - cause.time)),

    column("sources", "sources", ({ sources }) => sources),

    column("text", "text", ({ text }) => text),
    column("file", "text", ({ event }) => event.source?.file ?? null),
    column("line", "integer", ({ event }) => event.source?.line ?? null),
    column("function", "text", ({ event }) => event.source?.function ?? null),
];

/** That it tells of, or that ended the process. */
function signalOf(event: Event): string | null {
    if (event.kind === "processExited") return "signal" in event.exit ? event.exit.signal : null;
    return "signal" in event && typeof event.signal === "string" ? event.signal : null;
}

/** In all tables of the process's threads. */
function descriptorsOf({ event, state }: Row): number | null {
    const process = state.processes.get(event.process);
    if (process === undefined) return null;
    return tablesOf(state, process).reduce((sum, { descriptors }) => sum + descriptors.size, 0);
}

function whole(value: number | null): number | null {
    return Number.isSafeInteger(value) ? value : null;
}
