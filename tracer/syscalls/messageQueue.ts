/** System V message queues (sysvipc(7)). */
import type { SyscallFamily } from "./row";

/** `struct msqid_ds` of x86-64. */
const queueFacts = { setTo: "e fixed arg2 120", facts: "x fixed arg2 120" } as const;

const named = { names: { argument: "queue", kind: "messageQueue" } } as const;

export const messageQueueCalls = {
    msgget: { number: 68, arguments: ["key", "flags"], captures: {}, meaning: "getMessageQueue" },
    // A message is its type, a long, and then its bytes (msgop(2)).
    msgsnd: {
        number: 69,
        arguments: ["queue", "message", "count", "flags"],
        captures: { type: "e fixed arg1 8", data: "e bytes arg1+8 arg2" },
        waits: "messageRoom",
        ...named,
        meaning: "sendMessage",
    },
    msgrcv: {
        number: 70,
        arguments: ["queue", "message", "count", "wantedType", "flags"],
        captures: { type: "x fixed arg1 8", data: "x bytes arg1+8 result" },
        waits: "message",
        returns: "bytes",
        ...named,
        meaning: "receiveMessage",
    },
    msgctl: { number: 71, arguments: ["queue", "command", "facts"], captures: queueFacts, ...named, meaning: "controlMessageQueue" },
} as const satisfies SyscallFamily;
