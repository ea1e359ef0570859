/** fork(2), vfork(2), clone(2), clone3(2). */
import { field } from "../strace-parser/value";
import type { TaskRecord } from "../trace/record";
import type { LoggedCall } from "./loggedCall";
import { numberOf } from "./words";

const childSignal = 17;
const [vmFlag, vforkFlag, signalMask] = [0x100, 0x4000, 0xff];

export function isCreation(name: string): boolean {
    return name === "fork" || name === "vfork" || name === "clone" || name === "clone3";
}

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

/** What the kernel calls it (ptrace(2), PTRACE_EVENT_FORK). */
export function creationHow(flags: number): TaskRecord["how"] {
    if ((flags & vforkFlag) !== 0) return "vfork";
    return (flags & signalMask) === childSignal ? "fork" : "clone";
}
