/** A selected range in one line: "selected 1.1 ms: 212 calls · 2,544 bytes · waiting 78 % (pipe3 61 %, poll 17 %)". */
import type { Stretch, Sums } from "../protocol/questions";
import { durationText } from "./timeline/timeText";

const mostNamed = 3;

export function sumsText({ from, to }: Stretch, sums: Sums | null): string {
    const selected = `selected ${durationText(to - from)}`;
    if (sums === null) return selected;
    const { calls, events, bytes, waiting, waitingInAll } = sums;
    const parts = [
        calls === 1 ? "1 call" : `${calls.toLocaleString("en")} calls`,
        events === 1 ? "1 event" : `${events.toLocaleString("en")} events`,
        `${bytes.toLocaleString("en")} bytes`,
    ];
    if (waitingInAll > 0) {
        const named = waiting.slice(0, mostNamed).map(({ what, length }) => `${what} ${durationText(length)}`);
        const rest = waiting.length > mostNamed ? ", …" : "";
        parts.push(`waiting ${durationText(waitingInAll)} (${named.join(", ")}${rest})`);
    }
    return `${selected}: ${parts.join(" · ")}`;
}
