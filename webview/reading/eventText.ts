/** An event in one line: the call as the program made it, with what it returned. */
import { eventJson } from "../../tracer/model/eventJson";
import type { Event } from "../../tracer/model/event";
import type { State } from "../../tracer/model/state";
import { callText } from "../../tracer/model/words";

export function eventTitle(event: Event): string {
    if (event.call === undefined) return kindWords(event.kind);
    const call = callText(event, "fd" in event && typeof event.fd === "number" ? event.fd : null);
    const whole = call.includes("(") ? call : `${call}()`;
    if (event.kind === "callBlocked") return `${whole} …`;
    if ("error" in event) return `${whole} = ${event.error}`;
    return "result" in event && typeof event.result === "number" ? `${whole} = ${event.result}` : whole;
}

/** "process exited" */
export function kindWords(kind: string): string {
    return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What is said elsewhere in the inspector. */
const told: ReadonlySet<string> = new Set([
    ...[
        "seq",
        "time",
        "process",
        "pid",
        "tid",
        "call",
        "called",
        "object",
        "data",
        "source",
        "segments",
        "newObject",
        "newPeer",
        "result",
        "error",
    ],
    ...["awaits", "reason", "description", "truncated"],
]);

const longest = 300;

/** The rest of what the event carries, with its names: the call's arguments as the kernel took them. */
export function eventFacts(event: Event, state: State): readonly { readonly name: string; readonly value: string }[] {
    return Object.entries(eventJson(event, state)).flatMap(([name, value]) => {
        if (told.has(name) || value === null || value === undefined) return [];
        const text = typeof value === "string" ? value : JSON.stringify(value);
        return [{ name: name === "kind" ? "event" : kindWords(name), value: text.length > longest ? `${text.slice(0, longest)}…` : text }];
    });
}
