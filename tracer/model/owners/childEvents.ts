/** What parents learn of their children (wait(2)), and children that get another parent. */
import type { EventBase } from "../eventBase";
import type { ProcessId } from "../identities";
import { nameOf, said } from "../words";
import { isDaemon } from "./jobLookups";
import type { OwnerEvents } from "./ownerEvent";
import type { ExitStatus } from "./process";
import { exitText } from "./processEvents";

export interface ProcessReaped extends EventBase {
    readonly kind: "processReaped";
    readonly child: ProcessId;
    readonly childPid: number;
    readonly exit: ExitStatus;
    /** The waiter did not ask how it ended: wait(NULL). */
    readonly unasked?: true;
}

/** The process got a new parent since its own ended, or at its beginning by CLONE_PARENT (clone(2)). */
export interface ProcessReparented extends EventBase {
    readonly kind: "processReparented";
    readonly byClone?: true;
    readonly parent: ProcessId | null;
    /** 0: not known. */
    readonly parentPid: number;
}

/** With WUNTRACED; the child stays as it is. */
export interface ChildStopReported extends EventBase {
    readonly kind: "childStopReported";
    readonly child: ProcessId;
    readonly childPid: number;
    readonly signal: string;
}

/** With WCONTINUED. */
export interface ChildContinuationReported extends EventBase {
    readonly kind: "childContinuationReported";
    readonly child: ProcessId;
    readonly childPid: number;
}

/** prctl(2), PR_SET_CHILD_SUBREAPER. */
export interface SubreaperChanged extends EventBase {
    readonly kind: "subreaperChanged";
    readonly adopts: boolean;
}

/** prctl(2), PR_SET_PDEATHSIG. */
export interface DeathSignalChanged extends EventBase {
    readonly kind: "deathSignalChanged";
    /** Null: none. */
    readonly signal: string | null;
}

export type ChildEvent =
    ProcessReaped | ProcessReparented | ChildStopReported | ChildContinuationReported | SubreaperChanged | DeathSignalChanged;

export const childEvents: OwnerEvents<ChildEvent> = {
    processReaped: {
        becomes(draft, event) {
            const child = draft.process(event.child);
            if (child === undefined) return;
            child.state = "exited";
            child.exit = event.exit;
        },
        telling: true,
        says(event) {
            if (event.call === undefined) return said(`${event.child} left no zombie.`, `Its parent ${event.process} ignores SIGCHLD.`);
            return said(
                `${nameOf(event)} told ${event.process} how ${event.child} ended: ${exitText(event.exit)}.`,
                `${event.child} is no zombie any more.`,
            );
        },
    },
    processReparented: {
        becomes(draft, event) {
            const process = draft.process(event.process);
            if (process === undefined) return;
            process.parent = event.parent;
            process.parentPid = event.parentPid;
            if (event.byClone !== true) process.orphaned = true;
            // A zombie's new parent outside the trace is init or a subreaper, which waits for it at once.
            if (process.state === "zombie" && event.parent === null) process.state = "exited";
        },
        telling: false,
        says(event, state) {
            const parent = event.parent ?? "init, or a subreaper that is not traced";
            if (event.byClone === true) {
                return said(`${event.process} has a new parent: ${parent}.`, "CLONE_PARENT: that of the process that made it.");
            }
            const why = event.parent === null ? "" : `, and ${parent} adopts it, as its subreaper or as the init of its PID namespace`;
            const daemon = isDaemon(state, event.process) ? " It is a daemon: no terminal controls it, and it leads no session." : "";
            return said(`${event.process} has a new parent: ${parent}.`, `Its own parent ended before it${why}.${daemon}`);
        },
    },
    childStopReported: {
        telling: true,
        says: (event) =>
            said(
                `${nameOf(event)} told ${event.process} that ${event.signal} stopped ${event.child}.`,
                `${event.child} is no zombie: it goes on when it gets SIGCONT (WUNTRACED).`,
            ),
    },
    childContinuationReported: {
        telling: true,
        says: (event) => said(`${nameOf(event)} told ${event.process} that ${event.child} goes on (WCONTINUED).`),
    },
    subreaperChanged: {
        telling: true,
        says: ({ process, adopts }) =>
            adopts
                ? said(
                      `${process} is a subreaper from now on.`,
                      "Orphans among its descendants become its children, and it is to wait for them.",
                  )
                : said(`${process} is no subreaper any more.`),
    },
    deathSignalChanged: {
        telling: true,
        says: ({ process, signal }, state) =>
            signal === null
                ? said(`${process} will not be told of its parent's end.`)
                : said(`${process} will get ${signal} when ${state.processes.get(process)?.parent ?? "its parent"} ends.`),
    },
};
