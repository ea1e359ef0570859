/** Who sent how much to whom, and which way. */
import type { ObjectId, ProcessId } from "../../model/identities";
import type { RecordedTrace } from "../recordedTrace";

export interface Flow {
    readonly from: ProcessId;
    readonly to: ProcessId;
    /** From which the receiver took it. */
    readonly through: ObjectId;
    readonly bytes: number;
    /** Reads, or messages received. */
    readonly times: number;
}

/** Of bytes and messages of which it is known who put them there; the most first. */
export function flowsOf(trace: RecordedTrace): readonly Flow[] {
    const flows = new Map<string, Flow>();
    const { events, links } = trace;
    let read = 0;
    for (let index = 0; index < links.length; index++) {
        const { to, kind } = links.at(index);
        const through = events.object(to);
        // A read of several writes has several links, one after the other.
        if ((kind !== "bytes" && kind !== "message") || to === read || through === null) continue;
        read = to;
        const got = new Map<ProcessId, number>();
        for (const { write, length } of trace.provenance(to)) {
            if (write !== null) got.set(events.process(write), (got.get(events.process(write)) ?? 0) + length);
        }
        for (const [from, length] of got) {
            const receiver = events.process(to);
            const name = `${from} ${receiver} ${through}`;
            const { bytes = 0, times = 0 } = flows.get(name) ?? {};
            flows.set(name, { from, to: receiver, through, bytes: bytes + length, times: times + 1 });
        }
    }
    return [...flows.values()].sort((one, other) => other.bytes - one.bytes);
}
