/** Sockets, as far as descriptor tables are concerned. */
import type { SyscallFamily } from "./row";

export const socketCalls = {
    socket: {
        number: 41,
        arguments: ["domain", "type", "protocol"],
        captures: { object: "x object result" },
        changesDescriptors: true,
        meaning: "makeDescriptor",
    },
    socketpair: {
        number: 53,
        arguments: ["domain", "type", "protocol", "ends"],
        captures: { ends: "x fixed arg3 8", oneEnd: "x object u32(arg3)", otherEnd: "x object u32(arg3+4)" },
        changesDescriptors: true,
        meaning: "makeSocketPair",
    },
    accept: {
        number: 43,
        arguments: ["fd", "address", "length"],
        captures: { object: "x object result" },
        changesDescriptors: true,
        waits: "newConnection",
        meaning: "makeDescriptor",
    },
    accept4: {
        number: 288,
        arguments: ["fd", "address", "length", "flags"],
        captures: { object: "x object result" },
        changesDescriptors: true,
        waits: "newConnection",
        meaning: "makeDescriptor",
    },
    connect: { number: 42, arguments: ["fd", "address", "length"], captures: {}, waits: "connection", meaning: "ask" },
    // Descriptors may arrive with the message (unix(7), SCM_RIGHTS).
    recvmsg: {
        number: 47,
        arguments: ["fd", "message", "flags"],
        captures: { rights: "x rights arg1" },
        changesDescriptors: true,
        waits: "input",
        quiet: true,
        meaning: "ask",
    },
    recvmmsg: {
        number: 299,
        arguments: ["fd", "messages", "count", "flags", "timeout"],
        captures: { rights: "x rights arg1 result" },
        changesDescriptors: true,
        waits: "input",
        quiet: true,
        meaning: "ask",
    },
} as const satisfies SyscallFamily;
