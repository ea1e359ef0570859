/** Process groups and sessions that change, and terminals that come to control a session or cease to. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ProcessId } from "../identities";
import { nameOf, said } from "../words";
import { doubt } from "./changeSignals";
import type { Job, Terminal, TerminalName } from "./job";
import { groupText, leaderOf, membersOf } from "./jobLookups";
import type { OwnerEvents } from "./ownerEvent";
import type { TerminalNamed } from "./terminalNamed";

/** setpgid(2). */
export interface ProcessGroupChanged extends EventBase {
    readonly kind: "processGroupChanged";
    readonly member: ProcessId;
    readonly memberPid: number;
    readonly group: number;
}

/** setsid(2). */
export interface SessionStarted extends EventBase {
    readonly kind: "sessionStarted";
    readonly session: number;
}

/** By open(2), or TIOCSCTTY of ioctl_tty(2). */
export interface ControllingTerminalAcquired extends EventBase {
    readonly kind: "controllingTerminalAcquired";
    /** Null: whether the process has got the terminal depends on who else has it. */
    readonly terminal: TerminalName | null;
    readonly session: number;
    readonly foreground: number | null;
}

export interface ControllingTerminalLost extends EventBase {
    readonly kind: "controllingTerminalLost";
    readonly terminal: TerminalName;
    /** TIOCNOTTY; the leader of the session has ended; nobody has the other end any more. */
    readonly cause: "given up" | "leader ended" | "hung up";
    /** Of the whole session; absent: of the process alone. */
    readonly session?: number;
}

/** tcsetpgrp(3). */
export interface ForegroundChanged extends EventBase {
    readonly kind: "foregroundChanged";
    readonly terminal: TerminalName;
    readonly group: number | null;
}

/** The kernel sends SIGHUP and SIGCONT to a group in which somebody is stopped, and whom nobody is left to continue. */
export interface ProcessGroupOrphaned extends EventBase {
    readonly kind: "processGroupOrphaned";
    readonly group: number;
    readonly stopped: readonly ProcessId[];
}

export type JobEvent =
    | ProcessGroupChanged
    | SessionStarted
    | TerminalNamed
    | ControllingTerminalAcquired
    | ControllingTerminalLost
    | ForegroundChanged
    | ProcessGroupOrphaned;

export function changeJob(draft: Draft, id: ProcessId, change: Partial<Job>): void {
    const process = draft.process(id);
    if (process !== undefined) process.job = { ...process.job, ...change };
}

function changeTerminal(draft: Draft, name: TerminalName, change: Partial<Terminal>): void {
    const before = draft.now.terminals.get(name) ?? { name, session: null, foreground: null };
    draft.setTerminal({ ...before, ...change });
}

/** A shell that is not traced has let the process go on: whether in the foreground or in the background, nobody has seen. */
export function forgetForeground(draft: Draft, id: ProcessId): void {
    const job = draft.now.processes.get(id)?.job;
    if (typeof job?.terminal !== "string" || job.session === null || leaderOf(draft.now, job.session) !== undefined) return;
    changeTerminal(draft, job.terminal, { foreground: null });
}

/** A terminal that controls one session controls no other. */
function acquire(draft: Draft, { process, terminal, session, foreground }: ControllingTerminalAcquired): void {
    if (terminal !== null) {
        takeFrom(draft, terminal, (of) => of !== session);
        changeTerminal(draft, terminal, { session, foreground });
    }
    changeJob(draft, process, { terminal });
}

function takeFrom(draft: Draft, terminal: TerminalName, isAffected: (session: number | null) => boolean): void {
    for (const { id, job } of [...draft.now.processes.values()]) {
        if (job.terminal === terminal && isAffected(job.session)) changeJob(draft, id, { terminal: false });
    }
}

function lose(draft: Draft, { process, terminal, session }: ControllingTerminalLost): void {
    changeJob(draft, process, { terminal: false });
    if (session === undefined) return;
    for (const { id, job } of [...draft.now.processes.values()]) if (job.session === session) doubtHangUp(draft, id);
    takeFrom(draft, terminal, (of) => of === session);
    changeTerminal(draft, terminal, { session: 0, foreground: 0 });
}

/** Both may be on their way to it. */
function doubtHangUp(draft: Draft, id: ProcessId): void {
    for (const signal of ["SIGHUP", "SIGCONT"]) doubt(draft, id, signal);
}

const lossWords: Readonly<Record<ControllingTerminalLost["cause"], string>> = {
    "given up": "gave up its controlling terminal",
    "leader ended": "is ending, and with it its session loses its controlling terminal",
    "hung up": "lost its controlling terminal: the other end is closed",
};

export const jobEvents: OwnerEvents<JobEvent> = {
    processGroupChanged: {
        becomes: (draft, event) => changeJob(draft, event.member, { group: event.group }),
        says(event, state) {
            const { process, member, memberPid, group } = event;
            const who = member === process ? process : `${process} put ${member}`;
            if (group !== memberPid) return said(`${who}${member === process ? " went" : ""} into ${groupText(state, group)}.`);
            const what = member === process ? `${process} began a process group of its own` : `${who} into a process group of its own`;
            return said(`${what}.`, "A shell makes one for each job: signals of the terminal reach all processes of a group.");
        },
    },
    sessionStarted: {
        becomes: (draft, event) => changeJob(draft, event.process, { group: event.session, session: event.session, terminal: false }),
        telling: true,
        says: (event) =>
            said(
                `${event.process} began a new session, and a new process group in it.`,
                "It has no controlling terminal: no Ctrl-C and no hang-up reaches it.",
            ),
    },
    terminalNamed: {
        becomes(draft, { terminal, isNew }) {
            const controls = [...draft.now.processes.values()].some(({ job, exit }) => exit === null && job.terminal === terminal);
            if (isNew === true && !controls) changeTerminal(draft, terminal, { session: 0, foreground: 0 });
        },
        telling: true,
        says: ({ process, fd, terminal }) =>
            said(
                `Descriptor ${fd} of ${process} is the master of ${terminal}.`,
                "What is written to it are keys for that terminal; what is read from it was on its screen.",
            ),
    },
    controllingTerminalAcquired: {
        becomes: acquire,
        telling: true,
        says(event) {
            const { process, terminal, call } = event;
            if (terminal === null) return said(`${process} opened a terminal, which may now control its session.`);
            const how = call === "ioctl" ? "" : `; ${nameOf(event, "opening it")} did that, since the leader of a session had none`;
            return said(
                `${terminal} now controls the session of ${process}${how}.`,
                "The process group of the leader is in the foreground: it may read, and gets the signals of the keys.",
            );
        },
    },
    controllingTerminalLost: {
        becomes: lose,
        telling: true,
        says: ({ process, terminal, cause, session }) =>
            said(
                `${process} ${lossWords[cause]} (${terminal}).`,
                session === undefined ? "The others of its session keep it." : "The kernel sends SIGHUP on this occasion.",
            ),
    },
    foregroundChanged: {
        becomes: (draft, event) => changeTerminal(draft, event.terminal, { foreground: event.group }),
        telling: true,
        says: (event, state) =>
            said(
                `${nameOf(event)} of ${event.process} put ${event.group === null ? "another process group" : groupText(state, event.group)} into the foreground of ${event.terminal}.`,
                "The other groups are in the background: reading from the terminal stops them with SIGTTIN.",
            ),
    },
    processGroupOrphaned: {
        becomes(draft, { group }) {
            for (const { id } of membersOf(draft.now, group)) doubtHangUp(draft, id);
        },
        telling: true,
        says: ({ group, stopped }, state) =>
            said(
                `${groupText(state, group)} is an orphaned one now, and ${stopped.join(", ")} ${stopped.length === 1 ? "is" : "are"} stopped in it.`,
                "Nobody is left in the session who could continue it: the kernel sends SIGHUP and SIGCONT.",
            ),
    },
};
