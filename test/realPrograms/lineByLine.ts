/**
 * What the lines of a Node program do, process by process, as text that is the same in every run: without numbers, times, and how often a thing was
 * done, which depend on who was faster.
 */
import { causedEvents, type Caused } from "./causedEvents";

/** `script`: what Node ran. "12 later accept4: connectionAccepted (socket)"; "?" is a call of which no line is known. */
export async function lineByLine(script: string, trace: string): Promise<string> {
    const processes = new Map<string, Set<string>>();
    for (const caused of await causedEvents(trace, script)) {
        const { kind, process } = caused.event;
        // It came too early.
        if (kind === "callReturned" && caused.event.error === "EAGAIN") continue;
        processes.set(process, (processes.get(process) ?? new Set()).add(sentence(caused)));
    }
    const parts = [...processes].map(([process, told]) => [`${process}:`, ...sorted(told), ""].join("\n"));
    return sorted(parts).join("\n");
}

function sentence(caused: Caused): string {
    const { call, source, begunAt } = caused.event;
    const line = (source ?? begunAt)?.line ?? "?";
    const later = source === undefined && begunAt !== undefined ? "later " : "";
    return `  ${line} ${later}${call}: ${what(caused)}`;
}

/** Whoever runs the test chooses what standard output and standard error are; who closes an object last does not close a copy. */
function what({ event, about }: Caused): string {
    if ("fd" in event && (event.fd === 1 || event.fd === 2)) return event.fd === 1 ? "standard output" : "standard error";
    return about === null || event.kind === "descriptorClosed" ? event.kind : `${event.kind} (${about})`;
}

/** By the numbers with which they begin. */
function sorted(texts: Iterable<string>): readonly string[] {
    return [...texts].toSorted((one, other) => one.localeCompare(other, "en", { numeric: true }));
}
