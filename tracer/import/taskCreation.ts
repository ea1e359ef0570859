/** fork(2), vfork(2), clone(2), clone3(2). */
import { field } from "../strace-parser/value";
import type { TaskRecord } from "../trace/record";
import type { LoggedCall } from "./loggedCall";
import type { Creation, LoggedTask } from "./tasks";
import { numberOf } from "./words";

const childSignal = 17;
const [vmFlag, vforkFlag, signalMask] = [0x100, 0x4000, 0xff];

/** As clone(2) has them, with the signal of the child's end; those of clone3(2) below 2^32. */
export function cloneFlagsOf({ row, arguments: given }: LoggedCall): number {
    switch (row.name) {
        case "fork":
            return childSignal;
        case "vfork":
            return vforkFlag | vmFlag | childSignal;
        case "clone3": {
            const [first] = given;
            const structure = first?.is === "changed" ? first.before : first;
            return ((numberOf(field(structure, "flags")) ?? 0) | (numberOf(field(structure, "exit_signal")) ?? 0)) >>> 0;
        }
        default:
            return numberOf(given[0]) ?? childSignal;
    }
}

/** `creation`: null: nobody knows. */
export function taskRecord(time: number, { tid, pid }: LoggedTask, creation: Creation | null): TaskRecord {
    const { creator, flags } = creation ?? { creator: { tid: 0, pid: 0 }, flags: 0 };
    const how = creation === null ? "attached" : creationHow(flags);
    return { type: "task", time, tid, pid, creatorTid: creator.tid, creatorPid: creator.pid, cloneFlags: BigInt(flags), stack: 0, how };
}

/** What the kernel calls it (ptrace(2), PTRACE_EVENT_FORK). */
function creationHow(flags: number): TaskRecord["how"] {
    if ((flags & vforkFlag) !== 0) return "vfork";
    return (flags & signalMask) === childSignal ? "fork" : "clone";
}
