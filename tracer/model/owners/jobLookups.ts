/** What is asked of a state about job control. */
import type { ProcessId } from "../identities";
import type { State } from "../state";
import type { Process } from "./process";

export function isSessionLeader({ pid, job }: Process): boolean {
    return job.session === pid;
}

/** Null: it is not known whether it belongs to the foreground process group of its terminal, or it has no terminal. */
export function isInForeground(state: State, { job }: Process): boolean | null {
    const foreground = typeof job.terminal === "string" ? (state.terminals.get(job.terminal)?.foreground ?? null) : null;
    return foreground === null || job.group === null ? null : foreground === job.group;
}

/** Those that live in a process group. */
export function membersOf(state: State, group: number): readonly Process[] {
    return [...state.processes.values()].filter(({ job, exit }) => exit === null && job.group === group);
}

/**
 * Nobody is left in its session who could continue it: no member has a parent in another group of that session (setpgid(2); the
 * kernel's will_become_orphaned_pgrp). Null: that depends on what is not known.
 */
export function isOrphanedGroup(state: State, group: number): boolean | null {
    let known = true;
    for (const { parent, orphaned, job } of membersOf(state, group)) {
        const above = parent === null ? undefined : state.processes.get(parent);
        if (above === undefined) {
            // Whoever adopts orphans from outside is in another session. So is every untraced parent where the session began in the trace.
            const isElsewhere = orphaned || (job.session !== null && leaderOf(state, job.session) !== undefined);
            if (!isElsewhere) known = false;
        } else if (above.job.group === null || above.job.session === null || job.session === null) {
            known = false;
        } else if (above.exit === null && above.job.group !== group && above.job.session === job.session) {
            return false;
        }
    }
    return known ? true : null;
}

/** "p3's group", where the process that began it is traced and has still that number, else by the number. */
export function groupText(state: State, group: number): string {
    const leader = leaderOf(state, group);
    return leader === undefined ? `process group ${group}` : `the process group of ${leader}`;
}

/** The process that began the group or session. */
export function leaderOf(state: State, number: number): ProcessId | undefined {
    return [...state.processes.values()].findLast(({ pid }) => pid === number)?.id;
}

/** The process that began its session has ended, no terminal controls it, and as no leader it can get none (daemon(7)). */
export function isDaemon(state: State, id: ProcessId): boolean {
    const process = state.processes.get(id);
    if (process === undefined || process.exit !== null || process.job.terminal !== false || process.job.session === null) return false;
    const leader = leaderOf(state, process.job.session);
    return leader !== undefined && leader !== id && state.processes.get(leader)?.exit !== null;
}
