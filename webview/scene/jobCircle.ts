/** To which process group and session a process belongs, where there are several. */
import { hasSeveralGroups, hasSeveralSessions } from "../../tracer/model/owners/jobText";
import type { Process } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";

/** The kernel's numbers. */
export interface JobCircle {
    readonly group: number;
    /** Null: there is only one, or it is not known. */
    readonly session: number | null;
}

/** Null: there is only one group, it is not known, or the process has ended. */
export function jobCircle(state: State, { exit, job }: Process): JobCircle | null {
    if (exit !== null || job.group === null || !hasSeveralGroups(state)) return null;
    return { group: job.group, session: hasSeveralSessions(state) ? job.session : null };
}
