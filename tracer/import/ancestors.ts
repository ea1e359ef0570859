/** Which of the processes that were there before a log began the threads of its lines come from. */
import type { LogLine } from "../strace-parser/logLine";
import { isCreation } from "./creationCalls";

/**
 * By thread, as its lines name it. `launched`: strace has started `first`, so all come from that; else it may have been attached to several
 * (-p), and a thread that nobody makes in these lines was there before, unless a call that makes one had not returned when it came.
 */
export function ancestorsIn(lines: readonly LogLine[], first: number, launched: boolean): ReadonlyMap<number | null, number> {
    const creators = creatorsIn(lines);
    const ancestors = new Map<number | null, number>([
        [null, first],
        [first, first],
    ]);
    const creating = new Set<number | null>();
    const ancestorOf = (tid: number | null): number => {
        const known = ancestors.get(tid);
        if (known !== undefined) return known;
        const creator = creators.get(tid);
        const isUnmade = creator === undefined && !launched && creating.size === 0;
        const ancestor = isUnmade && tid !== null ? tid : first;
        ancestors.set(tid, ancestor);
        if (creator !== undefined) ancestors.set(tid, ancestorOf(creator));
        return ancestors.get(tid) ?? first;
    };
    for (const line of lines) {
        if (line.kind === "bad") continue;
        const { pid } = line.prefix;
        ancestorOf(pid);
        if (line.kind === "unfinished" && isCreation(line.name)) creating.add(pid);
        else if (line.kind === "call" || line.kind === "end") creating.delete(pid);
    }
    return ancestors;
}

/** By thread: who has made it. */
function creatorsIn(lines: readonly LogLine[]): ReadonlyMap<number | null, number | null> {
    const creators = new Map<number | null, number | null>();
    for (const line of lines) {
        if (line.kind !== "call" || !isCreation(line.name)) continue;
        const { value } = line.result;
        if (typeof value === "number" && value > 0) creators.set(value, line.prefix.pid);
    }
    return creators;
}
