/** The engine asks the kernel what the table says, and changes nothing by asking. */
import assert from "node:assert/strict";
import { eventfdJudge, readEventfd } from "../../tracer/snapshot/eventfd";
import { messageQueueJudge, readMessageQueue } from "../../tracer/snapshot/messageQueue";
import { pipeJudge, readPipe } from "../../tracer/snapshot/pipe";
import { answersTo, answerTo } from "../../tracer/trace/kernelAnswers";
import { tableOfProcess, type KernelDescriptor, type KernelSnapshot } from "../../tracer/trace/kernelSnapshot";
import type { TraceRecord } from "../../tracer/trace/record";
import { compileProgram } from "./compiledProgram";
import { runWithTable } from "./ownTable";

const [getppid, futex] = [110, 202];
const calls = [29, 64, 66, 68, 69, 70, 71, getppid, futex].map((number) => `${number} -`);

const peek = "fd socket call 45 fd buffer:65536:result 65536 66 0 0";
const pending = "fd socket call 16 fd 21531 buffer:4";
const socketName = "fd socket call 51 fd buffer:128:size size";
const posixQueue = "fd filesystem:427819522 call 245 fd 0 buffer:64";
const semaphoreValues = "number 64:result call 66 number index 12";
const segmentStatus = "number 29:result call 31 number 2 buffer:112";
const segmentText = "process mapping /SYSV 20";
const futexWord = "thread memory 202 arg0 4";
const threadStatus = "thread text status";
const maps = "process text maps";
const wholeMachine = "machine text /proc/sysvipc/msg";
const nothing = "machine text /proc/no-such-file";
const endless = "machine text /dev/zero";

const inquiries = [
    ...[...pipeJudge.inquiries, ...eventfdJudge.inquiries, ...messageQueueJudge.inquiries.filter((line) => line !== wholeMachine)],
    ...[peek, pending, socketName, posixQueue, semaphoreValues, segmentStatus, segmentText, futexWord, threadStatus, maps],
    ...[wholeMachine, nothing, endless],
];

/** The account that was taken when that call had returned. */
function accountAfter(records: readonly TraceRecord[], number: number): KernelSnapshot {
    const at = records.findLastIndex((record) => (record.type === "call" || record.type === "exit") && record.nr === number);
    const record = records.slice(at).find(({ type }) => type === "snapshot");
    assert.ok(record?.type === "snapshot");
    return record.snapshot;
}

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString("latin1");

describe("inquiry programs", () => {
    let account: KernelSnapshot;
    let descriptors: readonly KernelDescriptor[];
    let status: number | null;

    before(async () => {
        const program = compileProgram("inquired").path;
        const run = await runWithTable([...calls, ...inquiries], [program], { judge: 1 });
        status = run.status;
        assert.equal(run.stderr, "");
        account = accountAfter(run.records, getppid);
        const [process] = account.processes;
        assert.ok(process !== undefined);
        descriptors = tableOfProcess(account, process)?.fds ?? [];
    });

    const classesOf = (link: string): readonly number[] =>
        descriptors.filter((each) => each.fd > 2 && each.link.startsWith(link)).map((each) => each.class);
    const allAnswers = (inquiry: string): KernelSnapshot["answers"] => account.answers.filter((answer) => answer.inquiry === inquiry);

    it("change nothing", () => assert.equal(status, 0, "the first thing that is not as it was"));

    it("tell the counters of eventfds", () => {
        const readings = classesOf("anon_inode:[eventfd]").map((subject) => readEventfd(account, subject));
        assert.deepEqual(
            readings.map((reading) => [reading?.count, reading?.semaphore]),
            [
                [26n, false],
                [3n, true],
            ],
        );
        assert.notEqual(readings[0]?.id, readings[1]?.id);
    });

    it("tell the messages of a queue", () => {
        const [answer] = allAnswers(messageQueueJudge.inquiries[0] ?? "");
        const reading = readMessageQueue(account, answer?.subject ?? -1);
        assert.deepEqual(
            reading?.messages?.map(({ type, bytes }) => [type, text(bytes)]),
            [
                [7n, "seven"],
                [3n, ""],
                [9n, "ni\0e"],
            ],
        );
        const [process] = account.processes;
        assert.deepEqual([reading.bytes, reading.count, reading.lastSender, reading.lastReceiver, reading.key], [9, 3, process?.pid, 0, 0]);
        assert.ok(reading.times.sent > 0);
        assert.equal(reading.times.received, 0);
    });

    it("tell what is in a pipe", () => {
        const reading = readPipe(account, classesOf("pipe:"));
        assert.deepEqual([reading?.bytes, reading?.capacity, text(reading?.content ?? undefined)], [11, 65536, "in the pipe"]);
    });

    it("tell what waits in a socket, and its name", () => {
        const [empty = -1, full = -1] = classesOf("socket:");
        assert.equal(answerTo(account, peek, empty), undefined);
        assert.equal(answersTo(account, peek, empty)[0]?.error, 11);
        assert.equal(text(answerTo(account, peek, full)?.bytes), "wait");
        assert.equal(text(answerTo(account, pending, full)?.bytes), "\x04\0\0\0");
        assert.equal(text(answerTo(account, socketName, full)?.bytes), "\x01\0", "AF_UNIX, without a name");
    });

    it("select descriptors by their file system", () => {
        const [attributes] = allAnswers(posixQueue);
        const view = new DataView(Uint8Array.from(attributes?.bytes ?? []).buffer);
        assert.equal(allAnswers(posixQueue).length, 1);
        assert.deepEqual(
            [8, 16, 24].map((offset) => Number(view.getBigInt64(offset, true))),
            [4, 16, 1],
        );
    });

    it("tell every value of a semaphore set, and a segment with what it holds", () => {
        assert.deepEqual(
            allAnswers(semaphoreValues).map(({ result, error }) => [result, error]),
            [
                [4, 0],
                [0, 0],
                [600, 0],
                [-1, 22],
            ],
        );
        assert.equal(allAnswers(segmentStatus)[0]?.bytes.length, 112);
        assert.equal(text(allAnswers(segmentText)[0]?.bytes), "shared text" + "\0".repeat(9));
        assert.equal(allAnswers(segmentText).length, 1);
    });

    it("tell the word that a thread waits for, and texts", () => {
        const [process] = account.processes;
        const [main, other] = process?.threads ?? [];
        assert.ok(process !== undefined && main !== undefined && other !== undefined);
        assert.equal(text(answerTo(account, futexWord, other.tid)?.bytes), "\x05\0\0\0");
        assert.deepEqual(answersTo(account, futexWord, main.tid), []);
        assert.match(text(answerTo(account, threadStatus, other.tid)?.bytes) ?? "", new RegExp(`^Pid:\\s${other.tid}$`, "m"));
        assert.match(text(answerTo(account, maps, process.pid)?.bytes) ?? "", /inquired$/m);
        assert.match(text(answerTo(account, wholeMachine, 0)?.bytes) ?? "", /^\s*key\s+msqid/);
    });

    it("say why there is no answer, and cut a text that does not end", () => {
        assert.deepEqual(
            [nothing, endless].map((line) => answersTo(account, line, 0).map(({ error, bytes }) => [error, bytes.length])),
            [[[2, 0]], [[27, 4 * 1024 * 1024]]],
        );
    });

    it("tell the descriptor tables of threads", () => {
        const [process] = account.processes;
        const [main, other] = process?.threads ?? [];
        assert.equal(account.tables.length, 2);
        assert.notEqual(main?.table, other?.table);
        const ofThread = account.tables.find((table) => table.class === other?.table)?.fds ?? [];
        const numbers = (list: readonly KernelDescriptor[]): ReadonlySet<number> => new Set(list.map(({ fd }) => fd));
        const [mine, theirs] = [numbers(descriptors), numbers(ofThread)];
        assert.ok(theirs.has(77) && !mine.has(77));
        const readEnd = descriptors.find(({ link }) => link.startsWith("pipe:"));
        assert.ok(readEnd !== undefined && !theirs.has(readEnd.fd));
        // What was copied shares its description.
        for (const { fd, class: description } of ofThread) {
            const before = descriptors.find((each) => each.fd === fd);
            if (before !== undefined) assert.equal(description, before.class);
        }
        assert.equal(other?.call, futex);
    });
});

describe("the engine's inquiries", () => {
    const bad = [
        "fd",
        "fd fifo",
        "fd fifos info",
        "fd link: info",
        "fd filesystem:0x12 info",
        "fd fifo info more",
        "fd fifo text status",
        "fd fifo tee",
        "fd fifo tee 1048577",
        "fd fifo call",
        "fd fifo call ioctl",
        "fd fifo call 16 number",
        "fd fifo call 16 fd 0x541B",
        "fd fifo call 16 fd buffer",
        "fd fifo call 16 fd buffer:0",
        "fd fifo call 16 fd buffer:1048577",
        "fd fifo call 16 fd buffer:4:all",
        "fd fifo call 16 fd buffer:4 buffer:4",
        "fd fifo call 16 fd buffer:4:size",
        "fd fifo call 16 fd buffer:4 size",
        "fd fifo call 16 1 2 3 4 5 6 7",
        "process text",
        "process text /etc/passwd",
        "process text ../1/maps",
        "process info",
        "process mapping /SYSV",
        "thread memory 202 arg0",
        "thread memory 1024 arg0 4",
        "thread memory 202 arg6 4",
        "number call 71 number 2 buffer:120",
        "number 68 call 71 number",
        "number 68:arg6 call 71 number",
        "number 68:arg0+8 call 71 number",
        "number 1024:arg0 call 71 number",
        "number 68:result call 71 fd",
        "machine text proc/sysvipc/msg",
        "machine netlink 4",
        "machine netlink 32 00",
        "machine netlink 4 0g",
        "machine netlink 4 000",
        "process netlink 4 00",
        "network text /proc/net/unix",
    ];
    for (const line of bad) {
        it(`refuse '${line}'`, async () => {
            const { status, stderr } = await runWithTable(["0 -", line], ["true"]);
            assert.match(stderr, /^[^\n]*line 2 of the table of calls \S+ cannot be understood\.\n$/);
            assert.equal(status, 125);
        });
    }
});
