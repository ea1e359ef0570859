import type { ObjectId, ProcessId } from "../../model/identities";
import type { Event } from "../../model/event";
import type { BytesRead } from "../../model/owners/transfer";
import type { SourceLocation } from "../../model/sourceLocation";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";

/** Buffers through which programs copy streams are made of these, records seldom are. */
const block = 512;
/** So many bytes at the beginning tell text from a record. */
const looked = 16;

interface Write {
    readonly process: ProcessId;
    readonly source: SourceLocation | null;
    readonly length: number;
}

/** A read that asked for just what a write had written, and got only the beginning. */
interface Begun {
    readonly read: BytesRead;
    readonly write: Write;
}

/** read(2) of a record from a pipe returns what is there; whoever takes that for the whole record begins the next one in its middle. */
export const partTakenForAll: Rule = {
    id: "IPC027",
    title: "A part of a record is taken for all of it",
    severity: "warning",
    about: "data",
    watch() {
        const writes = new Map<number, Write>();
        /** By pipe. */
        const begun = new Map<ObjectId, Begun>();
        const found = new Map<ObjectId, NewFinding>();
        return {
            see(event) {
                const write = writeOf(event);
                if (write !== null) writes.set(event.seq, write);
                if (event.kind !== "bytesRead" || event.consumed === false) return;
                const [first] = event.segments ?? [];
                if (first === undefined || first.write === null || found.has(event.object)) return;
                const own = writes.get(first.write);
                const before = begun.get(event.object);
                begun.delete(event.object);
                if (before !== undefined && isNextRecord(before, event, first.offset, own)) {
                    found.set(event.object, findingOf(before, event));
                    return;
                }
                const isWhole = own !== undefined && first.offset === 0 && event.asked === own.length && own.length % block !== 0;
                if (isWhole && event.length < own.length && isRecord(event)) {
                    begun.set(event.object, { read: event, write: own });
                }
            },
            findings: () => [...found.values()],
        };
    },
};

function writeOf(event: Event): Write | null {
    const { process, source = null } = event;
    if (event.kind === "bytesWritten") return { process, source, length: event.asked ?? event.length };
    return event.kind === "callBlocked" && event.offered !== undefined ? { process, source, length: event.offered } : null;
}

/** It asks for as much again, and gets the rest of the first; of a write that waited, the parts may come by events of their own. */
function isNextRecord({ read, write }: Begun, next: BytesRead, offset: number, own: Write | undefined): boolean {
    const isRest = offset === read.length && own?.process === write.process && own.length === write.length;
    return isRest && next.process === read.process && next.asked === write.length;
}

/** Not text, which is read in parts of any size. */
function isRecord({ data }: BytesRead): boolean {
    return data?.subarray(0, looked).includes(0) === true;
}

function findingOf({ read, write }: Begun, next: BytesRead): NewFinding {
    const { process, fd, object, length, source } = read;
    return {
        certainty: "likely",
        message:
            `${callText(read, fd)}${inPlace(source)} of ${process} got ${length} of the ${count(write.length, "byte")} that ${write.process} wrote${inPlace(write.source)} ` +
            `at once, and the next one${inPlace(next.source)} asked for ${write.length} again: it begins in the middle of that record. A pipe keeps no records ` +
            "apart: what is missing has to be read until all of it is there.",
        process,
        object,
        fd,
        at: next.seq,
        locations: places(["cause", process, source], ["related", write.process, write.source], ["symptom", process, next.source]),
    };
}
