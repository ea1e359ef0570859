/**
 * System V message queues (sysvipc(7)): the messages in the order in which they were sent, the bookkeeping (msgctl(2)), and
 * what processes do with a queue, which has no descriptors.
 */
import type { Wait } from "../../../tracer/model/awaits";
import type { ProcessId } from "../../../tracer/model/identities";
import { lastText, wantedText } from "../../../tracer/model/kinds/messageQueue/text";
import { keySourceText, keyText } from "../../../tracer/model/kinds/systemVKey";
import type { LastUse, Message, MessageQueue } from "../../../tracer/model/kinds/messageQueue/state";
import type { State } from "../../../tracer/model/state";
import { bytesPreview } from "../../card/bytesPreview";
import type { Flow, Mark, ObjectCardBase } from "../../card/card";
import type { ChannelFace } from "../../card/channelFace";
import { channelShape } from "../../card/channelShape";
import { counted } from "../../card/numberText";
import { processColor } from "../../card/processColor";
import type { ObjectUse } from "../../card/processFacts";
import { shownSlips, slipLine, slipPreviewBytes, type Slip } from "../../card/slip";
import { sourceLink } from "../../card/sourceLink";
import type { Holders, HolderWait } from "../holders";
import type { CardKind, UseWords } from "../kind";

/** The last send or receive. */
export interface LastCall {
    /** "p1", "process 4711" */
    readonly who: string;
    /** "0.042 s" since the start of the trace. */
    readonly at: string;
}

export interface MessageQueueCard extends ObjectCardBase {
    readonly kind: "messageQueue";
    /** "key 0x14", "IPC_PRIVATE" */
    readonly key: string;
    /** "ftok("/tmp/a", 'm')"; null: it was made in another way, or that is not known. */
    readonly keyMadeOf: string | null;
    /** msqid */
    readonly number: number;
    /** The first messages; the first of all is received next, unless a type is asked for. */
    readonly slips: readonly Slip[];
    /** Messages in the queue, as far as they are known. */
    readonly count: number;
    /** null: unknown, for the queue is older than the trace. */
    readonly bytes: number | null;
    readonly limit: number | null;
    /** Processes that send to it, and that receive from it. */
    readonly senders: readonly ProcessId[];
    readonly receivers: readonly ProcessId[];
    /** null: nobody. */
    readonly lastSend: LastCall | null;
    readonly lastReceive: LastCall | null;
    /** "p4 waits for a message of type 9" */
    readonly waits: string | null;
    readonly creator: string | null;
}

export function queueCard(queue: MessageQueue, before: State | null, holders: Holders | undefined): MessageQueueCard {
    const users = holders?.users ?? [];
    const since = before?.at ?? Infinity;
    return {
        kind: "messageQueue",
        id: queue.id,
        title: queue.id,
        path: null,
        removed: queue.removed,
        shape: channelShape,
        room: "full",
        channel: true,
        landmark: false,
        showsAlone: true,
        link: sourceLink(queue.createdAt),
        key: keyText(queue.key),
        keyMadeOf: queue.keySource === null ? null : keySourceText(queue.keySource),
        number: queue.number,
        slips: queue.messages.slice(0, shownSlips).map((message) => slipOf(message, since)),
        count: queue.messages.length,
        bytes: queue.bytes,
        limit: queue.limit,
        senders: users.filter((use) => sends(useFlow(use))).map(({ process }) => process),
        receivers: users.filter((use) => receives(useFlow(use))).map(({ process }) => process),
        lastSend: lastCall(queue.lastSender),
        lastReceive: lastCall(queue.lastReceiver),
        waits: waitsText(holders?.waits ?? []),
        creator: queue.createdBy === null ? null : `created by ${queue.createdBy}`,
        mark: markOf(queue, before),
    };
}

function sends(flow: string): boolean {
    return flow === "write" || flow === "both";
}

function receives(flow: string): boolean {
    return flow === "read" || flow === "both";
}

function slipOf({ type, length, data, process, source, sent, concurrent }: Message, since: number): Slip {
    return {
        word: "type",
        value: String(type),
        length,
        text: data === null ? null : bytesPreview(data, slipPreviewBytes),
        process,
        color: process === null ? null : processColor(process),
        link: sourceLink(source),
        fresh: sent !== null && sent > since,
        concurrent,
    };
}

function lastCall(use: LastUse | null): LastCall | null {
    return use === null ? null : { who: lastText(use), at: `${use.time.toFixed(3)}\u00a0s` };
}

function waitsText(waits: readonly HolderWait[]): string | null {
    const [first, ...more] = waits;
    if (first === undefined) return null;
    if (more.length === 0) return `${first.process} waits for ${awaitedOf(first)}`;
    const who = more.length < 3 ? waits.map(({ process }) => process).join(", ") : `${waits.length} processes`;
    const all = (what: Wait["awaits"]["what"]): boolean => waits.every(({ awaits }) => awaits.what === what);
    return `${who} wait for ${all("message") ? "messages" : all("room") ? "room" : "messages or room"}`;
}

function awaitedOf({ awaits }: HolderWait): string {
    switch (awaits.what) {
        case "message":
            return `a message ${wantedText(awaits.type, awaits.except)}`;
        case "room":
            return `room (${counted(awaits.length, "byte")})`;
        default:
            return "it";
    }
}

/** What came and went; what came and went again since does not show. */
function markOf(queue: MessageQueue, before: State | null): Mark {
    if (before === null) return null;
    const previous = before.objects.get(queue.id);
    if (previous?.kind !== "messageQueue") return queue.inherited ? null : "new";
    const sent = queue.messages.filter((message) => message.sent !== null && message.sent > before.at).length;
    const kept = new Set(queue.messages.map((message) => message.sent));
    const received = previous.messages.filter((message) => !kept.has(message.sent)).length;
    if (sent > 0 && received > 0) return `${sent} in, ${received} out`;
    if (sent > 0) return `${counted(sent, "message")} in`;
    if (received > 0) return `${counted(received, "message")} out`;
    return queue.limit === previous.limit ? null : "limit changed";
}

/** A call that has not returned counts as well. */
export function useFlow({ how, wait }: ObjectUse): Flow {
    const sends = how.includes("sent") || wait?.awaits.what === "room";
    const receives = how.includes("received") || wait?.awaits.what === "message";
    if (sends) return receives ? "both" : "write";
    return receives ? "read" : "quiet";
}

function useWords(_queue: MessageQueue | undefined, use: ObjectUse): UseWords {
    const flow = useFlow(use);
    const made = use.how.includes("made");
    return {
        label: `${verb(flow, made)} ${use.object}`,
        note: use.wait !== null ? "waits" : made && flow !== "quiet" ? "made it" : null,
        flow,
    };
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

/** As a tube in Channels: its messages, the first to be received first. */
function queueFace(card: MessageQueueCard): ChannelFace {
    const { id, slips, count, bytes, limit, key } = card;
    const amount = count === 0 ? "empty" : counted(count, "message");
    return {
        name: id,
        amount,
        level: bytes === null || limit === null || limit === 0 ? null : Math.min(1, bytes / limit),
        pieces: slips.map(({ color, value, text, length, process }) => ({
            color,
            text: `${value}: ${text ?? counted(length, "byte")}`,
            title: `type ${value}, ${counted(length, "byte")} of ${process ?? "before the trace"}`,
        })),
        more: count - slips.length,
        spoken: [`System V queue ${id}, ${key}`, amount, card.waits ?? ""].filter((part) => part !== "").join(". "),
    };
}

export const messageQueue: CardKind<MessageQueue, MessageQueueCard> = {
    card: (queue, { before, holders }) => queueCard(queue, before, holders.get(queue.id)),
    label: (_queue, id) => id,
    use: useWords,
    flow: () => "quiet",
    lines: (card) => [
        `${card.id} number ${card.number}, ${card.key}${card.keyMadeOf === null ? "" : ` = ${card.keyMadeOf}`} · ${card.bytes ?? "unknown"} of ${card.limit ?? "unknown"} bytes · ${counted(card.count, "message")}`,
        ...card.slips.map(slipLine),
        ...(card.count > card.slips.length ? [`    ${card.count - card.slips.length} more`] : []),
        ...(card.waits === null ? [] : [`    ${card.waits}`]),
        `    last send ${card.lastSend?.who ?? "nobody"}, last receive ${card.lastReceive?.who ?? "nobody"}`,
    ],
    passing: false,
    channel: queueFace,
    counted: "System V queue",
};
