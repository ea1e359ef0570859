/** Requests beyond the Debug Adapter Protocol. */

/** To a process's session: ends this process by SIGKILL and leaves the others alone. No arguments, no body. */
export const endProcess = "ipcscope.endProcess";

/** To a process's session: sends this process a signal, as kill(2) does. No body. */
export const sendSignal = "ipcscope.sendSignal";

export interface SendSignal {
    /** "SIGUSR1" */
    readonly signal: string;
}

/** To the launch's session: what has become of the session that an `ipcscope.process` asked for. No body. */
export const sessionOpened = "ipcscope.sessionOpened";

export interface SessionOpened {
    readonly pid: number;
    readonly opened: boolean;
    /** Why it was not. */
    readonly reason: string;
}

/** To the launch's session: another debugger has stopped a process, or lets it go on. No body. */
export const processStands = "ipcscope.processStands";

/** Why it did. */
export type StopElsewhere = "breakpoint" | "step" | "pause" | "entry";

export interface ProcessStands {
    readonly pid: number;
    /** Null: it goes on. */
    readonly stands: StopElsewhere | null;
}

/** To the launch's session: from now on each access to shared memory is recorded, or none; an `ipcscope.watching` follows. No body. */
export const watchMemory = "ipcscope.watchMemory";

/** Arguments of that request, and body of that event. */
export interface MemoryWatch {
    readonly on: boolean;
}

/** To a session that replays a trace: moves its cursor. No body. */
export const goToMoment = "ipcscope.goToMoment";

export interface GoToMoment {
    /** seq */
    readonly event: number;
}

/** An argument of the adapter's: the client opens the sessions of processes itself, when an `ipcscope.process` asks for one. */
export const clientOpensSessions = "--client-opens-sessions";
