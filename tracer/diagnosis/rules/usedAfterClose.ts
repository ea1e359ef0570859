import type { ProcessId } from "../../model/identities";
import type { CallReturned } from "../../model/owners/call";
import type { DescriptorClosed } from "../../model/owners/descriptorClosed";
import { callText, inPlace, placeText } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** A number that stands for nothing any more; `before`: how it was closed the time before, when it stood for something else. */
interface Closed {
    readonly last: DescriptorClosed;
    readonly before: DescriptorClosed | null;
}

/** Calls that move something; what a program only asks, or tidies up, may well concern a descriptor that is gone. */
const moving = /^(p?read(64|v|v2)?|p?write(64|v|v2)?|send(to|msg|mmsg|file)?|recv(from|msg|mmsg)|accept4?|splice|tee)$/;

/** A process reads or writes through a number that it has closed itself (close(2)), or that a second close has taken from it. */
export const usedAfterClose: Rule = {
    id: "IPC014",
    title: "A descriptor is used after it was closed",
    severity: "error",
    about: "descriptors",
    watch() {
        const closed = new Map<ProcessId, Map<number, Closed>>();
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["programExecuted", "descriptorClosed", "callReturned"], (event) => {
                const { process } = event;
                if (event.kind === "programExecuted") closed.delete(process);
                if (event.kind === "descriptorClosed" && event.cause === "close") {
                    const ofProcess = closed.get(process) ?? new Map<number, Closed>();
                    closed.set(process, ofProcess.set(event.fd, { last: event, before: ofProcess.get(event.fd)?.last ?? null }));
                }
                // Programs close their standard descriptors, and libraries go on printing.
                if (event.kind !== "callReturned" || event.error !== "EBADF" || event.fd === null || event.fd <= 2) return;
                const one = closed.get(process)?.get(event.fd);
                if (one?.last.source === undefined || event.source === undefined || !moving.test(event.call)) return;
                const key = `${process} ${event.fd} ${one.last.seq}`;
                if (!found.has(key)) found.set(key, findingOf(event, one));
            }),
            findings: () => [...found.values()],
        };
    },
};

function findingOf(event: CallReturned, { last, before }: Closed): NewFinding {
    const { process, fd, source } = event;
    const closedAt = last.source === undefined ? "" : ` at ${placeText(last.source)}`;
    return {
        certainty: "proven",
        message:
            `${callText(event, fd)}${inPlace(source)} of ${process} failed with EBADF: ${process} closed the descriptor, ` +
            `which stood for ${last.object},${closedAt}.${again(last, before)}`,
        process,
        object: last.object,
        fd: last.fd,
        at: event.seq,
        locations: places(["cause", process, last.source], ["symptom", process, source]),
    };
}

/** One line closes a number twice, and something else was opened in between. */
function again({ fd, object, source }: DescriptorClosed, before: DescriptorClosed | null): string {
    if (before === null || before.object === object || source === undefined || before.source === undefined) return "";
    if (source.file !== before.source.file || source.line !== before.source.line) return "";
    return ` The same line had closed the number ${fd} before, when it stood for ${before.object}: what was opened since got the number, and the second close hit that.`;
}
