/** System V message queues (sysvipc(7)): nothing received that was not sent. */
import type { MessageQueue } from "../model/kinds/messageQueue/state";
import type { KindRules } from "./kindRule";

export const messageQueueRules: KindRules<MessageQueue> = {
    event(event, { id, inherited, messages, sending }) {
        if (event.kind !== "messageReceived" || !("type" in event) || inherited) return [];
        const there = (write: number | null): boolean => write !== null && [...messages, ...sending].some(({ sent }) => sent === write);
        const origins = event.doubt?.among ?? event.segments.map(({ write }) => write);
        return origins.every(there) ? [] : [`a message of type ${event.type} was received from ${id} that nobody sent`];
    },
    object({ id, bytes, messages }) {
        const known = messages.reduce((sum, { length }) => sum + length, 0);
        return bytes !== null && known !== bytes ? [`${id} holds ${bytes} bytes, but ${known} in its messages`] : [];
    },
};
