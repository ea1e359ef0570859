/**
 * Whether a recording was ended from outside, and the last moment before: what its processes were doing then is what
 * whoever pressed Ctrl-C wants to see, and not that they are gone.
 */
import type { Event } from "./event";
import type { ProcessId } from "./identities";
import { threadOf, type ExitStatus } from "./owners/process";
import type { ProcessExited } from "./owners/processEvents";
import type { SignalDelivered } from "./owners/signalEvents";
import type { TraceEnded } from "./owners/traceEvents";
import type { State } from "./state";

export interface Interruption {
    /** The signal that ended the programs; SIGKILL also when the recorder killed them. */
    readonly signal: string;
    readonly before: State;
}

/** Signals by which people and services end programs (signal(7)), by their numbers on x86-64. */
const endingSignals: ReadonlyMap<string, number> = new Map([
    ["SIGHUP", 1],
    ["SIGINT", 2],
    ["SIGQUIT", 3],
    ["SIGTERM", 15],
]);

/**
 * An attempt to end the programs: a signal that reached several processes, as the terminal sends its own to a whole process
 * group (termios(3)), and those that followed it at once, by which the impatient ask again.
 */
interface Attempt {
    readonly signals: Set<string>;
    readonly processes: Set<ProcessId>;
    before: State;
    /** Of its latest signal. */
    time: number;
}

/** In seconds: what comes so soon after a signal belongs to the same attempt. */
const atOnce = 1;
/** In seconds: a recording that is over so soon after the attempt that ended its program was ended by it, as were those who lived on. */
const soon = 5;

interface End {
    readonly process: ProcessId;
    readonly exit: ExitStatus;
    /** Signals whose handlers ran when it ended. */
    readonly within: readonly string[];
    readonly survivors: readonly ProcessId[];
}

/** What may still happen while processes are killed one after the other. */
const afterKills: ReadonlySet<Event["kind"]> = new Set<Event["kind"]>([
    "callResumed",
    "callInterrupted",
    "callReturned",
    "signalDelivered",
    "signalGenerated",
    "threadExited",
    "processReaped",
    "processReparented",
    "traceEnded",
]);

/** The others matter only behind a kill, or behind a call that was given up. */
const alwaysSeen: ReadonlySet<Event["kind"]> = new Set<Event["kind"]>([
    "processExited",
    "processStarted",
    "signalDelivered",
    "signalSent",
    "traceEnded",
]);

export class InterruptionWatch {
    private readonly launched = new Set<ProcessId>();
    /** By thread: before the call that a signal has just made it give up. */
    private readonly givenUp = new Map<number, State>();
    private attempt: Attempt | null = null;
    /** Before the first of the kills that the recording ended with. */
    private beforeKills: State | null = null;
    private readonly killedFromInside = new Set<ProcessId>();
    /** How the last launched program ended, and who lived on. */
    private end: End | null = null;
    private endOfTrace: TraceEnded | null = null;

    /** The events of one record, before they are applied. `before`: the state at that moment, for keeping. */
    see(events: readonly Event[], before: () => State): void {
        const givesUp = isGivenUp(events);
        for (const event of events) this.seeNext(event, givesUp, before);
    }

    /** One event, before it is applied. `givesUp`: it is told of a record for which `isGivenUp` holds. */
    seeNext(event: Event, givesUp: boolean, before: () => State): void {
        if (!givesUp && this.givenUp.size === 0 && this.beforeKills === null && !alwaysSeen.has(event.kind)) return;
        if (!givesUp || !isGivingUp(event)) this.seeOne(event, before);
        else if (event.kind === "callResumed") this.givenUp.set(event.tid, before());
    }

    /** Null: it ended by itself, or it has no end. To be asked after the last event. */
    get interruption(): Interruption | null {
        const { attempt, end, beforeKills } = this;
        const { endOfTrace } = this;
        if (endOfTrace === null) return null;
        const wasKilled = endOfTrace.cause === "killed";
        // Whoever kills what is left has often asked it to end before.
        if (wasKilled && attempt !== null && endOfTrace.time - attempt.time <= soon) return { signal: "SIGKILL", before: attempt.before };
        if (wasKilled && beforeKills !== null) return { signal: "SIGKILL", before: beforeKills };
        if (end === null) return null;
        const signal = attempt === null ? undefined : [...attempt.signals].find((each) => endedBy(end, each));
        if (attempt !== null && signal !== undefined) {
            const isOverSoon = endOfTrace.time - attempt.time <= soon;
            if (isOverSoon || end.survivors.every((process) => attempt.processes.has(process))) return { signal, before: attempt.before };
        }
        const killed = "signal" in end.exit && end.exit.signal === "SIGKILL" && !this.killedFromInside.has(end.process);
        return killed && beforeKills !== null ? { signal: "SIGKILL", before: beforeKills } : null;
    }

    private seeOne(event: Event, before: () => State): void {
        if (event.kind === "signalGenerated") return;
        if (event.kind === "signalDelivered" && event.sender === null && endingSignals.has(event.signal)) {
            this.hit(event, this.givenUp.get(event.tid) ?? before());
        }
        this.givenUp.delete(event.tid);
        if (event.kind === "processExited") this.exited(event, before);
        else if (!afterKills.has(event.kind)) this.beforeKills = null;
        if (event.kind === "processStarted") this.launched.add(event.process);
        if (event.kind === "signalSent" && event.signal === "SIGKILL" && event.target !== null) this.killedFromInside.add(event.target);
        if (event.kind === "traceEnded") this.endOfTrace = event;
    }

    private hit({ process, signal, time }: SignalDelivered, before: State): void {
        const { attempt } = this;
        // Whom the same signal reaches again much later was not ended by the first.
        const goesOn =
            attempt !== null && (time - attempt.time <= atOnce || (attempt.signals.has(signal) && !attempt.processes.has(process)));
        if (!goesOn) {
            this.attempt = { signals: new Set([signal]), processes: new Set([process]), before, time };
            return;
        }
        attempt.signals.add(signal);
        attempt.processes.add(process);
        attempt.time = time;
        if (before.at < attempt.before.at) attempt.before = before;
    }

    private exited({ process, exit, tid }: ProcessExited, before: () => State): void {
        const killed = "signal" in exit && exit.signal === "SIGKILL";
        this.beforeKills = killed ? (this.beforeKills ?? before()) : null;
        if (!this.launched.has(process)) return;
        const { processes } = before();
        const living = [...processes.values()].filter(({ id, exit: ended }) => ended === null && id !== process);
        const handlers = threadOf(processes.get(process), tid)?.signals.handlers ?? [];
        this.end = { process, exit, within: handlers.map(({ signal }) => signal), survivors: living.map(({ id }) => id) };
    }
}

/** Whether the events of a record tell of a call that ended without all that it was made for, as a signal makes it. */
export function isGivenUp(events: readonly Event[]): boolean {
    return events[0]?.kind === "callResumed" && events.every(isGivingUp);
}

/** A write that waited for room ends with a part of its bytes when a signal comes (write(2)). */
function isGivingUp(event: Event): boolean {
    if (event.kind === "bytesWritten" || event.kind === "dataSent") return event.asked !== undefined && event.length < event.asked;
    if (event.kind === "callReturned") return event.error === "EINTR";
    return event.kind === "callResumed" || event.kind === "callInterrupted";
}

/** Also in a handler, and with the status by which shells report a program's end by a signal, and which programs copy from them. */
function endedBy({ exit, within }: End, signal: string): boolean {
    if (within.includes(signal)) return true;
    return "signal" in exit ? exit.signal === signal : exit.code === 128 + (endingSignals.get(signal) ?? NaN);
}
