/** Process groups that an end leaves without anybody who could continue them (kernel/exit.c, kill_orphaned_pgrp). */
import { isOrphanedGroup, membersOf } from "../model/owners/jobLookups";
import type { Interpretation } from "./interpretation";
import type { Origin } from "./narration";
import type { TracedProcess } from "./tracedTasks";

/** Those of the process and of its children that somebody can continue now. To be asked before its end is told. */
export function connectedGroups({ state }: Interpretation, { id, children }: TracedProcess): readonly number[] {
    const groups = [id, ...[...children].map((child) => child.id)].flatMap((each) => state.processes.get(each)?.job.group ?? []);
    return [...new Set(groups)].filter((group) => isOrphanedGroup(state, group) === false);
}

/** Tells of those that nobody can continue any more, where somebody is stopped. */
export function tellOrphanedGroups(interpretation: Interpretation, groups: readonly number[], time: number): void {
    for (const group of groups) {
        const members = membersOf(interpretation.state, group);
        const stopped = members.filter(({ suspended }) => suspended !== null);
        const [first] = stopped;
        if (first === undefined || isOrphanedGroup(interpretation.state, group) !== true) continue;
        for (const { id } of members) {
            const member = interpretation.tasks.processById(id);
            if (member !== undefined) member.orphanedGroup = true;
        }
        interpretation.narration.tell(
            { time, process: first.id, pid: first.pid, tid: first.pid, call: null, stack: 0 },
            { kind: "processGroupOrphaned", group, stopped: stopped.map(({ id }) => id) },
        );
    }
}

/** The leader of a session takes the terminal with it (disassociate_ctty in drivers/tty/tty_jobctrl.c). */
export function tellLostTerminal({ state, narration }: Interpretation, { id, pid }: TracedProcess, origin: Origin): void {
    const job = state.processes.get(id)?.job;
    if (job?.session !== pid || typeof job.terminal !== "string") return;
    narration.tell(
        { ...origin, call: null, stack: 0 },
        { kind: "controllingTerminalLost", terminal: job.terminal, cause: "leader ended", session: pid },
    );
}
