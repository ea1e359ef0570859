import type { CallReturned } from "../../model/owners/call";
import type { Event } from "../../model/event";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";

interface Trying {
    readonly first: CallReturned;
    readonly last: CallReturned;
    readonly times: number;
}

/** Nobody who waits in between tries so often. */
const tooOften = 100;
/** In seconds, from one try to the next: whoever does something else in between takes longer. */
const atOnce = 0.001;

/** A loop that tries a descriptor with O_NONBLOCK until it works, instead of waiting for it (poll(2)). */
export const busyWaiting: Rule = {
    id: "IPC024",
    title: "Tries again and again instead of waiting",
    severity: "warning",
    about: "data",
    watch() {
        /** By thread. */
        const trying = new Map<number, Trying>();
        const found = new Map<string, Trying>();
        return {
            see(event) {
                if (event.kind === "signalDelivered" || event.kind === "signalGenerated" || event.kind === "signalSent") return;
                const before = trying.get(event.tid);
                if (!isRefused(event)) {
                    if (event.call !== undefined) trying.delete(event.tid);
                    return;
                }
                const isSame = before?.first.fd === event.fd && before.first.call === event.call && before.first.object === event.object;
                const now = isSame ? { ...before, last: event, times: before.times + 1 } : { first: event, last: event, times: 1 };
                trying.set(event.tid, now);
                if (now.times >= tooOften && event.time - now.first.time <= now.times * atOnce) {
                    found.set(`${event.process} ${event.call} ${event.object}`, now);
                }
            },
            findings: () => [...found.values()].map(findingOf),
        };
    },
};

function isRefused(event: Event): event is CallReturned & { readonly object: string } {
    return event.kind === "callReturned" && event.error === "EAGAIN" && event.object !== null && event.fd !== null;
}

function findingOf({ last, times }: Trying): NewFinding {
    const { process, object, fd, source } = last;
    return {
        certainty: "proven",
        message:
            `${callText(last, fd)}${inPlace(source)} of ${process} failed with EAGAIN ${count(times, "time")} in a row, and nothing else was called in between: ` +
            `the process keeps the processor busy while it waits for ${object ?? "it"}. poll(2) waits without that.`,
        process,
        ...(object !== null && { object }),
        ...(fd !== null && { fd }),
        at: last.seq,
        locations: places(["cause", process, source]),
    };
}
