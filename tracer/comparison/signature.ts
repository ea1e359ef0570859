/** What two runs of one program must have in common in an event: who did what with what, but not when, nor under which numbers. */
import type { Event } from "../model/event";
import { eventJson } from "../model/eventJson";
import type { State } from "../model/state";
import type { CommonNames } from "./commonNames";

/** They depend on who came first, not on what the programs do (as when SIGCHLD comes does); or are about the recording. */
const left: ReadonlySet<Event["kind"]> = new Set<Event["kind"]>([
    "callBlocked",
    "callResumed",
    "callInterrupted",
    "callMadeAgain",
    "descriptorInherited",
    // A program may have another name: the runs may be of two versions of it.
    "processStarted",
    "processStopped",
    "processResumed",
    "contentsSeen",
    "traceNote",
    "traceEnded",
]);

/** Numbers that the kernel gives, or that count events; and where the source stands, which a new line in it moves. */
const differing: ReadonlySet<string> = new Set([
    ...["seq", "time", "process", "pid", "tid", "childPid", "parentPid", "childTid", "senderPid", "sender", "peerPid", "group", "session"],
    ...["inode", "device", "address", "newAddress", "source", "segments", "write", "writes", "origin", "since", "stack", "slots", "cause"],
    ...["description", "newObject", "newPeer", "environment", "handler", "job", "signals"],
]);

/** Undefined: it is not compared. `state`: after the event. */
export function signature(event: Event, state: State, names: CommonNames): string | undefined {
    if (left.has(event.kind) || ("signal" in event && event.signal === "SIGCHLD")) return undefined;
    const all = Object.entries(eventJson(event, state)).filter(([key]) => !differing.has(key));
    // A successful fork, wait or the like returns the number of a process.
    const kept = all.filter(([key, value]) => key !== "result" || typeof value !== "number" || value <= 0 || !("childPid" in event));
    return withoutRandomNames(
        names.inText(JSON.stringify(kept.map(([key, value]) => [key, key === "detail" ? names.inDetail(String(value)) : value]))),
    );
}

/** What mkstemp(3) and mkdtemp(3) have put in place of XXXXXX. */
function withoutRandomNames(text: string): string {
    return text.replace(/(\/tmp\/[^"\s]*?)(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{6}(?=["/\s])/g, "$1XXXXXX");
}
