/** A message queue in words. */
import { counted, grouped } from "../../card/numberText";
import type { LastCall, MessageQueueCard, Slip } from "./queueCard";

export function queueAmount({ bytes, limit }: MessageQueueCard): string {
    if (bytes === null) return "amount unknown";
    return limit === null ? counted(bytes, "byte") : `${grouped(bytes)} of ${counted(limit, "byte")}`;
}

/** What a screen reader says of it. */
export function spokenQueue(card: MessageQueueCard): string {
    const more = card.count - card.slips.length;
    return [
        `${card.title}, ${card.key}, number ${card.number}`,
        `${counted(card.count, "message")}, ${queueAmount(card)}`,
        ...(card.waits === null ? [] : [card.waits]),
        ...card.slips.map(slipTitle),
        ...(more > 0 ? [`and ${more} more`] : []),
        `Last send: ${lastText(card.lastSend)}`,
        `Last receive: ${lastText(card.lastReceive)}`,
    ].join(". ");
}

/** "p1 at 0.042 s" */
export function lastText(last: LastCall | null): string {
    return last === null ? "nobody yet" : `${last.who} at ${last.at}`;
}

export function slipTitle({ type, length, text, process, link }: Slip): string {
    return `type ${type}, ${counted(length, "byte")} from ${process ?? "before the trace"}${link === null ? "" : ` at ${link.text}`}: ${text ?? "unknown"}`;
}
