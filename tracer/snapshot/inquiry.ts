/**
 * What the engine is to ask the kernel when it takes an account (docs/engine-interface.md, "Inquiry programs"). An
 * inquiry changes nothing: every function here says why it does not.
 */

/** A line for the engine; its answers are found by it (tracer/trace/kernelAnswers.ts). */
export type Inquiry =
    | `fd ${string} ${string}`
    | `process text ${string}`
    | `process shared ${number}`
    | `thread text ${string}`
    | `thread memory ${number} ${string} ${number}`
    | `thread signals ${"own" | "process"}`
    | `number ${string} ${string}`
    | `machine text /${string}`
    | `machine netlink ${number} ${string}`;

/** Which open file descriptions are asked: by the type of st_mode, by the beginning of the link in /proc/PID/fd, or by statfs(2). */
export type Selection = "*" | "fifo" | "socket" | "file" | "directory" | "character" | "block" | `link:${string}` | `filesystem:${number}`;

/** A system call that the engine makes; `Subject` is the word that stands for what it asks about. */
export type Question<Subject extends "fd" | "number"> = { readonly words: string; readonly about: Subject };

/** One question to every open file description that is selected. */
export function aboutDescriptions(selection: Selection, question: Question<"fd"> | DescriptionQuestion): Inquiry {
    return `fd ${selection} ${typeof question === "string" ? question : question.words}`;
}

/**
 * `info`: the text of /proc/PID/fdinfo/N. `tee`: what waits in a pipe, copied by tee(2), which consumes nothing. `peek`: what waits in
 * a socket, by recv(2) with MSG_PEEK; the engine does not ask where an error waits, which would be gone.
 */
export type DescriptionQuestion = "info" | `tee ${number}` | `peek ${number}`;

/** Where numbers of objects without descriptors stand: `68:result,69:arg0` (a call's number, and its result or an argument). */
export type NumberPlaces = `${number}:${"result" | `arg${number}`}${string}`;

/** One question about every number that the programs have used. */
export function aboutNumbers(places: NumberPlaces, question: Question<"number">): Inquiry {
    return `number ${places} ${question.words}`;
}

/** ioctl(2) of requests that only tell; `length` bytes are the answer. The memory of the target is not involved. */
export function ioctl(request: keyof typeof ioctlRequests, length: number): Question<"fd"> {
    return { words: `call 16 fd ${ioctlRequests[request]} buffer:${length}`, about: "fd" };
}

/** getsockname(2) or getpeername(2): `struct sockaddr`. */
export function socketName(whose: "own" | "peer"): Question<"fd"> {
    return { words: `call ${whose === "own" ? 51 : 52} fd buffer:128:size size`, about: "fd" };
}

/** getsockopt(2) of an option that only tells: SO_ERROR, which is gone when it is asked for, is none. */
export function socketOption(option: keyof typeof socketOptions, length: number): Question<"fd"> {
    const [level, number] = socketOptions[option];
    return { words: `call 55 fd ${level} ${number} buffer:${length}:size size`, about: "fd" };
}

/** mq_getattr(3): `struct mq_attr`. Without new attributes the call only tells. */
export function posixQueueAttributes(): Question<"fd"> {
    return { words: "call 245 fd 0 buffer:64", about: "fd" };
}

/** pread(2), which leaves the position where it is; for files of which the kernel makes up the content. */
export function startOfFile(length: number): Question<"fd"> {
    return { words: `call 17 fd buffer:${length}:result ${length} 0`, about: "fd" };
}

/** fcntl(2) of commands that only tell, by their result. */
export function fcntl(command: "F_GETPIPE_SZ"): Question<"fd"> {
    return { words: `call 72 fd ${fcntlCommands[command]}`, about: "fd" };
}

/** msgctl(2): `struct msqid_ds`. It needs permission to read the queue. */
export function messageQueueStatus(): Question<"number"> {
    const [statusCommand, structureLength] = [2, 120];
    return { words: `call 71 number ${statusCommand} buffer:${structureLength}`, about: "number" };
}

/**
 * msgrcv(2) with MSG_COPY, for every place in the queue: the type and the bytes of the message there. Such a receiver takes
 * nothing, waits for nothing and is not noted in the queue. Where the kernel is built without it, the error is ENOSYS.
 */
export function copyOfMessages(longest: number): Question<"number"> {
    const [dontWait, cutLonger, copy] = [0o4000, 0o10000, 0o40000];
    const typeLength = 8;
    return {
        words: `call 70 number buffer:${typeLength + longest}:result+${typeLength} ${longest} index ${dontWait | cutLonger | copy}`,
        about: "number",
    };
}

/** A file of each process, /proc/PID/NAME. */
export function processText(name: "maps" | "stat"): Inquiry {
    return `process text ${name}`;
}

/** The first bytes of each shared mapping of each process, read as its debugger does (process_vm_readv(2)). */
export function startOfSharedMemory(length: number): Inquiry {
    return `process shared ${length}`;
}

/** The call in which each thread sleeps, with its arguments: /proc/PID/task/TID/syscall. */
export function currentCall(): Inquiry {
    return "thread text syscall";
}

/** ptrace(2), PTRACE_PEEKSIGINFO, which takes nothing from the queue: the first 32 of `siginfo_t`, of threads that are stopped. */
export function queuedSignals(whose: "own" | "process"): Inquiry {
    return `thread signals ${whose}`;
}

/** Bytes of the memory of each thread that is in this call, at an address that is an argument; the kernel copies them. */
export function memoryInCall(call: number, place: `arg${number}` | `arg${number}+${number}`, length: number): Inquiry {
    return `thread memory ${call} ${place} ${length}`;
}

/** semctl(2) of commands that only tell, for every semaphore of a set, by their results. It needs permission to read the set. */
export function ofEachSemaphore(command: keyof typeof semaphoreCommands): Question<"number"> {
    return { words: `call 66 number index ${semaphoreCommands[command]}`, about: "number" };
}

/** A file of the whole machine. */
export function machineText(path: `/proc/${string}`): Inquiry {
    return `machine text ${path}`;
}

/**
 * sock_diag(7): all UNIX sockets of the engine's network namespace, with what `shown` names (UDIAG_SHOW_…). The kernel only tells:
 * unix_diag_dump in net/unix/diag.c.
 */
export function unixSockets(...shown: readonly (keyof typeof unixShown)[]): Inquiry {
    const [headLength, length, dumpByFamily, requestAndDump] = [16, 40, 20, 0x301];
    const request = new DataView(new ArrayBuffer(length));
    request.setUint32(0, length, true);
    request.setUint16(4, dumpByFamily, true);
    request.setUint16(6, requestAndDump, true);
    const [family, states, show] = [headLength, headLength + 4, headLength + 12];
    request.setUint8(family, 1);
    request.setUint32(states, 0xffffffff, true);
    request.setUint32(
        show,
        shown.reduce((bits, word) => bits | unixShown[word], 0),
        true,
    );
    return dumpOfSockets(request);
}

/**
 * sock_diag(7): `struct inet_diag_req_v2`, which asks for all sockets of UDP over that version of IP, in whatever state. The
 * kernel only tells: udp_dump in net/ipv4/udp_diag.c.
 */
export function udpSockets(version: 4 | 6): Inquiry {
    const [headLength, length, dumpByFamily, requestAndDump] = [16, 72, 20, 0x301];
    const [family, protocol] = [version === 4 ? 2 : 10, 17]; // AF_INET, AF_INET6; IPPROTO_UDP
    const request = new DataView(new ArrayBuffer(length));
    request.setUint32(0, length, true);
    request.setUint16(4, dumpByFamily, true);
    request.setUint16(6, requestAndDump, true);
    request.setUint8(headLength, family);
    request.setUint8(headLength + 1, protocol);
    request.setUint32(headLength + 4, 0xffffffff, true);
    return dumpOfSockets(request);
}

function dumpOfSockets({ buffer }: DataView<ArrayBuffer>): Inquiry {
    const diagnosis = 4; // NETLINK_SOCK_DIAG
    const hexadecimal = Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `machine netlink ${diagnosis} ${hexadecimal}`;
}

const unixShown = { peer: 4, queue: 8, lengths: 16 } as const;
const ioctlRequests = {
    FIONREAD: 0x541b,
    SIOCATMARK: 0x8905,
    SIOCOUTQ: 0x5411,
    TCGETS: 0x5401,
    TIOCGPGRP: 0x540f,
    TIOCGSID: 0x5429,
    TIOCGPTN: 0x80045430,
} as const;
const socketOptions = {
    SO_TYPE: [1, 3],
    SO_PROTOCOL: [1, 38],
    SO_DOMAIN: [1, 39],
    SO_ACCEPTCONN: [1, 30],
    SO_PEERCRED: [1, 17],
    TCP_INFO: [6, 11],
} as const;
const fcntlCommands = { F_GETPIPE_SZ: 1032 } as const;
const semaphoreCommands = { GETPID: 11, GETVAL: 12, GETNCNT: 14, GETZCNT: 15 } as const;
