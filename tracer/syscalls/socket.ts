/** Sockets (socket(7)). The length of an address comes before the bytes that are sent, so that the payload cap leaves room for it. */
import type { SyscallFamily } from "./row";

const [soError, optionNames] = [4, ["fd", "level", "option", "value", "length"]] as const;

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
    bind: {
        number: 49,
        arguments: ["fd", "address", "length"],
        captures: { names: "x socket arg0", name: "e bytes arg1 arg2" },
        meaning: "bindSocket",
    },
    listen: { number: 50, arguments: ["fd", "backlog"], captures: { names: "x socket arg0" }, meaning: "listenAt" },
    accept: {
        number: 43,
        arguments: ["fd", "address", "length"],
        captures: { object: "x object result", names: "x socket result" },
        changesDescriptors: true,
        waits: "newConnection",
        meaning: "acceptConnection",
    },
    accept4: {
        number: 288,
        arguments: ["fd", "address", "length", "flags"],
        captures: { object: "x object result", names: "x socket result" },
        changesDescriptors: true,
        waits: "newConnection",
        meaning: "acceptConnection",
    },
    connect: {
        number: 42,
        arguments: ["fd", "address", "length"],
        captures: { name: "e bytes arg1 arg2", names: "x socket arg0" },
        waits: "connection",
        meaning: "connectSocket",
    },
    shutdown: { number: 48, arguments: ["fd", "how"], captures: {}, meaning: "shutDownSocket" },
    // Only whether a connection that was not waited for has come about.
    getsockopt: {
        number: 55,
        arguments: optionNames,
        captures: { value: "x fixed arg3 4", names: "x socket arg0" },
        only: { argument: "option", mask: 0xffffffff, values: [soError] },
        quiet: true,
        meaning: "askSocket",
    },
    setsockopt: {
        number: 54,
        arguments: optionNames,
        captures: { value: "e fixed arg3 4", time: "e bytes arg3 arg4" },
        quiet: true,
        meaning: "setSocketOption",
    },
    sendto: {
        number: 44,
        arguments: ["fd", "buffer", "count", "flags", "address", "length"],
        captures: { name: "e bytes arg4 arg5", data: "e bytes arg1 arg2" },
        waits: "sending",
        returns: "bytes",
        meaning: "sendBytes",
        functions: [{ name: "send", where: { address: 0 } }],
    },
    // With MSG_TRUNC the result may be more than was asked for.
    recvfrom: {
        number: 45,
        arguments: ["fd", "buffer", "count", "flags", "address", "length"],
        captures: { name: "x bytes arg4 u32(arg5)", data: "x bytes arg1 result" },
        waits: "receiving",
        meaning: "receiveBytes",
        functions: [{ name: "recv", where: { address: 0 } }],
    },
    // Descriptors may go with the message (unix(7), SCM_RIGHTS). A name at its beginning says that another than the connected
    // socket gets it.
    sendmsg: {
        number: 46,
        arguments: ["fd", "message", "flags"],
        captures: {
            rights: "e rights arg1",
            header: "e fixed arg1 56",
            name: "e bytes *(arg1+0) u32(arg1+8)",
            data: "e iovec *(arg1+16) *(arg1+24) all",
            control: "e bytes *(arg1+32) *(arg1+40)",
        },
        waits: "sending",
        meaning: "sendMessages",
    },
    sendmmsg: {
        number: 307,
        arguments: ["fd", "messages", "count", "flags"],
        captures: { rights: "e rights arg1 arg2", given: "e messages arg1 arg2", lengths: "x bytes arg1 result*64" },
        waits: "sending",
        meaning: "sendMessages",
    },
    // Descriptors may arrive with the message.
    recvmsg: {
        number: 47,
        arguments: ["fd", "message", "flags"],
        captures: {
            rights: "x rights arg1",
            header: "x fixed arg1 56",
            name: "x bytes *(arg1+0) u32(arg1+8)",
            data: "x iovec *(arg1+16) *(arg1+24) result",
            control: "x bytes *(arg1+32) *(arg1+40)",
        },
        changesDescriptors: true,
        waits: "receiving",
        meaning: "receiveMessages",
    },
    recvmmsg: {
        number: 299,
        arguments: ["fd", "messages", "count", "flags", "timeout"],
        captures: { rights: "x rights arg1 result", received: "x messages arg1 result" },
        changesDescriptors: true,
        waits: "input",
        meaning: "receiveMessages",
    },
} as const satisfies SyscallFamily;
