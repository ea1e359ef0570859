/** System V message queues (sysvipc(7)). */
import { keyText } from "../../../tracer/model/kinds/messageQueue";
import type { MessageQueue } from "../../../tracer/model/kinds/messageQueue";
import { counted } from "../../card/numberText";
import type { CardKind } from "../kind";
import { queueCard, type MessageQueueCard, type Slip } from "./queueCard";
import { useWords } from "./use";

export const messageQueue: CardKind<MessageQueue, MessageQueueCard> = {
    card: (queue, { before, holders }) => queueCard(queue, before, holders.get(queue.id)),
    // No descriptor leads to one; what is said of a number is for a table that says otherwise.
    label: (queue, id) => (queue === undefined ? id : `queue ${queue.number} (${keyText(queue.key)})`),
    use: useWords,
    flow: () => "quiet",
    lines: (card) => [
        `${card.id} number ${card.number}, ${card.key} · ${card.bytes ?? "unknown"} of ${card.limit ?? "unknown"} bytes · ${counted(card.count, "message")}`,
        ...card.slips.map(slipLine),
        ...(card.count > card.slips.length ? [`    ${card.count - card.slips.length} more`] : []),
        ...(card.waits === null ? [] : [`    ${card.waits}`]),
        `    last send ${card.lastSend?.who ?? "nobody"}, last receive ${card.lastReceive?.who ?? "nobody"}`,
    ],
    passing: false,
    counted: "System V queue",
};

function slipLine({ type, length, text, process, link }: Slip): string {
    return `    type ${type}, ${counted(length, "byte")} of ${process ?? "before the trace"}${link === null ? "" : ` ${link.text}`}: ${text ?? "unknown"}`;
}
