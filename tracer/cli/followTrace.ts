/** Reads a trace while it is being recorded, and interprets it, up to the end of the recording. */
import { setTimeout as later } from "node:timers/promises";
import type { Event } from "../model/event";
import { Interpreter } from "../interpret/interpreter";
import { SymbolLookup } from "../symbols/symbolLookup";
import { hasWriter } from "../traceFile/hasWriter";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { cannotReadTrace, traceAbandoned, TraceError } from "../trace/traceError";
import { TraceFollower } from "../traceFile/traceFollower";
import { note, warn } from "./terminal";

export interface FollowOptions {
    /** The events of one record; false: no more are wanted. */
    readonly take: (events: readonly Event[]) => boolean;
    /** All that stands in the trace has been taken. */
    readonly delivered: () => void;
    /** Nothing has come for a while. */
    readonly pause: () => void;
}

const pauseMilliseconds = 300;
/** After so many pauses, the recorder is looked for; it is gone when it was not found twice. */
const pausesUntilSearch = 3;
const searchesUntilGone = 2;

/** Resolves at the end of the recording; says so if that was no proper end. Throws a TraceError if the trace cannot be read. */
export async function followTrace(path: string, { take, delivered, pause }: FollowOptions): Promise<void> {
    const lookup = new SymbolLookup(note);
    const interpreter = new Interpreter(lookup);
    let failure: Error | undefined;
    let wanted = true;
    let batches = 0;
    const follower = new TraceFollower(path, {
        deliver: async (records) => {
            batches += 1;
            await lookup.prepare(records);
            for (const record of records) wanted = wanted && take(interpreter.read(record));
            delivered();
        },
        warn,
        failed: (error) => (failure = error),
    });
    const isOver = (): boolean => follower.ended || failure !== undefined || !wanted;
    try {
        let [pauses, searches] = [0, 0];
        while (!isOver()) {
            const before = batches;
            await later(pauseMilliseconds);
            if (batches > before) {
                [pauses, searches] = [0, 0];
                continue;
            }
            pause();
            pauses += 1;
            if (pauses % pausesUntilSearch > 0 || (await hasWriter(path))) continue;
            searches += 1;
            if (searches < searchesUntilGone) continue;
            await follower.readNow();
            if (batches > before || isOver()) continue;
            warn(traceAbandoned(path));
            break;
        }
    } finally {
        await follower.close();
        await lookup.close();
    }
    if (failure !== undefined) {
        throw failure instanceof TraceError ? failure : cannotReadTrace(path, systemErrorReason(failure).replace(/\.$/, ""));
    }
}
