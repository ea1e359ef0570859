/** Sentences about bytes that move, and calls that wait or fail. */
import type * as events from "../../events/event";
import { isPipe } from "../objects";
import type { Pipe, State } from "../state";
import { reasonOf } from "../waitReason";
import { callText, count, objectAgain, objectName, quoted, said, type Sentence } from "./words";

export function bytesWritten(event: events.BytesWritten, state: State): Sentence {
    const object = state.objects.get(event.object);
    const preposition = isPipe(object) ? "into" : "to";
    const what = `${count(event.length, "byte")} ${preposition} ${objectName(state, event.object)}`;
    const from = event.from === undefined ? "" : ` from ${objectName(state, event.from)}`;
    const text = `${callText(event.call ?? "write", event.fd)} wrote ${what}${from}${quoted(event.data, event.length)}.`;
    if (!isPipe(object)) return said(text, offsetText(state, event.description, event.offset));
    return said(text, object.bytes === 0 && event.length > 0 ? "They have been read already." : fillText(object));
}

export function bytesRead(event: events.BytesRead, state: State): Sentence {
    const object = state.objects.get(event.object);
    const call = callText(event.call ?? "read", event.fd);
    if (event.endOfFile === true) {
        const why = isPipe(object) ? `Nobody has ${objectName(state, event.object)} open for writing.` : null;
        return said(`${call} returned 0: end of file.`, why);
    }
    const verb = event.consumed === false ? "copied" : "read";
    const text = `${call} ${verb} ${count(event.length, "byte")} from ${objectName(state, event.object)}${quoted(event.data, event.length)}.`;
    return said(text, isPipe(object) ? fillText(object) : offsetText(state, event.description, event.offset));
}

function fillText(pipe: Pipe): string | null {
    const again = objectAgain(pipe);
    if (pipe.bytes === null) return null;
    return pipe.bytes === 0
        ? `T${again.slice(1)} is empty now.`
        : `T${again.slice(1)} now holds ${pipe.bytes}${pipe.capacity === null ? "" : ` of ${pipe.capacity}`} bytes.`;
}

function offsetText(state: State, description: string, offset: number | null): string | null {
    const references = state.descriptions.get(description)?.references ?? 0;
    if (offset === null) return null;
    return references > 1
        ? `The offset is now ${offset}, for all ${references} descriptors that share it.`
        : `The offset is now ${offset}.`;
}

export function callBlocked(event: events.CallBlocked, state: State): Sentence {
    const wait = state.processes.get(event.process)?.waits.get(event.tid);
    const reason = wait === undefined ? event.reason : reasonOf(state, wait);
    return said(`${event.process} is in ${callText(event.call, event.fd)}: ${reason}.`);
}

export function callResumed(event: events.CallResumed): Sentence {
    return said(`${callText(event.call, event.fd)} of ${event.process} returns.`);
}

const errorExplanations: ReadonlyMap<string, string> = new Map([
    ["EAGAIN", "The call would have had to wait, and O_NONBLOCK forbids that."],
    ["EPIPE", "Nobody can read the pipe any more."],
    ["EBADF", "There is no such open descriptor, or it has not the right access mode."],
    ["ECHILD", "There is no child to wait for."],
    ["ENXIO", "Nobody has the FIFO open for reading."],
    ["EEXIST", "The name exists already."],
    ["ENOENT", "There is no such name."],
    ["EMFILE", "The descriptor table is full."],
    ["ESPIPE", "What cannot seek has no offset."],
    ["ESRCH", "There is no such process."],
    ["EINTR", "A signal interrupted it, and the call is not made again."],
]);

export function callInterrupted(event: events.CallInterrupted): Sentence {
    return said(`A signal interrupted ${callText(event.call, event.fd)} of ${event.process}.`);
}

export function callReturned(event: events.CallReturned): Sentence {
    const call = callText(event.call, event.fd);
    if (event.error === undefined) return said(`${call} returned ${event.result}.`);
    return said(`${call} failed: ${event.error}.`, errorExplanations.get(event.error) ?? null);
}
