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

export interface LivingProcess {
    readonly process: string;
    readonly pid: number;
}

/** Those of the threads that live. */
export function livingProcesses(recording: Recording, seq: number): readonly LivingProcess[] {
    const found = new Map<string, LivingProcess>();
    for (const { thread } of livingThreads(recording, seq)) found.set(thread.process, { process: thread.process, pid: thread.pid });
    return [...found.values()];
}

/** What its session is called at a moment; before the process starts, what it will be called first. */
export function processTitle(recording: Recording, id: string, seq: number): string {
    const { trace } = recording;
    const thread = trace.events.threads.all.find(({ process }) => process === id);
    const from = thread === undefined ? seq : Math.max(seq, recording.firstOf(thread.index, 0));
    return `${commandName(trace.stateAt(from).processes.get(id)?.command ?? "process")} (${id} · ${thread?.pid ?? 0})`;
}

/** Until this moment. */
export function hasStarted({ trace }: Recording, id: string, seq: number): boolean {
    return trace.stateAt(seq).processes.has(id);
}
