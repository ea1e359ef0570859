import type { CallReturned } from "../../model/owners/call";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** mq_receive(3) with a buffer that is smaller than any message may be: it fails, however short the message is. */
export const messageDoesNotFit: Rule = {
    id: "IPC070",
    title: "The buffer is smaller than mq_msgsize",
    severity: "error",
    about: "data",
    watch() {
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["callReturned"], (event) => {
                if (event.error !== "EMSGSIZE" || event.call !== "mq_timedreceive") return;
                const key = `${event.process} ${event.source?.line ?? ""}`;
                if (!found.has(key)) found.set(key, findingOf(event));
            }),
            findings: () => [...found.values()],
        };
    },
};

function findingOf(event: CallReturned): NewFinding {
    const { process, object, fd, source } = event;
    return {
        certainty: "proven",
        message:
            `${callText(event, fd)}${inPlace(source)} of ${process} failed with EMSGSIZE: its buffer is smaller than the queue's mq_msgsize, ` +
            "and no message is received, however short. mq_getattr(3) tells how large the buffer has to be.",
        process,
        ...(object !== null && { object }),
        ...(fd !== null && { fd }),
        at: event.seq,
        locations: places(["cause", process, source]),
    };
}
