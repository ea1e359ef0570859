import type { CallReturned } from "../../model/owners/call";
import type { Event } from "../../model/event";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

interface Trying {
    readonly last: CallReturned;
    readonly times: number;
    /** How many of them came at once after the one before: on a busy machine not all do. */
    readonly quick: number;
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
        function others(event: Event): void {
            if (trying.size > 0 && event.call !== undefined) trying.delete(event.tid);
        }
        return {
            on: {
                callReturned(event) {
                    if (!isRefused(event)) {
                        others(event);
                        return;
                    }
                    const before = trying.get(event.tid);
                    const isSame = before?.last.fd === event.fd && before.last.call === event.call && before.last.object === event.object;
                    const now = isSame ? again(before, event) : { last: event, times: 1, quick: 0 };
                    trying.set(event.tid, now);
                    if (now.quick >= tooOften) found.set(`${event.process} ${event.call} ${event.object}`, now);
                },
                ...hears(["signalDelivered", "signalGenerated", "signalSent"], () => undefined).on,
            },
            others,
            findings: () => [...found.values()].map(findingOf),
        };
    },
};

function again({ last, times, quick }: Trying, event: CallReturned): Trying {
    return { last: event, times: times + 1, quick: event.time - last.time <= atOnce ? quick + 1 : quick };
}

function isRefused(event: CallReturned): event is CallReturned & { readonly object: string } {
    return event.error === "EAGAIN" && event.object !== null && event.fd !== null;
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
