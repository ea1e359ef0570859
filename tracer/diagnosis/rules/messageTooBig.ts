import type { CallReturned } from "../../model/owners/call";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** msgrcv(2) with a buffer that is too small for the message: it fails with E2BIG, and the message stays where it is. */
export const messageTooBig: Rule = {
    id: "IPC072",
    title: "The message is larger than the buffer of msgrcv",
    severity: "error",
    about: "data",
    watch() {
        /** By process and queue. Whoever receives the message in the end has asked again with a larger buffer. */
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["messageReceived", "callReturned"], (event) => {
                if (event.kind === "messageReceived") found.delete(`${event.process} ${event.object}`);
                if (event.kind !== "callReturned" || event.error !== "E2BIG" || event.call !== "msgrcv" || event.object === null) return;
                const key = `${event.process} ${event.object}`;
                if (!found.has(key)) found.set(key, findingOf(event, event.object));
            }),
            findings: () => [...found.values()],
        };
    },
};

function findingOf(event: CallReturned, object: string): NewFinding {
    const { process, source, seq, asked } = event;
    const room = asked === undefined ? "" : ` of ${asked} bytes`;
    return {
        certainty: "proven",
        message:
            `${callText(event, null)}${inPlace(source)} of ${process} failed with E2BIG: its buffer${room} has no room for the message that is next, which stays ` +
            `in ${object}, and ${process} never received it. The buffer has to be as large as any message may be; or MSG_NOERROR cuts it off.`,
        process,
        object,
        at: seq,
        locations: places(["cause", process, source]),
    };
}
