/** What is unusual of a process's place among the others: its group and session, where there are several, the foreground, an orphan. */
import { isInForeground, isOrphanedGroup, leaderOf } from "../../tracer/model/owners/jobLookups";
import { hasSeveralGroups, hasSeveralSessions } from "../../tracer/model/owners/jobText";
import type { Process } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";

/** "group p2", "session p3", "foreground", "orphaned group", "orphan". */
export function jobBadges(state: State, process: Process): readonly string[] {
    if (process.exit !== null) return [];
    return [...groupBadges(state, process), ...(process.orphaned ? ["orphan"] : [])];
}

function groupBadges(state: State, process: Process): readonly string[] {
    const { group, session, terminal } = process.job;
    if (group === null || !hasSeveralGroups(state)) return [];
    const ofSession = session !== null && hasSeveralSessions(state);
    return [
        `group ${leaderOf(state, group) ?? group}`,
        ...(ofSession ? [`session ${leaderOf(state, session) ?? session}`] : []),
        ...(isInForeground(state, process) === true ? ["foreground"] : []),
        ...(typeof terminal === "string" && isOrphanedGroup(state, group) === true ? ["orphaned group"] : []),
    ];
}
