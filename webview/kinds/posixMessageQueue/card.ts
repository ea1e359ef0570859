/** POSIX message queues (mq_overview(7)): the messages in the order in which they will be received, and who is told of one. */
import { notificationText } from "../../../tracer/model/kinds/posixMessageQueue/text";
import type { PosixMessage, PosixMessageQueue } from "../../../tracer/model/kinds/posixMessageQueue/state";
import type { AccessMode } from "../../../tracer/model/openFlags";
import type { State } from "../../../tracer/model/state";
import { bytesPreview } from "../../card/bytesPreview";
import type { Mark, ObjectCardBase } from "../../card/card";
import { channelShape } from "../../card/channelShape";
import { counted } from "../../card/numberText";
import { processColor } from "../../card/processColor";
import { shownSlips, slipLine, slipPreviewBytes, type Slip } from "../../card/slip";
import { sourceLink } from "../../card/sourceLink";
import type { Holders, HolderWait } from "../holders";
import type { CardKind } from "../kind";

export interface PosixMessageQueueCard extends ObjectCardBase {
    readonly kind: "posixMessageQueue";
    /** "/jobs", "no name any more" */
    readonly name: string;
    /** The first of them. */
    readonly slips: readonly Slip[];
    readonly count: number;
    /** It may hold messages from before the trace, too. */
    readonly older: boolean;
    /** Messages; null: unknown. */
    readonly limit: number | null;
    /** "at most 64 bytes each"; null: unknown. */
    readonly size: string | null;
    /** "p2 fd 3" */
    readonly senders: readonly string[];
    readonly receivers: readonly string[];
    /** "p4 waits for a message" */
    readonly waits: string | null;
    /** "p2 by signal 10" */
    readonly told: string | null;
    readonly creator: string | null;
}

export const posixMessageQueue: CardKind<PosixMessageQueue, PosixMessageQueueCard> = {
    card: (queue, { before, holders }) => cardOf(queue, before, holders.get(queue.id)),
    label: (queue, id, access) => `queue ${queue?.name ?? id}, ${endText(access)}`,
    use: (queue, { object }) => ({ label: `queue ${queue?.name ?? object}`, note: null, flow: "quiet" }),
    flow: (_queue, access) => (access === "read-write" ? "both" : access),
    lines: (card) => [
        `${card.id} ${card.name} · ${card.older ? "at least " : ""}${card.count} of ${card.limit === null ? "unknown" : counted(card.limit, "message")}`,
        ...card.slips.map(slipLine),
        ...(card.count > card.slips.length ? [`    ${card.count - card.slips.length} more`] : []),
        ...(card.waits === null ? [] : [`    ${card.waits}`]),
        ...(card.told === null ? [] : [`    a message tells ${card.told}`]),
        `    senders ${card.senders.join(", ") || "nobody"}; receivers ${card.receivers.join(", ") || "nobody"}`,
    ],
    passing: false,
    counted: "POSIX queue",
};

function endText(access: AccessMode): string {
    switch (access) {
        case "read":
            return "receives";
        case "write":
            return "sends";
        case "read-write":
            return "sends, receives";
    }
}

function cardOf(queue: PosixMessageQueue, before: State | null, holders: Holders | undefined): PosixMessageQueueCard {
    const since = before?.at ?? Infinity;
    const { notification } = queue;
    return {
        kind: "posixMessageQueue",
        id: queue.id,
        title: "POSIX queue",
        path: null,
        removed: queue.removed,
        shape: channelShape,
        room: "full",
        channel: true,
        landmark: false,
        showsAlone: queue.name !== null && !queue.removed,
        link: sourceLink(queue.createdAt),
        name: queue.removed ? "no name any more" : (queue.name ?? "no name"),
        slips: queue.messages.slice(0, shownSlips).map((message) => slipOf(message, since)),
        count: queue.messages.length,
        older: queue.older,
        limit: queue.limit,
        size: queue.messageSize === null ? null : `at most ${counted(queue.messageSize, "byte")} each`,
        senders: holders?.write ?? [],
        receivers: holders?.read ?? [],
        waits: waitsText(holders?.waits ?? []),
        told: notification === null || notification === "none" ? null : notificationText(notification),
        creator: queue.createdBy === null ? null : `created by ${queue.createdBy}`,
        mark: markOf(queue, before),
    };
}

function slipOf({ priority, length, data, process, source, sent, concurrent }: PosixMessage, since: number): Slip {
    return {
        word: "priority",
        value: String(priority),
        length,
        text: data === null ? null : bytesPreview(data, slipPreviewBytes),
        process,
        color: processColor(process),
        link: sourceLink(source),
        fresh: sent > since,
        concurrent,
    };
}

function waitsText(waits: readonly HolderWait[]): string | null {
    const [first, ...more] = waits;
    if (first === undefined) return null;
    const who =
        more.length === 0 ? first.process : more.length < 3 ? waits.map(({ process }) => process).join(", ") : `${waits.length} threads`;
    const verb = more.length === 0 ? "waits" : "wait";
    const all = (what: "input" | "room"): boolean => waits.every(({ awaits }) => awaits.what === what);
    return `${who} ${verb} for ${all("input") ? "a message" : all("room") ? "room" : "it"}`;
}

/** What came and went; what came and went again since does not show. */
function markOf(queue: PosixMessageQueue, before: State | null): Mark {
    if (before === null) return null;
    const previous = before.objects.get(queue.id);
    if (previous?.kind !== "posixMessageQueue") return queue.inherited ? null : "new";
    if (queue.removed && !previous.removed) return "unlinked";
    const sent = queue.messages.filter((message) => message.sent > before.at).length;
    const kept = new Set(queue.messages.map((message) => message.sent));
    const received = previous.messages.filter((message) => !kept.has(message.sent)).length;
    if (sent > 0 && received > 0) return `${sent} in, ${received} out`;
    if (sent > 0) return `${counted(sent, "message")} in`;
    return received > 0 ? `${counted(received, "message")} out` : null;
}
