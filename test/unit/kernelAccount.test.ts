/** The kernel's account: its bytes, the JSON of former traces, and what is read out of the answers. */
import assert from "node:assert/strict";
import { readEventfd } from "../../tracer/snapshot/eventfd";
import { allInquiries, judgeOf } from "../../tracer/snapshot/judges";
import { readMessageQueue, wasAskedAbout } from "../../tracer/snapshot/messageQueue";
import { pipeJudge, readPipe } from "../../tracer/snapshot/pipe";
import { syscallByNumber } from "../../tracer/syscalls/table";
import { decodeRecord } from "../../tracer/trace/decodeRecord";
import { formerInquiries } from "../../tracer/trace/decodeSnapshotJson";
import { answersTo, answerTo } from "../../tracer/trace/kernelAnswers";
import { tableOfProcess, type KernelAnswer, type KernelSnapshot } from "../../tracer/trace/kernelSnapshot";
import { PayloadReader } from "../../tracer/trace/payloadReader";
import { u16, u32, u64 } from "./traceBytes";

const descriptor = { fd: 3, class: 7, link: "pipe:[5]", flags: 0o2000000, position: -1, mode: 0o010600, size: 4 };
const identity = { device: "14", inode: "18446744073709551615", rdev: "0" };
const noSignals = { blocked: "", ignored: "", caught: "", pending: "", shared: "" };

/** Two tables, one of which is refused; a process with threads in a call, in none and dead; a zombie; a text and a failed call. */
const account: readonly (Buffer | string)[] = [
    u64(9),
    ...[u32(2), u32(0), u32(1)],
    ...[u32(3), u32(7), u32(0o2000000), u32(0o010600), u64(-1), u64(4), u64(14), u64(2n ** 64n - 1n), u64(0), u16(8), "pipe:[5]"],
    ...[u32(1), u32(0)],
    ...[u32(2), u32(11), u32(1), u32(0x74), u16(6), "/bin/a", u32(3)],
    ...[u32(11), u32(0x5a), u32(0xffffffff), u32(0), u32(12), u32(0x53), u32(70), u32(1), u32(13), u32(0x74), u32(0xffffffff), u32(2)],
    ...[u32(14), u32(11), u32(0x5a), u16(0), u32(0)],
    ...[u16(2), u16(19), "process text status", u16(14), "fd fifo call 1"],
    ...[u32(2), u32(0), u32(0), u64(11), u64(36), u32(36), u32(0), "SigQ:\t0/5\nSigBlk:\t00ff\nSigIgn:\t0010\n"],
    ...[u32(1), u32(9), u64(7), u64(-1), u32(0), u32(0)],
];
const bytesOf = (parts: readonly (Buffer | string)[]): Buffer =>
    Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));

const decoded: KernelSnapshot = {
    tables: [
        { class: 1, fds: [{ ...descriptor, ...identity }] },
        { class: 2, fds: [], refused: true },
    ],
    processes: [
        {
            pid: 11,
            ppid: 1,
            state: "t",
            exe: "/bin/a",
            signals: { ...noSignals, blocked: "00ff", ignored: "0010" },
            threads: [
                { tid: 11, state: "Z", call: -1, table: null, signals: { ...noSignals, blocked: "00ff", ignored: "0010" } },
                { tid: 12, state: "S", call: 70, table: 1 },
                { tid: 13, state: "t", call: -1, table: 2 },
            ],
        },
        { pid: 14, ppid: 11, state: "Z", exe: "", signals: noSignals, threads: [] },
    ],
    answers: [
        {
            inquiry: "process text status",
            subject: 11,
            result: 36,
            error: 0,
            bytes: Buffer.from("SigQ:\t0/5\nSigBlk:\t00ff\nSigIgn:\t0010\n"),
        },
        { inquiry: "fd fifo call 1", subject: 7, result: -1, error: 9, bytes: Buffer.alloc(0) },
    ],
};

const damaged = { type: "note", time: 9, text: "The kernel's account of this moment is damaged, and left out." };

describe("the record account", () => {
    const whole = bytesOf(account);

    it("is decoded", () => {
        assert.deepEqual(decodeRecord(18, new PayloadReader(whole)), { type: "snapshot", time: 9, snapshot: decoded });
        assert.equal(tableOfProcess(decoded, decoded.processes[0] ?? assert.fail())?.class, 1);
        assert.equal(tableOfProcess(decoded, decoded.processes[1] ?? assert.fail()), undefined);
    });

    it("loses itself alone when it is cut off anywhere", () => {
        for (let length = 8; length < whole.length; length++) {
            assert.deepEqual(decodeRecord(18, new PayloadReader(whole.subarray(0, length))), damaged);
        }
    });

    it("loses itself alone when a number in it leads nowhere", () => {
        const without = (index: number, bytes: Buffer): Buffer => bytesOf(account.map((part, at) => (at === index ? bytes : part)));
        const at = (wanted: Buffer | string, from = 0): number => account.findIndex((part, index) => index >= from && part === wanted);
        const threads = at("/bin/a") + 2;
        for (const wrong of [
            without(1, u32(0xffffffff)), // tables
            without(threads + 1, u32(7)), // a state
            without(threads + 2, u32(0x80000000)), // a call
            without(threads + 7, u32(3)), // a table
            without(at("fd fifo call 1") + 2, u32(2)), // an inquiry
            without(at("fd fifo call 1") + 6, u32(0xffffffff)), // a length
        ]) {
            assert.deepEqual(decodeRecord(18, new PayloadReader(wrong)), damaged);
        }
    });
});

const former = {
    processes: [
        {
            pid: 11,
            ppid: 1,
            state: "t",
            exe: "/bin/a",
            signals: { blocked: "00ff" },
            threads: [{ tid: 11, state: "S", call: 0 }],
            fds: [{ ...descriptor, ...identity }],
        },
        { pid: 12, ppid: 1, state: "Z", exe: "", signals: {}, threads: [], fdsRefused: true, fds: [] },
    ],
    pipes: [
        { device: "14", inode: identity.inode, bytes: 258, capacity: 8192, content: "00ff" },
        { device: "14", inode: "1", bytes: 0, capacity: 65536, content: null },
    ],
};

describe("the account of former traces", () => {
    const decode = (json: unknown): ReturnType<typeof decodeRecord> =>
        decodeRecord(14, new PayloadReader(bytesOf([u64(9), JSON.stringify(json)])));

    it("is brought into the shape of today's", () => {
        const record = decode(former);
        assert.ok(record?.type === "snapshot");
        const { processes, tables } = record.snapshot;
        assert.deepEqual(tables, [
            { class: 1, fds: [{ ...descriptor, ...identity }] },
            { class: 2, fds: [], refused: true },
        ]);
        assert.deepEqual(processes[0]?.threads, [{ tid: 11, state: "S", call: 0, table: 1 }]);
        assert.deepEqual(processes[1]?.signals, noSignals);
        assert.deepEqual(readPipe(record.snapshot, [7]), { bytes: 258, capacity: 8192, content: Uint8Array.of(0, 0xff) });
    });

    it("answers what is asked of pipes today", () => {
        assert.deepEqual(pipeJudge.inquiries, Object.values(formerInquiries));
    });

    /** Every value of it, replaced by what JSON also allows. */
    function* spoiled(value: unknown): Generator {
        for (const wrong of [null, "x", 1.5, [], {}]) yield wrong;
        if (typeof value !== "object" || value === null) return;
        for (const key of Object.keys(value)) {
            const inner: unknown = Reflect.get(value, key);
            for (const wrong of spoiled(inner)) {
                if (Array.isArray(value)) yield value.map((each: unknown, index) => (String(index) === key ? wrong : each));
                else yield { ...value, [key]: wrong };
            }
        }
    }

    it("loses itself alone when a value is of another type", () => {
        let [lost, kept] = [0, 0];
        for (const json of spoiled(former)) {
            const record = decode(json);
            if (record?.type !== "snapshot") {
                assert.deepEqual(record, damaged);
                lost += 1;
                continue;
            }
            kept += 1;
            // What is read of it does not depend on what it holds.
            for (const process of record.snapshot.processes) tableOfProcess(record.snapshot, process)?.fds.map(({ link }) => link.length);
            readPipe(record.snapshot, [7]);
        }
        assert.ok(lost > 150 && kept < 40, `${lost} lost, ${kept} kept`);
        assert.deepEqual(decodeRecord(14, new PayloadReader(bytesOf([u64(9), "{"]))), damaged);
    });
});

/** An account that has nothing but answers. */
function answered(...answers: readonly Omit<KernelAnswer, "inquiry" | "subject">[]): (inquiry: string, subject?: number) => KernelSnapshot {
    return (inquiry, subject = 5) => ({ processes: [], tables: [], answers: answers.map((answer) => ({ ...answer, inquiry, subject })) });
}
const text = (content: string): Omit<KernelAnswer, "inquiry" | "subject"> => ({
    result: content.length,
    error: 0,
    bytes: Buffer.from(content),
});
const refused = (error: number): Omit<KernelAnswer, "inquiry" | "subject"> => ({ result: -1, error, bytes: new Uint8Array() });

describe("answers", () => {
    it("are found by inquiry and subject", () => {
        const snapshot = answered(refused(1), text("a"))("fd * info");
        assert.deepEqual(
            answersTo(snapshot, "fd * info", 5).map(({ error }) => error),
            [1, 0],
        );
        assert.equal(answerTo(snapshot, "fd * info", 5), undefined);
        assert.deepEqual(answersTo(snapshot, "fd * info", 6), []);
        assert.deepEqual(answersTo(snapshot, "fd socket info", 5), []);
    });

    it("come to inquiries that name the calls of the table", () => {
        const line = allInquiries().find((inquiry) => inquiry.startsWith("number "));
        const calls = [...((line ?? "").split(" ")[1]?.matchAll(/(\d+):(\w+)/g) ?? [])];
        assert.deepEqual(
            calls.map(([, number, place = ""]) => {
                const row = syscallByNumber(Number(number));
                return `${row?.name} ${place === "result" ? place : row?.arguments[Number(place.slice(3))]}`;
            }),
            ["msgget result", "msgsnd queue", "msgrcv queue", "msgctl queue"],
        );
    });
});

describe("the reading of an eventfd", () => {
    const inquiry = "fd link:anon_inode:[eventfd] info";
    const head = "pos:\t0\nflags:\t02\nmnt_id:\t16\nino:\t2063\n";

    it("is the counter, which is hexadecimal", () => {
        const snapshot = answered(text(`${head}eventfd-count:         ffffffff1a\neventfd-id: 12\neventfd-semaphore: 1\n`))(inquiry);
        assert.deepEqual(readEventfd(snapshot, 5), { count: 0xffffffff1an, id: 12, semaphore: true });
        assert.equal(readEventfd(snapshot, 6), undefined);
    });

    it("does not know what an older kernel does not tell", () => {
        assert.deepEqual(readEventfd(answered(text(`${head}eventfd-count:                0\n`))(inquiry), 5), {
            count: 0n,
            id: null,
            semaphore: null,
        });
        assert.equal(readEventfd(answered(text(head))(inquiry), 5), undefined);
        assert.equal(readEventfd(answered(refused(2))(inquiry), 5), undefined);
    });
});

describe("the reading of a message queue", () => {
    const [statusLine = "", messageLine = "", , machineLine = ""] = judgeOf("messageQueue").inquiries;
    const queue = 32769;

    function status(count: number, bytes: number): Omit<KernelAnswer, "inquiry" | "subject"> {
        const fields = [u64(100), u64(200), u64(300), u64(bytes), u64(count), u64(16384), u32(41), u32(42), u64(0), u64(0)];
        return { result: 0, error: 0, bytes: bytesOf([u32(0xffffffff), Buffer.alloc(44), ...fields]) };
    }
    const message = (type: number, content: string): Omit<KernelAnswer, "inquiry" | "subject"> => ({
        result: content.length,
        error: 0,
        bytes: bytesOf([u64(type), content]),
    });

    function account(
        statuses: readonly Omit<KernelAnswer, "inquiry" | "subject">[],
        messages: readonly Omit<KernelAnswer, "inquiry" | "subject">[],
        lines?: string,
    ): KernelSnapshot {
        return {
            processes: [],
            tables: [],
            answers: [
                ...answered(...statuses)(statusLine, queue).answers,
                ...answered(...messages)(messageLine, queue).answers,
                ...(lines === undefined ? [] : answered(text(lines))(machineLine, 0).answers),
            ],
        };
    }
    const bookkeeping = {
        number: queue,
        key: -1,
        limit: 16384,
        lastSender: 41,
        lastReceiver: 42,
        times: { sent: 100, received: 200, changed: 300 },
    };

    it("has its messages in order, and its bookkeeping", () => {
        const snapshot = account([status(2, 5), status(2, 5)], [message(7, "abc"), message(-3, "de"), refused(42)]);
        assert.deepEqual(readMessageQueue(snapshot, queue), {
            ...bookkeeping,
            bytes: 5,
            count: 2,
            messages: [
                { type: 7n, bytes: Buffer.from("abc") },
                { type: -3n, bytes: Buffer.from("de") },
            ],
        });
        assert.ok(wasAskedAbout(snapshot, queue));
        assert.ok(!wasAskedAbout(snapshot, 1));
        assert.equal(readMessageQueue(snapshot, 1), undefined);
    });

    it("does not claim messages that changed meanwhile, do not add up, or were refused", () => {
        for (const [statuses, messages] of [
            [
                [status(1, 3), status(0, 0)],
                [message(7, "abc"), refused(42)],
            ],
            [[status(1, 3)], [message(7, "abc"), refused(42)]],
            [
                [status(2, 3), status(2, 3)],
                [message(7, "abc"), refused(42)],
            ],
            [
                [status(1, 4), status(1, 4)],
                [message(7, "abc"), refused(42)],
            ],
            [[status(1, 3), status(1, 3)], [refused(38)]],
            [[status(1, 3), status(1, 3)], []],
        ] as const) {
            const reading = readMessageQueue(account(statuses, messages), queue);
            assert.equal(reading?.messages, null);
            assert.equal(reading.limit, 16384);
        }
    });

    it("takes from /proc/sysvipc/msg what the queue itself does not tell us", () => {
        const head =
            "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid      stime      rtime      ctime\n";
        const lines =
            `${head}         1      32768   600           0          0     0     0     0     0     0     0          0          0          5\n` +
            `        -1      32769   200           5          2    41    42     0     0     0     0        100        200        300\n`;
        assert.deepEqual(readMessageQueue(account([refused(13), refused(13)], [refused(13)], lines), queue), {
            ...bookkeeping,
            bytes: 5,
            count: 2,
            limit: null,
            messages: null,
        });
        assert.equal(readMessageQueue(account([refused(22), refused(22)], [refused(22)], head), queue), undefined);
    });
});
