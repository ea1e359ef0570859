/** POSIX message queues (mq_overview(7)): nothing received that was not sent, and no more in it than fits. */
import type { PosixMessageQueue } from "../model/kinds/posixMessageQueue/state";
import type { KindRules } from "./kindRule";

export const posixMessageQueueRules: KindRules<PosixMessageQueue> = {
    event(event, { id, older, messages, sending }) {
        if (event.kind !== "messageReceived" || older) return [];
        const there = (write: number | null): boolean => write !== null && [...messages, ...sending].some(({ sent }) => sent === write);
        return event.segments.every(({ write }) => there(write)) ? [] : [`a message was received from ${id} that nobody sent`];
    },
    ready({ id, older, messages, limit }, { awaits }) {
        if (awaits.what === "input" && messages.length > 0) return `${id} holds ${messages.length} messages`;
        if (awaits.what === "room" && !older && limit !== null && messages.length < limit) return `${id} has room`;
        return null;
    },
    object({ id, messages, limit, messageSize }, look) {
        // Receivers may have made room, and not have been seen to return.
        const receiving = look.waiting(id).filter(({ awaits }) => awaits.what === "input").length;
        const tooLong = messages.filter(({ length }) => messageSize !== null && length > messageSize);
        const isSorted = messages.every(({ priority }, index) => index === 0 || priority <= (messages[index - 1]?.priority ?? 0));
        return [
            ...(limit !== null && messages.length - receiving > limit
                ? [`${id} holds ${messages.length} messages, but only ${limit} fit`]
                : []),
            ...tooLong.map(({ length }) => `a message in ${id} has ${length} bytes, but only ${messageSize} may be`),
            ...(isSorted ? [] : [`the messages of ${id} are not in the order of their priorities`]),
        ];
    },
};
