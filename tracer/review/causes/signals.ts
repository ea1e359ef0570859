/** Signals: from what generated them to where they arrived (signal(7)). */
import type { CauseRule, Seen } from "./causeRule";

interface Arrived {
    readonly seq: number;
    readonly generated?: readonly number[];
}

function arrived({ seq, generated = [] }: Arrived, seen: Seen): void {
    for (const from of generated) seen.link(from, seq, "signal");
}

export const signalRule: CauseRule = {
    signalDelivered(event, seen) {
        arrived(event, seen);
        const [cause] = event.generated ?? [];
        const wait = seen.waitBefore(event);
        if (wait !== null && cause !== undefined && cause > wait.from) seen.endedBy(wait, cause);
    },
    signalIgnored: arrived,
    signalAccepted: arrived,
};
