/** Whole traces of random calls, one of each row of the table and more, as an engine could have written them. */
import { syscalls, type Syscall } from "../../../tracer/syscalls/table";
import type { SeededRandom } from "../../kernel/random/seededRandom";
import { objectBytes } from "../kernelAccount";
import { u16, u32, u64, u8 } from "../traceBytes";

export interface RawRecord {
    readonly type: number;
    readonly payload: Buffer;
}

const pids = [10, 11, 12];
const tids = [10, 11, 12, 13];
const links = ["pipe:[7]", "/tmp/a", "anon_inode:[eventfd]", "socket:[8]", "/tmp/fifo", "/dev/pts/3", "anon_inode:[pidfd]"];
const modes = [0o010600, 0o100644, 0o600, 0o140777, 0o010644, 0o020620, 0o600];

/** What these calls make, as the index of its link. */
const madeBy: ReadonlyMap<string, number> = new Map([
    ["makePipe", 0],
    ["makeEventfd", 2],
    ["makeSocketPair", 3],
]);

function raw(type: number, ...payload: readonly (Buffer | string)[]): RawRecord {
    return { type, payload: Buffer.concat(payload.map((part) => (typeof part === "string" ? Buffer.from(part) : part))) };
}

export function randomTrace(random: SeededRandom, length: number): readonly RawRecord[] {
    const records = [
        raw(1, JSON.stringify(headerOf())),
        raw(2, u64(1), u32(10), u32(10), u32(9), u32(9), u64(0), u32(0), u8(0), u8(0), u16(0)),
        execOf(10),
        accountOf(random),
        callOf(random, rowNamed("pipe2"), 10),
        callOf(random, rowNamed("pipe2"), 10),
        callOf(random, rowNamed("eventfd2"), 10),
        taskOf(random, 11, 11),
        taskOf(random, 12, 12),
        taskOf(random, 13, 10),
        callOf(random, rowNamed("msgget"), 10),
    ];
    while (records.length < length) records.push(...someOf(random));
    return [...records, raw(15, u64(99), u32(0), u8(0))];
}

function rowNamed(name: string): Syscall {
    const row = syscalls.find((each) => each.name === name);
    if (row === undefined) throw new RangeError(`no call ${name}`);
    return row;
}

function headerOf(): object {
    return {
        format: 1,
        minor: 1,
        ipcscope: "0.1.0",
        architecture: "x86_64",
        started: "2026-01-01T00:00:00Z",
        host: null,
        monotonicStart: "0",
        programs: [["./a", "b"]],
        directory: "/tmp",
        payload: 4096,
        stacks: true,
    };
}

function someOf(random: SeededRandom): readonly RawRecord[] {
    const favourites = ["pipe2", "read", "write", "vmsplice", "splice", "tee", "fcntl", "dup2", "close", "msgsnd", "msgrcv", "recvmsg"];
    const row = random.chance(50) ? rowNamed(random.pick(favourites)) : random.pick(syscalls);
    const [tid, pid] = [random.pick(tids), random.pick(pids)];
    switch (random.below(13)) {
        case 0:
            return [taskOf(random, random.pick(tids), pid)];
        case 1:
            return [accountOf(random)];
        case 2:
            if (random.chance(70)) return [callOf(random, row)];
            return [raw(random.pick([7, 8]), u64(5), u32(tid), u32(pid), u32(random.below(300)))];
        case 3:
            return [raw(9, u64(5), u32(tid), u32(1), u32(1 + random.below(64)), u32(0), u32(0), u32(0), u32(pid), Buffer.alloc(108))];
        case 4:
            return [
                raw(12, u64(5), u32(tid), u32(pid), u32(1), u8(1 + random.below(5)), u8(0), u16(2)),
                raw(13, u64(5), u32(tid), u32(pid)),
            ];
        case 5:
            return [raw(17, u64(5), u32(tid), u32(pid), u16(random.pick([0, 19]))), raw(16, u64(5), "note"), execOf(pid)];
        case 6:
            return [
                raw(11, u32(1), u64(1), u64(2), u16(2), u16(4), Buffer.from([1, 2]), "/a/b"),
                raw(10, u32(1), u16(1), u16(0), u32(1), u64(3)),
            ];
        case 12:
            return [memoryOf(random, tid)];
        case 7:
        case 8:
            return enterAndExitOf(random, row);
        default:
            return [callOf(random, row)];
    }
}

function taskOf(random: SeededRandom, tid: number, pid: number): RawRecord {
    const flags = random.pick([0x11, 0x400, 0x10f00, 0x8000, 0x100]);
    return raw(2, u64(2), u32(tid), u32(pid), u32(10), u32(10), u64(flags), u32(1), u8(1 + random.below(3)), u8(0), u16(0));
}

function execOf(pid: number): RawRecord {
    return raw(6, u64(3), u32(pid), u32(pid), u16(6), u16(4), u32(4), "/bin/a", "/tmp", "a\0b\0");
}

function memoryOf(random: SeededRandom, tid: number): RawRecord {
    const [before, after] = [random.below(5), random.below(5)];
    const [address, access] = [u64(0x1000 + random.below(9000)), random.below(4)];
    const head = [u64(5), address, u64(random.below(9)), u64(random.below(3)), u32(tid), u32(1), u8(access), u8(random.below(2)), u16(0)];
    return raw(19, ...head, u32(before), u32(after), "abcd".slice(0, before), "efgh".slice(0, after));
}

function accountOf(random: SeededRandom): RawRecord {
    const descriptors = [0, 1, 2, 3, 4].map((fd) =>
        Buffer.concat([u32(fd), u32(1 + fd), u32(2), u32(modes[fd] ?? 0), u64(0), u64(0), u64(14), u64(7), u64(0), linkOf(fd)]),
    );
    const table = Buffer.concat([u32(0), u32(descriptors.length), ...descriptors]);
    const processes = pids.map((pid) =>
        Buffer.concat([
            u32(pid),
            u32(9),
            u32(0x53),
            u16(2),
            Buffer.from("/a"),
            u32(1),
            u32(pid),
            u32(0x53),
            u32(random.pick([0, 0xffffffff])),
            u32(1),
        ]),
    );
    const inquiry = "fd fifo call 72 fd 1032";
    const answer = Buffer.concat([u32(0), u32(0), u64(1), u64(65536), u32(0), u32(0)]);
    return raw(18, u64(4), u32(1), table, u32(processes.length), ...processes, u16(1), u16(inquiry.length), inquiry, u32(1), answer);
}

function linkOf(index: number): Buffer {
    const link = Buffer.from(links[index] ?? "");
    return Buffer.concat([u16(link.length), link]);
}

interface RandomCall {
    readonly tid: Buffer;
    readonly args: Buffer;
    readonly result: Buffer;
    readonly entry: readonly Buffer[];
    readonly exit: readonly Buffer[];
}

function randomCall(random: SeededRandom, row: Syscall): RandomCall {
    const result = random.chance(15) ? -random.pick([2, 9, 11, 14, 32, 512]) : random.below(12);
    const captures = Object.values(row.captures).map((operation, index) => ({
        entry: operation.startsWith("e "),
        bytes: captureOf(random, row, index, operation),
    }));
    return {
        tid: u32(random.pick(tids)),
        args: Buffer.concat(Array.from({ length: 6 }, () => u64(random.chance(10) ? 1031 : random.below(10)))),
        result: u64(result),
        entry: captures.filter(({ entry }) => entry).map(({ bytes }) => bytes),
        exit: captures.filter(({ entry }) => !entry).map(({ bytes }) => bytes),
    };
}

function listOf(captures: readonly Buffer[]): Buffer {
    return Buffer.concat([u16(captures.length), u16(0), ...captures]);
}

function callOf(random: SeededRandom, row: Syscall, thread = random.pick(tids)): RawRecord {
    const { args, result, entry, exit } = randomCall(random, row);
    return raw(3, u64(5), u64(6), u32(thread), u32(row.number), args, result, u32(1), listOf([...entry, ...exit]));
}

function enterAndExitOf(random: SeededRandom, row: Syscall): readonly RawRecord[] {
    const { tid, args, result, entry, exit } = randomCall(random, row);
    const between = random.chance(50) ? [callOf(random, random.pick(syscalls))] : [];
    return [
        raw(4, u64(5), tid, u32(row.number), args, u32(1), listOf(entry)),
        ...between,
        raw(5, u64(6), tid, u32(row.number), result, listOf(exit)),
    ];
}

function captureOf(random: SeededRandom, row: Syscall, index: number, operation: string): Buffer {
    const bytes = Buffer.from(capturedBytes(random, row, operation));
    return Buffer.concat([u8(index), u8(random.chance(80) ? 0 : 1 + random.below(2)), u16(0), u32(bytes.length), u64(bytes.length), bytes]);
}

function capturedBytes(random: SeededRandom, row: Syscall, operation: string): Uint8Array {
    const [, word = "", ...operands] = operation.split(" ");
    const kind = madeBy.get(row.meaning) ?? random.below(links.length);
    const facts = objectBytes({
        link: links[kind] ?? "",
        inode: 7 + kind + 10 * random.below(9),
        mode: modes[kind] ?? 0,
        flags: random.pick([0, 1, 2, 0o2000000, 0o40001]),
    });
    const inPairs = 2 * random.below(3);
    switch (word) {
        case "object":
            return facts;
        case "position":
            return u64(random.below(9));
        case "string":
            return Buffer.from(random.pick(["/tmp/a\0", "b\0", "/tmp/fifo\0"]));
        case "rights":
            return Buffer.concat([u32(random.below(12)), u16(0), u16(facts.length), facts]);
        case "fixed":
            if (row.meaning === "makePipe") return Buffer.concat([3, 4].map((fd) => u32(fd + inPairs)));
            return Buffer.concat(Array.from({ length: Number(operands[1]) / 4 }, () => u32(random.below(12))));
        default:
            return Buffer.from("payload".slice(random.below(7)));
    }
}
