import type { DataReceived } from "../../model/kinds/socket/events";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** A datagram that did not fit into the receiver's buffer: the rest of it is lost (recv(2)). */
export const truncatedDatagram: Rule = {
    id: "IPC026",
    title: "A datagram was cut off",
    severity: "note",
    about: "data",
    watch() {
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["dataReceived"], (event) => {
                if ((event.lost ?? 0) === 0 || event.peeked === true || event.length === 0) return;
                const key = `${event.process} ${event.object}`;
                if (!found.has(key)) found.set(key, findingOf(event));
            }),
            findings: () => [...found.values()],
        };
    },
};

function findingOf(event: DataReceived): NewFinding {
    const { process, object, fd, source, length, lost = 0 } = event;
    return {
        certainty: "proven",
        message:
            `${callText(event, fd)}${inPlace(source)} of ${process} got ${count(length, "byte")} of a datagram of ${length + lost}: the buffer was too small, ` +
            `and the other ${lost} ${lost === 1 ? "is" : "are"} lost. The buffer has to hold the largest datagram; MSG_TRUNC makes recv(2) return the whole length.`,
        process,
        object,
        fd,
        at: event.seq,
        locations: places(["cause", process, source]),
    };
}
