/** What `state` shows of job control, where there is more than one process group. */
import type { State } from "../state";
import { isInForeground, isOrphanedGroup, leaderOf } from "./jobLookups";
import type { Process, Suspension } from "./process";

export function jobLines(state: State, process: Process): readonly string[] {
    const { group, session, terminal } = process.job;
    if (process.exit !== null || group === null || !hasSeveralGroups(state)) return [];
    const foreground = isInForeground(state, process);
    const words = [
        `group ${nameOf(state, group)}`,
        ...(session === null ? [] : [`session ${nameOf(state, session)}`]),
        ...(terminal === null ? [] : [terminal === false ? "no controlling terminal" : terminal]),
        ...(foreground === null ? [] : [foreground ? "in the foreground" : "in the background"]),
        ...(isOrphanedGroup(state, group) === true && typeof terminal === "string" ? ["an orphaned group"] : []),
    ];
    return [`      ${words.join(", ")}`];
}

/** "SIGTSTP, by the terminal", "SIGSTOP from p1". */
export function suspensionText({ signal, sender, byTerminal }: Suspension): string {
    return byTerminal ? `${signal}, by the terminal` : sender === null ? signal : `${signal} from ${sender}`;
}

function nameOf(state: State, number: number): string {
    return leaderOf(state, number) ?? String(number);
}

/** Among those that live. */
export function hasSeveralGroups({ processes }: State): boolean {
    const groups = new Set<number>();
    for (const { job, exit } of processes.values()) if (exit === null && job.group !== null) groups.add(job.group);
    return groups.size > 1;
}

/** Among those that live. */
export function hasSeveralSessions({ processes }: State): boolean {
    const sessions = new Set<number>();
    for (const { job, exit } of processes.values()) if (exit === null && job.session !== null) sessions.add(job.session);
    return sessions.size > 1;
}
