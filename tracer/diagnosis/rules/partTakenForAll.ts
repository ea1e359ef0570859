import type { ObjectId, ProcessId } from "../../model/identities";
import { available } from "../../model/kinds/pipe/reads";
import type { BytesRead } from "../../model/owners/transfer";
import type { SourceLocation } from "../../model/sourceLocation";
import type { State } from "../../model/state";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

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
        /** By pipe. */
        const begun = new Map<ObjectId, Begun>();
        const found = new Map<ObjectId, NewFinding>();
        return {
            ...hears(["bytesRead"], (event, before) => {
                const isShort = event.asked !== undefined && event.length < event.asked && event.asked % block !== 0;
                if ((!isShort && begun.size === 0) || event.consumed === false) return;
                const first = event.segments?.[0];
                if (first === undefined || first.write === null || found.has(event.object)) return;
                const own = writeOf(before, event.object, first.write);
                const last = begun.get(event.object);
                begun.delete(event.object);
                if (own === null) return;
                if (last !== undefined && isNextRecord(last, event, first.offset, own)) {
                    found.set(event.object, findingOf(last, event));
                    return;
                }
                const isWhole = first.offset === 0 && event.asked === own.length;
                if (isWhole && isShort && isRecord(event)) begun.set(event.object, { read: event, write: own });
            }),
            findings: () => [...found.values()],
        };
    },
};

/** As far as the pipe tells of what is in it, or is offered to it. */
function writeOf({ objects }: State, id: ObjectId, write: number): Write | null {
    const pipe = objects.get(id);
    if (pipe === undefined || !("slots" in pipe)) return null;
    const pieces = available(pipe).filter((piece) => piece.write === write);
    const [first] = pieces;
    if (first === undefined || first.process === null) return null;
    return { process: first.process, source: first.source, length: Math.max(...pieces.map(({ offset, length }) => offset + length)) };
}

/** It asks for as much again, and gets the rest of the first; of a write that waited, the parts may come by events of their own. */
function isNextRecord({ read, write }: Begun, next: BytesRead, offset: number, own: Write): boolean {
    const isRest = offset === read.length && own.process === write.process && own.length === write.length;
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
