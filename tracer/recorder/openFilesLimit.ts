/** The limit of open files that the user's shell gave us. Node raises its own to the highest allowed, and programs would inherit that. */
import { readFileSync } from "node:fs";

interface Limit {
    readonly soft: string;
    readonly hard: string;
}

/** The words that start a command with the limit as it was; none when Node had nothing to raise. */
export function withCallersOpenFiles(): readonly string[] {
    const limit = callersLimit(process.ppid);
    return limit === undefined ? [] : ["prlimit", `--nofile=${limit.soft}:${limit.hard}`];
}

/** Of the nearest ancestor that did not raise it: npx and other Node programs may stand between. */
function callersLimit(pid: number): Limit | undefined {
    try {
        const [, soft, hard] =
            /^Max open files\s+(\d+|unlimited)\s+(\d+|unlimited)/m.exec(readFileSync(`/proc/${pid}/limits`, "utf8")) ?? [];
        if (soft === undefined || hard === undefined) return undefined;
        if (soft !== hard) return { soft, hard };
        const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
        return parent > 1 ? callersLimit(parent) : undefined;
    } catch {
        return undefined; // An ancestor of another user.
    }
}
