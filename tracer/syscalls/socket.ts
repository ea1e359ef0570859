/** Sockets, as far as descriptor tables are concerned. */
import type { SyscallFamily } from "./row";

export const socketCalls = {
    socket: {
        number: 41,
        arguments: ["domain", "type", "protocol"],
        captures: { object: "x object result" },
        changesDescriptors: true,
        meaning: "makeSocket",
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
        meaning: "acceptConnection",
    },
    accept4: {
        number: 288,
        arguments: ["fd", "address", "length", "flags"],
        captures: { object: "x object result" },
        changesDescriptors: true,
        waits: "newConnection",
        meaning: "acceptConnection",
    },
    connect: { number: 42, arguments: ["fd", "address", "length"], captures: {}, waits: "connection", meaning: "ask" },
    sendto: {
        number: 44,
        arguments: ["fd", "buffer", "count", "flags", "address", "length"],
        captures: {},
        waits: "acceptance",
        quiet: true,
        meaning: "sendBytes",
        functions: [{ name: "send", where: { address: 0 } }],
    },
    recvfrom: {
        number: 45,
        arguments: ["fd", "buffer", "count", "flags", "address", "length"],
        captures: {},
        waits: "input",
        quiet: true,
        meaning: "receiveBytes",
        functions: [{ name: "recv", where: { address: 0 } }],
    },
    // Descriptors may go with the message (unix(7), SCM_RIGHTS). A name at its beginning says that another than the connected
    // socket gets it.
    sendmsg: {
        number: 46,
        arguments: ["fd", "message", "flags"],
        captures: { rights: "e rights arg1", address: "e fixed arg1 8" },
        waits: "acceptance",
        quiet: true,
        meaning: "sendMessages",
    },
    sendmmsg: {
        number: 307,
        arguments: ["fd", "messages", "count", "flags"],
        captures: { rights: "e rights arg1 arg2", address: "e fixed arg1 8", lengths: "x bytes arg1 result*64" },
        waits: "acceptance",
        quiet: true,
        meaning: "sendMessages",
    },
    // Descriptors may arrive with the message.
    recvmsg: {
        number: 47,
        arguments: ["fd", "message", "flags"],
        captures: { rights: "x rights arg1" },
        changesDescriptors: true,
        waits: "input",
        quiet: true,
        meaning: "receiveMessages",
    },
    recvmmsg: {
        number: 299,
        arguments: ["fd", "messages", "count", "flags", "timeout"],
        captures: { rights: "x rights arg1 result", lengths: "x bytes arg1 result*64" },
        changesDescriptors: true,
        waits: "input",
        quiet: true,
        meaning: "receiveMessages",
    },
} as const satisfies SyscallFamily;
