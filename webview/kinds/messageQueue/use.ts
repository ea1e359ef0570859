/** What a process does with a queue, which has no descriptors: it sends, it receives, or it only made or opened it (msgget(2)). */
import { keyText } from "../../../tracer/model/kinds/messageQueue";
import type { MessageQueue } from "../../../tracer/model/kinds/messageQueue";
import type { Flow } from "../../card/card";
import type { ObjectUse } from "../../card/processFacts";
import type { UseWords } from "../kind";

/** A call that has not returned counts as well. */
export function useFlow({ how, wait }: ObjectUse): Flow {
    const sends = how.includes("sent") || wait?.awaits.what === "messageRoom";
    const receives = how.includes("received") || wait?.awaits.what === "message";
    if (sends) return receives ? "both" : "write";
    return receives ? "read" : "quiet";
}

export function useWords(queue: MessageQueue | undefined, use: ObjectUse): UseWords {
    const flow = useFlow(use);
    const name = queue === undefined ? use.object : `queue ${queue.number} (${keyText(queue.key)})`;
    const made = use.how.includes("made");
    return { label: `${verb(flow, made)} ${name}`, note: use.wait !== null ? "waits" : made && flow !== "quiet" ? "made it" : null, flow };
}

function verb(flow: Flow, made: boolean): string {
    switch (flow) {
        case "write":
            return "sends to";
        case "read":
            return "receives from";
        case "both":
            return "to and from";
        case "quiet":
            return made ? "made" : "opened";
    }
}
