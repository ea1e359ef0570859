import type { Event } from "../../model/event";
import type { ObjectId, ProcessId } from "../../model/identities";
import type { TakenBytes } from "../../model/owners/transfer";
import type { SourceLocation } from "../../model/sourceLocation";
import { inPlace } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";

/** Bytes that are written to a pipe at once, and not mixed with those of others (pipe(7), PIPE_BUF). */
const atomic = 4096;

interface Write {
    readonly process: ProcessId;
    readonly source: SourceLocation | null;
    readonly length: number;
}

/** Writes of more than PIPE_BUF bytes from several processes were mixed. */
export const mixedWrites: Rule = {
    id: "IPC022",
    title: "Large writes of several processes are mixed in a pipe",
    severity: "warning",
    about: "data",
    watch() {
        /** By the seq of the event that tells of it: of a write that waited there are two. */
        const writes = new Map<number, Write>();
        /** By thread: its last write that waited. */
        const waiting = new Map<number, Write>();
        /** Of each pipe: a write that is not read to its end yet, and whose bytes came in between. */
        const open = new Map<ObjectId, { readonly write: Write; readonly between: Write | null }>();
        const found = new Map<ObjectId, NewFinding>();
        function take(object: ObjectId, { write, offset, length }: TakenBytes): void {
            if (write === null) {
                open.delete(object);
                return;
            }
            const before = open.get(object);
            const own = writes.get(write);
            if (before !== undefined && before.write !== own) {
                open.set(object, { write: before.write, between: own ?? null });
                return;
            }
            const between = before?.between ?? null;
            if (own !== undefined && between !== null && own.process !== between.process && !found.has(object)) {
                found.set(object, findingOf(object, own, between));
            }
            if (own !== undefined && offset + length < own.length) open.set(object, { write: own, between: null });
            else open.delete(object);
        }
        return {
            on: {
                bytesWritten(event) {
                    const length = event.asked ?? event.length;
                    if (length <= atomic) return;
                    const begun = waiting.get(event.tid);
                    waiting.delete(event.tid);
                    writes.set(event.seq, begun?.length === length ? begun : writeOf(event, length));
                },
                callBlocked(event) {
                    const length = event.offered ?? 0;
                    if (length <= atomic) return;
                    const write = writeOf(event, length);
                    writes.set(event.seq, write);
                    waiting.set(event.tid, write);
                },
                bytesRead(event) {
                    if (writes.size === 0 || event.consumed === false) return;
                    for (const part of event.segments ?? []) take(event.object, part);
                },
            },
            findings: () => [...found.values()],
        };
    },
};

function writeOf({ process, source }: Event, length: number): Write {
    return { process, source: source ?? null, length };
}

function findingOf(object: ObjectId, own: Write, other: Write): NewFinding {
    return {
        certainty: "likely",
        message:
            `A write of ${own.length} bytes of ${own.process}${inPlace(own.source)} was mixed with bytes that ${other.process} wrote${inPlace(other.source)} into ${object}: ` +
            `a pipe keeps only writes of up to ${atomic} bytes (PIPE_BUF) together. Several writers need smaller records, a lock, or a pipe each.`,
        process: own.process,
        object,
        locations: places(["cause", own.process, own.source], ["cause", other.process, other.source]),
    };
}
