/** The threads that live at a moment of a recording, as the Call Stack shows them. */
import { commandName } from "../../tracer/export/told";
import type { ThreadOfTrace } from "../../tracer/review/threads";
import type { Recording } from "./recording";

/** A number from 1. */
export type ThreadNumber = number;

export function threadNumber({ index }: ThreadOfTrace): ThreadNumber {
    return index + 1;
}

/** undefined: no thread has this number. */
export function threadWith({ trace }: Recording, number: ThreadNumber): ThreadOfTrace | undefined {
    return trace.events.threads.all[number - 1];
}

/** Those that live, and the one of the event itself, which may be its last. */
export function livingThreads({ trace }: Recording, seq: number): readonly { readonly thread: ThreadOfTrace; readonly name: string }[] {
    const { processes } = trace.stateAt(seq);
    const current = trace.events.threadNumber(seq);
    return trace.events.threads.all.flatMap((thread) => {
        const process = processes.get(thread.process);
        const lives = process?.exit === null && process.threads.has(thread.tid);
        if (!lives && thread.index !== current) return [];
        const command = process === undefined ? "" : ` ${commandName(process.command)}`;
        const number = thread.tid === thread.pid ? `${thread.pid}` : `${thread.pid}, thread ${thread.tid}`;
        return [{ thread, name: `${thread.process}${command} (${number})` }];
    });
}
