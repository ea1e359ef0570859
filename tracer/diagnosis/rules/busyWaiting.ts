import type { Event } from "../../model/event";
import type { KernelObject } from "../../model/kindTypes";
import type { CallReturned } from "../../model/owners/call";
import type { BytesRead } from "../../model/owners/transfer";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { isTooOften, oneMore, type InARow } from "../inARow";
import { hears, type NewFinding, type Rule } from "../rule";

/** A read at the end of file of a FIFO, which another writer may open. */
type AtEnd = BytesRead & { readonly call: string };
type Try = CallReturned | AtEnd;

/** A loop that tries a descriptor until it works, instead of waiting for it (poll(2)); or a FIFO, instead of opening it anew (fifo(7)). */
export const busyWaiting: Rule = {
    id: "IPC024",
    title: "Tries again and again instead of waiting",
    severity: "warning",
    about: "data",
    watch() {
        /** By thread. */
        const trying = new Map<number, InARow<Try>>();
        const found = new Map<string, InARow<Try>>();
        function others({ tid, call }: Event): void {
            if (trying.size > 0 && call !== undefined) trying.delete(tid);
        }
        /** To ask what is ready is no wait where that is always: at the end of file. */
        function asked(event: Event): void {
            if (trying.size > 0 && trying.get(event.tid)?.last.kind !== "bytesRead") others(event);
        }
        function tried(event: Try): void {
            const before = trying.get(event.tid);
            const { fd, call, object } = event;
            const isSame = before?.last.fd === fd && before.last.call === call && before.last.object === object;
            const now = oneMore(isSame ? before : undefined, event);
            trying.set(event.tid, now);
            if (isTooOften(now)) found.set(`${event.process} ${call} ${object ?? ""}`, now);
        }
        return {
            on: {
                callReturned(event) {
                    if (isRefused(event)) tried(event);
                    else others(event);
                },
                bytesRead(event, before) {
                    if (isAtEnd(event) && isNamedChannel(before.objects.get(event.object))) tried(event);
                    else others(event);
                },
                ...hears(["descriptorsReady", "epollReported"], asked).on,
                ...hears(["signalDelivered", "signalGenerated", "signalSent"], () => undefined).on,
            },
            others,
            findings: () => [...found.values()].map(findingOf),
        };
    },
};

/** Of others at their end another rule tells. */
function isNamedChannel(object: KernelObject | undefined): boolean {
    return object !== undefined && "slots" in object && object.name !== null;
}

function isRefused({ error, object, fd }: CallReturned): boolean {
    return error === "EAGAIN" && object !== null && fd !== null;
}

function isAtEnd(event: BytesRead): event is AtEnd {
    return event.endOfFile === true && event.call !== undefined;
}

function findingOf({ last, times }: InARow<Try>): NewFinding {
    const { process, object, fd, source } = last;
    const tries = `${callText(last, fd)}${inPlace(source)} of ${process}`;
    const alone = "in a row, and nothing else was called in between";
    return {
        certainty: "proven",
        message:
            last.kind === "bytesRead"
                ? `${tries} returned 0, the end of file of ${last.object}, ${count(times, "time")} ${alone}: the process keeps the processor busy until another ` +
                  "opens the FIFO to write. Closed and opened anew it waits for that; and whoever has it open to write, too, is never at the end of file."
                : `${tries} failed with EAGAIN ${count(times, "time")} ${alone}: the process keeps the processor busy while it waits for ${object ?? "it"}. ` +
                  "poll(2) waits without that.",
        process,
        ...(object !== null && { object }),
        ...(fd !== null && { fd }),
        at: last.seq,
        locations: places(["cause", process, source]),
    };
}
