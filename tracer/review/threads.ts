/** The threads of a trace, in the order in which they first do something: the timeline's lanes. */
import type { ProcessId } from "../model/identities";

export interface ThreadOfTrace {
    /** From 0: its number in columns. */
    readonly index: number;
    readonly process: ProcessId;
    readonly pid: number;
    readonly tid: number;
}

export class Threads {
    private readonly list: ThreadOfTrace[] = [];
    private readonly ofProcess = new Map<ProcessId, Map<number, ThreadOfTrace>>();

    get all(): readonly ThreadOfTrace[] {
        return this.list;
    }

    /** Events about a process as a whole are those of its first thread. */
    of(process: ProcessId, pid: number, tid: number): ThreadOfTrace {
        let own = this.ofProcess.get(process);
        if (own === undefined) {
            own = new Map();
            this.ofProcess.set(process, own);
        }
        let thread = own.get(tid);
        if (thread === undefined) {
            thread = { index: this.list.length, process, pid, tid };
            this.list.push(thread);
            own.set(tid, thread);
        }
        return thread;
    }

    /** Where none is known yet. */
    load(threads: readonly ThreadOfTrace[]): void {
        for (const { process, pid, tid } of threads) this.of(process, pid, tid);
    }

    /** Throws a RangeError for a number that stands for none. */
    at(index: number): ThreadOfTrace {
        const thread = this.list[index];
        if (thread === undefined) throw new RangeError(`no thread has the number ${index}`);
        return thread;
    }
}
