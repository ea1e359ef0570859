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
        const writes = new Map<number, Write>();
        /** Of each pipe: a write that is not read to its end yet, and whose bytes came in between. */
        const open = new Map<ObjectId, { readonly write: number; readonly between: number | null }>();
        const found = new Map<ObjectId, NewFinding>();
        function note({ seq, process, source }: Event, length: number): void {
            if (length > atomic) writes.set(seq, { process, source: source ?? null, length });
        }
        function take(object: ObjectId, { write, offset, length }: TakenBytes): void {
            if (write === null) {
                open.delete(object);
                return;
            }
            const before = open.get(object);
            const own = writes.get(write);
            if (before !== undefined && before.write === write && before.between !== null && !found.has(object)) {
                const other = writes.get(before.between);
                if (own !== undefined && other !== undefined && own.process !== other.process) {
                    found.set(object, findingOf(object, own, other));
                }
            }
            if (before !== undefined && before.write !== write) open.set(object, { write: before.write, between: write });
            else if (own !== undefined && offset + length < own.length) open.set(object, { write, between: null });
            else open.delete(object);
        }
        return {
            on: {
                bytesWritten: (event) => note(event, event.asked ?? event.length),
                callBlocked: (event) => note(event, event.offered ?? 0),
                bytesRead(event) {
                    if (writes.size === 0 || event.consumed === false) return;
                    for (const part of event.segments ?? []) take(event.object, part);
                },
            },
            findings: () => [...found.values()],
        };
    },
};

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
