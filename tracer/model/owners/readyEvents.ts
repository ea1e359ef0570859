/** Several descriptors that were waited for at once: which were found ready (poll(2), select(2)). */
import type { Polled } from "../awaits";
import type { EventBase } from "../eventBase";
import type { Look } from "../look";
import { whyText } from "../whyReady";
import { nameOf, said } from "../words";
import type { OwnerEvents } from "./ownerEvent";

export interface DescriptorsReady extends EventBase {
    readonly kind: "descriptorsReady";
    /** Those that are ready, and for what. */
    readonly ready: readonly Polled[];
}

/** What an answer means that a program did not ask for (poll(2)). */
const meanings: Readonly<Record<string, string>> = {
    POLLHUP: "POLLHUP: the other end is closed; what is left can still be read.",
    POLLERR: "POLLERR: an error, or of a pipe that nobody can read any more.",
    POLLNVAL: "POLLNVAL: the number is of no open descriptor.",
    POLLRDHUP: "POLLRDHUP: the other side will write no more.",
};

function readyText({ fd, object, events }: Polled, look: Look): string {
    return `${fd}${object === null ? "" : ` (${look.name(object)})`}: ${events.join(" ")}`;
}

export const readyEvents: OwnerEvents<DescriptorsReady> = {
    descriptorsReady: {
        says(event, _state, look) {
            const why = event.ready.flatMap(({ object, events }) => (object === null ? [] : whyText(object, events, look)));
            const told = new Set([...why, ...event.ready.flatMap(({ events }) => events.flatMap((name) => meanings[name] ?? []))]);
            return said(
                `${nameOf(event)} reported descriptor ${event.ready.map((one) => readyText(one, look)).join("; ")}.`,
                told.size === 0 ? null : [...told].join(" "),
            );
        },
    },
};
