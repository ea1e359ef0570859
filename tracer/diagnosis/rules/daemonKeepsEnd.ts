import type { Wait } from "../../model/awaits";
import type { Process } from "../../model/owners/process";
import type { State } from "../../model/state";
import { holdingsByObject, type Holding } from "../../model/waitGraph/holdings";
import { stuckThreads } from "../../model/waitGraph/stuck";
import { endsByItself } from "../../model/whoCouldEnd";
import { firstOf, list, placeText } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";
import { whereText } from "../waits/waitText";

/** A daemon lives on, and with it the descriptors that it has not closed: whoever reads from such a pipe is never at the end of file (daemon(7)). */
export const daemonKeepsEnd: Rule = {
    id: "IPC008",
    title: "A daemon keeps the other end open",
    severity: "error",
    about: "waits",
    watch: () => ({ findings: ({ state, unfinished }) => (unfinished ? findingsIn(state) : []) }),
};

function findingsIn(state: State): readonly NewFinding[] {
    const stuck = new Set(stuckThreads(state).map(({ process }) => process.id));
    return [...state.processes.values()].flatMap((process) => {
        // Of knots other rules tell.
        if (process.exit !== null || stuck.has(process.id)) return [];
        return [...process.threads.values()].flatMap(({ call }) => (call === null ? [] : findingsOf(state, process, call)));
    });
}

function findingsOf(state: State, process: Process, wait: Wait): readonly NewFinding[] {
    const pipe = wait.awaits.what === "input" && wait.object !== null ? state.objects.get(wait.object) : undefined;
    if (pipe === undefined || !("slots" in pipe) || pipe.name !== null || pipe.inherited || pipe.bytes !== 0 || endsByItself(state, wait)) {
        return [];
    }
    const holders = (holdingsByObject(state).get(pipe.id) ?? []).filter(({ end }) => end === "write");
    if (holders.length === 0 || !holders.every((holder) => isIdleDaemon(holder, process))) return [];
    const which = holders.map(({ process: { id }, fd, fork }) => {
        return `${id}'s descriptor ${fd}${fork === null || fork.source === null ? "" : `, got by fork at ${placeText(fork.source)}`}`;
    });
    const daemons = [...new Set(holders.map((holder) => holder.process.id))];
    return [
        {
            certainty: "likely",
            message:
                `${list(which)}, ${holders.length === 1 ? "keeps" : "keep"} ${pipe.id} open: ${whereText({ process, wait })}, and never comes to the end of file as ` +
                `long as ${firstOf(daemons)} ${daemons.length === 1 ? "lives, which has a session of its own, and has" : "live, which have sessions of their own, and have"} written ` +
                `nothing there. ${list([...new Set(holders.map(({ fd }) => `close(${fd})`))])} belongs after setsid, as for all descriptors that a daemon inherits.`,
            process: process.id,
            object: pipe.id,
            ...(wait.fd !== null && { fd: wait.fd }),
            locations: places(...holders.map(({ process: { id }, fork }) => ["cause", id, fork?.source] as const), [
                "symptom",
                process.id,
                wait.source,
            ]),
        },
    ];
}

/** It has begun a life of its own (setsid(2)), whatever it does in it, and has never used the copy that fork made. */
function isIdleDaemon({ process: { orphaned, job, threads }, fork, used }: Holding, reader: Process): boolean {
    const isApart = orphaned && job.session !== null && reader.job.session !== null && job.session !== reader.job.session;
    return isApart && fork !== null && !used && [...threads.values()].every(({ call }) => call !== null);
}
