/** The threads of a log. */

export interface LoggedTask {
    readonly tid: number;
    /** Its process. */
    readonly pid: number;
}

/** Who is in fork(2) or a relative, and with which flags of clone(2). */
export interface Creation {
    readonly creator: LoggedTask;
    readonly flags: number;
}

const threadFlag = 0x10000;

export class Tasks {
    private readonly alive = new Map<number, LoggedTask>();
    private readonly creating = new Map<number, Creation>();
    /** By the creator, while its call has not returned. */
    private readonly madeMeanwhile = new Map<number, number>();

    find(tid: number): LoggedTask | undefined {
        return this.alive.get(tid);
    }

    begin(tid: number, pid: number): LoggedTask {
        const task = { tid, pid };
        this.alive.set(tid, task);
        return task;
    }

    end(tid: number): void {
        this.alive.delete(tid);
        this.creating.delete(tid);
    }

    /** execve(2): the other threads of the process are gone. */
    keepOnly(pid: number): LoggedTask {
        for (const { tid } of this.of(pid)) this.end(tid);
        return this.begin(pid, pid);
    }

    of(pid: number): readonly LoggedTask[] {
        return [...this.alive.values()].filter((task) => task.pid === pid);
    }

    get all(): readonly LoggedTask[] {
        return [...this.alive.values()];
    }

    enterCreation(creator: LoggedTask, flags: number): void {
        this.creating.set(creator.tid, { creator, flags });
    }

    /** `child`: whom it has made, although its call has not returned. */
    leaveCreation(creator: LoggedTask, child: number | null = null): void {
        this.creating.delete(creator.tid);
        if (child === null) this.madeMeanwhile.delete(creator.tid);
        else this.madeMeanwhile.set(creator.tid, child);
    }

    /** Whether the child of a call that returns now is known: it may have ended already. */
    knowsChild(creator: LoggedTask, child: number): boolean {
        return this.alive.has(child) || this.madeMeanwhile.get(creator.tid) === child;
    }

    /** Who must be making a task that nobody has announced: undefined when there are several, null when there is nobody. */
    onlyCreation(): Creation | undefined | null {
        const [first, another] = this.creating.values();
        return first === undefined ? null : another === undefined ? first : undefined;
    }
}

export function isThread(flags: number): boolean {
    return (flags & threadFlag) !== 0;
}
