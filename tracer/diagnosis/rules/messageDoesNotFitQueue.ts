import type { CallReturned } from "../../model/owners/call";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** mq_send(3) of more than mq_msgsize bytes: it fails, however empty the queue is, and waiting does not help. */
export const messageDoesNotFitQueue: Rule = {
    id: "IPC073",
    title: "The message is larger than its queue takes",
    severity: "error",
    about: "data",
    watch() {
        /** By process and queue: a message that does go through afterwards may be what is left of it. */
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["messageSent", "callReturned"], (event) => {
                if (event.kind === "messageSent") found.delete(`${event.process} ${event.object}`);
                if (event.kind !== "callReturned" || event.error !== "EMSGSIZE" || event.call !== "mq_timedsend") return;
                const key = `${event.process} ${event.object ?? ""}`;
                if (!found.has(key)) found.set(key, findingOf(event));
            }),
            findings: () => [...found.values()],
        };
    },
};

function findingOf(event: CallReturned): NewFinding {
    const { process, object, fd, source, seq, asked } = event;
    const message = asked === undefined ? "its message" : `its message of ${count(asked, "byte")}`;
    return {
        certainty: "proven",
        message:
            `${callText(event, fd)}${inPlace(source)} of ${process} failed with EMSGSIZE: ${message} is longer than the queue's mq_msgsize, and was not sent, then or ` +
            "later. The mq_msgsize that mq_open is given has to fit the longest message.",
        process,
        ...(object !== null && { object }),
        ...(fd !== null && { fd }),
        at: seq,
        locations: places(["cause", process, source]),
    };
}
