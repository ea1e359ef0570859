import type { ObjectId } from "../../model/identities";
import type { DataReceived } from "../../model/kinds/socket/events";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** At one line. */
interface CutOff {
    readonly first: DataReceived;
    times: number;
    readonly objects: Set<ObjectId>;
}

/** A datagram that did not fit into the receiver's buffer: the rest of it is lost (recv(2)). */
export const truncatedDatagram: Rule = {
    id: "IPC026",
    title: "A datagram was cut off",
    severity: "note",
    about: "data",
    watch() {
        const found = new Map<string, CutOff>();
        return {
            ...hears(["dataReceived"], (event) => {
                if ((event.lost ?? 0) === 0 || event.peeked === true || event.length === 0) return;
                const { source, process, object } = event;
                const key = source === undefined ? `${process} ${object}` : `${source.file}:${source.line}`;
                const cutOff = found.get(key) ?? { first: event, times: 0, objects: new Set() };
                cutOff.times += 1;
                found.set(key, cutOff);
                cutOff.objects.add(object);
            }),
            findings: () => [...found.values()].map(findingOf),
        };
    },
};

function findingOf({ first: event, times, objects }: CutOff): NewFinding {
    const { process, object, fd, source, length, lost = 0 } = event;
    const sockets = objects.size > 1 ? `, at ${objects.size} sockets` : "";
    const again = times > 1 ? ` The same was so ${count(times - 1, "more time")} at that line${sockets}.` : "";
    return {
        certainty: "proven",
        message:
            `${callText(event, fd)}${inPlace(source)} of ${process} got ${count(length, "byte")} of a datagram of ${length + lost}: the buffer was too small, ` +
            `and the other ${lost} ${lost === 1 ? "is" : "are"} lost. The buffer has to hold the largest datagram; MSG_TRUNC makes recv(2) return the whole length.${again}`,
        process,
        object,
        fd,
        at: event.seq,
        locations: places(["cause", process, source]),
    };
}
