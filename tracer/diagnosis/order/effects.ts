/**
 * Which events order what processes do. A release is seen by each later acquisition of the same key. Where an event's meaning for that is
 * not known, or many-sided, it is taken to order more than it does: two accesses are never said to be without order that may have one.
 */
import type { Event, EventKind } from "../../model/event";
import type { ObjectId } from "../../model/identities";
import type { State } from "../../model/state";

export interface Effect {
    /** "all": of whatever anybody has done until now. */
    readonly acquires: readonly string[] | "all";
    readonly releases: readonly string[];
}

/** What everybody acquires who acquires anything: ends of processes and of descriptors, and what is not known. */
export const common = "*";

/** They tell nobody of what another has done, and let nobody go on. */
const orderNothing: ReadonlySet<EventKind> = new Set<EventKind>([
    "alternativeStackChanged",
    "callInterrupted",
    "callMadeAgain",
    "callResumed",
    "capacityChanged",
    "contentsSeen",
    "deathSignalChanged",
    "descriptorFlagsChanged",
    "descriptorInherited",
    "handlerAbandoned",
    "handlerEntered",
    "handlerReturned",
    "inheritanceChanged",
    "marked",
    "memoryAccessed",
    "memoryMapped",
    "memoryMoved",
    "memoryRead",
    "memorySynchronized",
    "memoryUnmapped",
    "memoryWritten",
    "offsetChanged",
    "pipeCreated",
    "processForked",
    "processReparented",
    "processResumed",
    "processStarted",
    "processStopped",
    "protectionChanged",
    "segmentAttached",
    "segmentDetached",
    "signalActionChanged",
    "signalGenerated",
    "signalIgnored",
    "signalMaskChanged",
    "signalTimerChanged",
    "socketCreated",
    "socketPairCreated",
    "statusFlagsChanged",
    "subreaperChanged",
    "threadExited",
    "timerfdCreated",
    "timerfdRead",
    "timerfdSet",
    "traceEnded",
    "traceNote",
]);

/** Time is no order. */
const sleepingCalls: ReadonlySet<string> = new Set(["clock_nanosleep", "nanosleep", "sched_yield"]);
/** isatty(3), and a sleep that a signal ended. */
const sayNothing: ReadonlySet<string> = new Set(["ENOTTY", "EINTR"]);

const files = "names of files";
const signals = "signals";

/** Null: none. */
export function effectOf(event: Event, before: State): Effect | null {
    if (orderNothing.has(event.kind)) return null;
    switch (event.kind) {
        case "callBlocked": // who reads meanwhile names this event
            return event.offered === undefined ? null : releases(writeKey(event.seq));
        case "bytesWritten": {
            const effect = passing(before, event.object, "into");
            return { ...effect, releases: [...effect.releases, writeKey(event.seq)] };
        }
        case "messageSent":
        case "dataSent":
            return passing(before, event.object, "into");
        case "bytesRead": {
            const effect = passing(before, event.object, "out of");
            const writes = event.segments?.map(({ write }) => write) ?? [];
            return writes.length === 0 || writes.includes(null)
                ? effect
                : { ...effect, acquires: [...writes.map((write) => writeKey(write)), common] };
        }
        case "messageReceived":
        case "dataReceived":
            return passing(before, event.object, "out of");
        case "descriptorOpened":
            return both(keyOf(before, event.object), files);
        case "descriptorDuplicated":
            return event.replaced ? releases(common) : null;
        case "descriptorClosed":
        case "processExited":
        case "programExecuted":
        case "processGroupChanged":
            return releases(common);
        case "fileLinked":
        case "fileRemoved":
        case "fileRenamed":
            return both(files);
        case "lockSet":
        case "lockReleased":
        case "semaphoreChanged":
        case "semaphoresSet":
        case "eventfdIncreased":
        case "eventfdRead":
            return both(keyOf(before, event.object));
        case "signalSent":
            return releases(signals);
        case "signalAccepted":
            return { acquires: [signals, common], releases: [] };
        case "signalDelivered":
            return event.handled === false && event.signal === "SIGCHLD" ? null : { acquires: [signals, common], releases: [] };
        case "callReturned": {
            const isNothing = event.error === undefined ? sleepingCalls.has(event.call) : sayNothing.has(event.error);
            return isNothing ? null : { acquires: "all", releases: event.error === undefined ? [common] : [] };
        }
        default:
            return { acquires: "all", releases: [common] };
    }
}

/** Who takes out comes after who has put in; who puts in comes after who has made room. */
function passing(before: State, object: ObjectId, direction: "into" | "out of"): Effect {
    const full = keyOf(before, object);
    const room = `room in ${full}`;
    return direction === "into" ? { acquires: [room, common], releases: [full] } : { acquires: [full, common], releases: [room] };
}

function both(...keys: readonly string[]): Effect {
    return { acquires: [...keys, common], releases: keys };
}

function releases(key: string): Effect {
    return { acquires: [], releases: [key] };
}

/** What comes out at another object than it was put into is one with all of its kind. */
function keyOf({ objects }: State, id: ObjectId): string {
    const kind = objects.get(id)?.kind;
    return kind === "socket" || kind === "tty" ? kind : id;
}

/** Whoever reads bytes comes after the write that has brought them, not after all others. */
function writeKey(seq: number | null): string {
    return `write ${seq ?? ""}`;
}
