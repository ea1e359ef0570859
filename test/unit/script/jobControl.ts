/**
 * `p1 setpgid p2 p2` (0: itself, or its own number), `p1 setsid`, `p1 tcsetpgrp 0 p2`, `p1 TIOCSCTTY 0`, `p1 TIOCNOTTY 0`,
 * `p1 open-terminal 7 O_NOCTTY = 3`: /dev/pts/7; its master: `p1 open-master = 3`, `p1 TIOCGPTN 3 7`, `p1 TIOCGPTPEER 3 7 = 4`. `p1 kill-group p2 SIGTERM`. Records: `p2 suspended SIGTSTP`, `p2 continued`; and what
 * wait says of a child: `p1 wait-stopped p2 SIGTSTP`, `p1 wait-continued p2`.
 */
import { signalNumber } from "../../../tracer/model/signals";
import { objectBytes } from "../kernelAccount";
import type { CallWord, Captured, RecordWord } from "./word";
import { pathBytes, taskNumber } from "./wordValues";

const openFlags: Readonly<Record<string, number>> = { O_RDWR: 2, O_WRONLY: 1, O_NOCTTY: 0o400 };

export const jobControlCalls = {
    "setpgid": ([member = "", group = ""]) => ({ name: "setpgid", args: [numberOf(member), numberOf(group)], result: 0 }),
    "setsid": () => ({ name: "setsid", args: [], result: 0 }),
    "tcsetpgrp": ([fd = "", group = ""]) => ({
        name: "ioctl",
        args: [Number(fd), 0x5410, 0x1000],
        entry: { on: integer(numberOf(group)) },
        result: 0,
    }),
    "TIOCSCTTY": ([fd = ""]) => ({ name: "ioctl", args: [Number(fd), 0x540e, 0], result: 0 }),
    "TIOCNOTTY": ([fd = ""]) => ({ name: "ioctl", args: [Number(fd), 0x5422, 0], result: 0 }),
    "open-terminal": ([number = "", ...words]) => ({
        name: "openat",
        args: [-100, 0, words.reduce((flags, word) => flags | (openFlags[word] ?? 0), words.includes("O_WRONLY") ? 0 : 2), 0],
        entry: { path: pathBytes(`/dev/pts/${number}`) },
        result: 0,
        exit: () => ({ object: terminalFacts(Number(number)) }),
    }),
    // The master of /dev/pts/N, opened, named and with its other end.
    "open-master": () => ({
        name: "openat",
        args: [-100, 0, 0o402, 0],
        entry: { path: pathBytes("/dev/ptmx") },
        result: 0,
        exit: () => ({ object: objectBytes({ link: "/dev/ptmx", inode: 2, mode: 0o020666, flags: 2, rdev: 5 * 256 + 2 }) }),
    }),
    "TIOCGPTN": ([fd = "", number = ""]) => ({
        name: "ioctl",
        args: [Number(fd), 0x80045430, 0x1000],
        result: 0,
        exit: () => ({ terminal: integer(Number(number)) }),
    }),
    "TIOCGPTPEER": ([fd = "", number = ""]) => ({
        name: "ioctl",
        args: [Number(fd), 0x5441, 0o402],
        result: 0,
        exit: () => ({ object: terminalFacts(Number(number)) }),
    }),
    "kill-group": ([group = "", signal = ""]) => ({ name: "kill", args: [-numberOf(group), signalNumber(signal)], result: 0 }),
    "wait-stopped": ([child = "", signal = ""]) => waits(child, (signalNumber(signal) << 8) | 0x7f),
    "wait-continued": ([child = ""]) => waits(child, 0xffff),
    "waitid-stopped": ([child = "", signal = ""]) => ({
        name: "waitid",
        args: [1, taskNumber(child), 0, 2],
        result: 0,
        exit: () => ({ information: childInformation(5, taskNumber(child), signalNumber(signal)) }),
    }),
} satisfies Record<string, CallWord>;

export const jobControlRecords = {
    suspended: (who, [signal = ""], moment) => [stopRecord(who, signalNumber(signal), moment.time())],
    continued: (who, _, moment) => [stopRecord(who, 0, moment.time())],
} satisfies Record<string, RecordWord>;

function stopRecord(who: string, signal: number, time: number) {
    return { type: "jobControl", time, tid: taskNumber(who), pid: taskNumber(who), signal } as const;
}

function numberOf(word: string): number {
    return word.startsWith("p") ? taskNumber(word) : Number(word);
}

function integer(value: number): Uint8Array {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    return bytes;
}

function waits(child: string, status: number): ReturnType<CallWord> {
    return { name: "wait4", args: [-1, 0, 10, 0], result: taskNumber(child), exit: (): Captured => ({ status: integer(status) }) };
}

/** siginfo_t of SIGCHLD: code, child, and what happened to it. */
function childInformation(code: number, pid: number, status: number): Uint8Array {
    const information = Buffer.alloc(128);
    information.writeInt32LE(signalNumber("SIGCHLD"), 0);
    information.writeInt32LE(code, 8);
    information.writeInt32LE(pid, 16);
    information.writeInt32LE(status, 24);
    return information;
}

function terminalFacts(number: number): Uint8Array {
    return objectBytes({ link: `/dev/pts/${number}`, inode: number + 3, mode: 0o020620, flags: 2, rdev: 136 * 256 + number });
}
