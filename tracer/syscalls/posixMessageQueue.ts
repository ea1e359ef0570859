/** POSIX message queues (mq_overview(7)). The kernel gets their names without the slash. */
import type { SyscallFamily } from "./row";

/** `struct mq_attr`. */
const attributesLength = 64;

export const posixMessageQueueCalls = {
    mq_open: {
        number: 240,
        arguments: ["name", "flags", "mode", "attributes"],
        captures: { queueName: "e string arg0", attributes: `e fixed arg3 ${attributesLength}`, object: "x object result" },
        changesDescriptors: true,
        meaning: "openPosixMessageQueue",
    },
    mq_unlink: { number: 241, arguments: ["name"], captures: { queueName: "e string arg0" }, meaning: "unlinkPosixMessageQueue" },
    mq_timedsend: {
        number: 242,
        arguments: ["fd", "buffer", "count", "priority", "timeout"],
        captures: { data: "e bytes arg1 arg2" },
        waits: "posixMessageRoom",
        functions: [{ name: "mq_send", where: { timeout: 0 } }],
        meaning: "sendPosixMessage",
    },
    mq_timedreceive: {
        number: 243,
        arguments: ["fd", "buffer", "count", "priority", "timeout"],
        captures: { data: "x bytes arg1 result", priority: "x fixed arg3 4" },
        waits: "posixMessage",
        returns: "bytes",
        functions: [{ name: "mq_receive", where: { timeout: 0 } }],
        meaning: "receivePosixMessage",
    },
    mq_notify: {
        number: 244,
        arguments: ["fd", "notification"],
        // `struct sigevent`.
        captures: { notification: "e fixed arg1 16" },
        meaning: "requestNotification",
    },
    mq_getsetattr: {
        number: 245,
        arguments: ["fd", "attributes", "oldAttributes"],
        captures: { attributes: `e fixed arg1 ${attributesLength}`, told: `x fixed arg2 ${attributesLength}` },
        functions: [{ name: "mq_getattr", where: { attributes: 0 } }, { name: "mq_setattr" }],
        meaning: "askPosixMessageQueue",
    },
} as const satisfies SyscallFamily;
