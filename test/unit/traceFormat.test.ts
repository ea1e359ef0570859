import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { createTrace } from "../../tracer/traceFile/createTrace";
import { machineHere } from "../../tracer/traceFile/machineHere";
import { traceMinorVersion } from "../../tracer/trace/format";
import { readTrace } from "../../tracer/traceFile/readTrace";
import type { TraceRecord } from "../../tracer/trace/record";
import { block, preamble, record, u16, u32, u64, u8 } from "./traceBytes";

/** Of a signal that carries nothing, in a trace before minor version 3. */
const plain = { value: null, timer: null, descriptor: null, address: null, stackPointer: 0n, queued: null } as const;
const sixNumbers = [3, 0x7fff12345678, 5, 0, 2 ** 53 - 1, 0xffffffffffffffffn];

const examples: readonly (readonly [Buffer, TraceRecord])[] = [
    [
        record(2, u64(5), u32(11), u32(11), u32(10), u32(10), u64(0x1200011), u32(7), u8(1), u8(0), u16(0)),
        { type: "task", time: 5, tid: 11, pid: 11, creatorTid: 10, creatorPid: 10, cloneFlags: 0x1200011n, stack: 7, how: "fork" },
    ],
    [
        record(
            3,
            u64(2 ** 40),
            u64(2 ** 40 + 9),
            u32(11),
            u32(1),
            ...sixNumbers.map(u64),
            u64(-32),
            u32(0),
            u16(1),
            u16(0),
            u8(0),
            u8(1),
            u16(0),
            u32(2),
            u64(5),
            "te",
        ),
        {
            type: "call",
            time: 2 ** 40,
            exitTime: 2 ** 40 + 9,
            tid: 11,
            nr: 1,
            args: sixNumbers,
            result: -32,
            stack: 0,
            captures: [{ operation: 0, status: "cut", fullLength: 5, bytes: new Uint8Array(Buffer.from("te")) }],
        },
    ],
    [
        record(4, u64(6), u32(11), u32(0), ...sixNumbers.map(u64), u32(3), u16(0), u16(0)),
        { type: "enter", time: 6, tid: 11, nr: 0, args: sixNumbers, stack: 3, captures: [] },
    ],
    [record(5, u64(7), u32(11), u32(0), u64(5), u16(0), u16(0)), { type: "exit", time: 7, tid: 11, nr: 0, result: 5, captures: [] }],
    [
        record(6, u64(8), u32(11), u32(12), u16(7), u16(4), u32(6), "/bin/wc", "/tmp", "wc\0-l\0"),
        { type: "exec", time: 8, pid: 11, formerTid: 12, path: "/bin/wc", directory: "/tmp", arguments: ["wc", "-l"] },
    ],
    [
        record(6, u64(8), u32(11), u32(11), u16(2), u16(1), u32(2), "/a", "/", "a\0", u32(9), "A=1\0B=\0C"),
        {
            ...{ type: "exec", time: 8, pid: 11, formerTid: 11, path: "/a", directory: "/", arguments: ["a"] },
            environment: { variables: ["A=1", "B="], cut: true },
        },
    ],
    [
        record(6, u64(8), u32(11), u32(11), u16(2), u16(1), u32(2), "/a", "/", "a\0", u32(0)),
        { type: "exec", time: 8, pid: 11, formerTid: 11, path: "/a", directory: "/", arguments: ["a"] },
    ],
    [record(7, u64(9), u32(11), u32(11), u32(256)), { type: "exiting", time: 9, tid: 11, pid: 11, waitStatus: 256 }],
    [record(8, u64(9), u32(11), u32(11), u32(9)), { type: "exited", time: 9, tid: 11, pid: 11, waitStatus: 9 }],
    [
        record(9, u64(9), u32(11), u32(0), u32(15), u32(0), u32(0), u32(0), u32(77), Buffer.alloc(108)),
        { type: "signal", time: 9, tid: 11, stack: 0, signal: 15, code: 0, senderPid: 77, ...plain },
    ],
    [
        record(9, u64(9), u32(11), u32(0), u32(11), u32(0), u32(1), u32(0), u32(77), Buffer.alloc(108)),
        { type: "signal", time: 9, tid: 11, stack: 0, signal: 11, code: 1, senderPid: null, ...plain, address: 77n },
    ],
    [
        record(
            9,
            u64(9),
            u32(11),
            u32(0),
            u32(35),
            u32(0),
            u32(-1 >>> 0),
            u32(0),
            u32(77),
            u32(1000),
            u64(5),
            Buffer.alloc(96),
            u64(4096),
            u64(1),
            u64(2),
        ),
        {
            type: "signal",
            time: 9,
            tid: 11,
            stack: 0,
            signal: 35,
            code: -1,
            senderPid: 77,
            ...plain,
            value: 5n,
            stackPointer: 4096n,
            queued: { thread: 1n, process: 2n },
        },
    ],
    [
        record(10, u32(1), u16(2), u16(1), u32(1), u64(0x1139), u32(0), u64(0x7f0000001000)),
        {
            type: "stack",
            id: 1,
            frames: [
                { module: 1, offset: 0x1139n },
                { module: 0, offset: 0x7f0000001000n },
            ],
            cut: true,
        },
    ],
    [
        record(11, u32(1), u64(2049), u64(99), u16(2), u16(4), Buffer.from([0xab, 0x01]), "/a/b"),
        { type: "module", id: 1, device: 2049n, inode: 99n, buildId: "ab01", path: "/a/b" },
    ],
    [
        record(22, u32(2), u8(0), u8(1), u16(0), u32(4), u32(4), Buffer.from("/\u00e9/a", "latin1"), Buffer.from("h\u20ac", "utf16le")),
        { type: "script", id: 2, name: "/\u00e9/a", source: "h\u20ac" },
    ],
    [
        record(12, u64(9), u32(11), u32(11), u32(4), u8(4), u8(1), u16(11)),
        { type: "stop", time: 9, tid: 11, pid: 11, stack: 4, reason: "signal", othersFrozen: true, signal: 11 },
    ],
    [record(13, u64(9), u32(11), u32(11)), { type: "resume", time: 9, tid: 11, pid: 11 }],
    [
        record(19, u64(9), u64(0x7f0000001008), u64(4), u64(3), u32(12), u32(1), u8(1), u8(2), u16(0), u32(4), u32(0), "abcd"),
        {
            type: "memory",
            time: 9,
            tid: 12,
            stack: 1,
            access: "read",
            call: null,
            atomic: true,
            address: 0x7f0000001008n,
            length: 4,
            times: 3,
            before: Buffer.from("abcd"),
            after: Buffer.alloc(0),
        },
    ],
    [record(17, u64(9), u32(12), u32(11), u16(19)), { type: "jobControl", time: 9, tid: 12, pid: 11, signal: 19 }],
    [
        record(14, u64(9), '{"processes":[],"pipes":[]}'),
        { type: "snapshot", time: 9, snapshot: { processes: [], tables: [], answers: [] } },
    ],
    [
        record(18, u64(9), u32(0), u32(0), u16(0), u32(0)),
        { type: "snapshot", time: 9, snapshot: { processes: [], tables: [], answers: [] } },
    ],
    [
        record(20, u64(9), u32(2), u32(11), u32(3), u64(0x7f0000001000), "one", u32(12), u32(0), u64(4096)),
        {
            type: "contents",
            time: 9,
            parts: [
                { pid: 11, address: 0x7f0000001000n, bytes: Buffer.from("one") },
                { pid: 12, address: 4096n, bytes: Buffer.alloc(0) },
            ],
        },
    ],
    [record(15, u64(9), u32(256), u8(1)), { type: "end", time: 9, waitStatus: 256, cause: "killed" }],
    [record(16, u64(9), "naïve"), { type: "note", time: 9, text: "naïve" }],
];
const end = record(15, u64(9), u32(0), u8(0));

describe("trace format", () => {
    let directory: string;
    let file: string;

    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        file = path.join(directory, "a.ipctrace");
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    async function read(): Promise<{ records: TraceRecord[]; warnings: string[] }> {
        const records: TraceRecord[] = [];
        const warnings: string[] = [];
        for await (const batch of readTrace(file, (sentence) => warnings.push(sentence))) records.push(...batch);
        return { records, warnings };
    }

    for (const [bytes, expected] of examples) {
        it(`reads a record ${expected.type}`, async () => {
            writeFileSync(file, Buffer.concat(expected.type === "end" ? [preamble(), bytes] : [preamble(), bytes, end]));
            const { records, warnings } = await read();
            assert.deepEqual(records[0], expected);
            assert.deepEqual(warnings, []);
        });
    }

    it("skips records of unknown types", async () => {
        writeFileSync(file, Buffer.concat([preamble(), record(999, "future"), end]));
        assert.deepEqual(
            (await read()).records.map(({ type }) => type),
            ["end"],
        );
    });

    it("reads what the writer begins", async () => {
        writeFileSync(file, `IPCTRACE${"an older trace that is much longer than the beginning of a new one".repeat(50)}`);
        chmodSync(file, 0o644);
        await createTrace(file, { ipcscope: "1.2.3", programs: [["a", "b"]], directory: "/d", payload: "all", stacks: false });
        const { records, warnings } = await read();
        assert.equal(records.length, 1);
        assert.ok(records[0]?.type === "header");
        assert.deepEqual(
            { ...records[0].header, started: "", monotonicStart: "" },
            {
                format: 2,
                minor: traceMinorVersion,
                ipcscope: "1.2.3",
                architecture: "x86_64",
                started: "",
                host: hostname(),
                monotonicStart: "",
                programs: [["a", "b"]],
                directory: "/d",
                payload: "all",
                stacks: false,
                machine: await machineHere(),
            },
        );
        assert.equal(statSync(file).mode & 0o777, 0o600);
        assert.match(warnings.join(), /has no end/);
    });

    it("writes over a trace or an empty file, and over nothing else", async () => {
        const settings = { ipcscope: "1.2.3", programs: [["a"]], directory: "/d", payload: "all", stacks: false } as const;
        for (const replaced of ["", "IPCTRACE and what follows"]) {
            writeFileSync(file, replaced);
            await createTrace(file, settings);
            assert.equal((await read()).records.length, 1);
        }
        writeFileSync(file, "int main(void) {}");
        const link = `${file}.link`;
        symlinkSync(file, link);
        await assert.rejects(createTrace(file, settings), /is no trace, and would be lost/);
        await assert.rejects(createTrace(link, settings), /cannot write the trace/);
        assert.equal(readFileSync(file, "utf8"), "int main(void) {}");
    });

    it("opens up to the last whole record, wherever it was cut off", async () => {
        const pieces = examples.filter(([, expected]) => expected.type !== "end").map(([bytes]) => bytes);
        const whole = Buffer.concat([preamble(), ...pieces, end]);
        const ends = [16];
        for (const bytes of [...pieces, end]) ends.push((ends.at(-1) ?? 0) + bytes.length);
        for (let length = 1; length < whole.length; length++) {
            writeFileSync(file, whole.subarray(0, length));
            const { records, warnings } = await read();
            assert.equal(records.length, ends.filter((offset) => offset > 16 && offset <= length).length, `cut at ${length}`);
            assert.equal(warnings.length, 1);
            assert.match(warnings[0] ?? "", ends.includes(length) ? /has no end/ : /is cut off/);
        }
    });

    const note = record(16, u64(7), "good");

    it("leaves a damaged record out, with a note in its place", async () => {
        writeFileSync(file, Buffer.concat([preamble(), note, record(4, u64(9)), record(1, "null"), record(10, u32(1)), note, end]));
        const { records, warnings } = await read();
        const damaged = (offset: number): TraceRecord => ({
            type: "note",
            time: 7,
            text: `The record at byte ${offset} is damaged, and left out.`,
        });
        const good = { type: "note", time: 7, text: "good" };
        assert.deepEqual(records.slice(0, -1), [good, damaged(36), damaged(52), damaged(64), good]);
        assert.match(warnings.join(), /^'[^']*' has 3 damaged records, which are left out\.$/);
    });

    const heads: readonly (readonly [string, Buffer])[] = [
        ["zeros", Buffer.alloc(1000)],
        ["a length of 4 GiB", Buffer.concat([u32(0xffffffff), u16(3), u16(0), Buffer.alloc(100)])],
        ["a task of 1 MiB", Buffer.concat([u32(1 << 20), u16(2), u16(0), Buffer.alloc(1 << 20)])],
        ["bytes where zero should be", Buffer.concat([u32(8), u16(3), u16(1), Buffer.alloc(8)])],
    ];
    for (const [what, bytes] of heads) {
        it(`stops at ${what}, and says where`, async () => {
            writeFileSync(file, Buffer.concat([preamble(), note, bytes, end]));
            const { records, warnings } = await read();
            assert.deepEqual(
                records.map(({ type }) => type),
                ["note"],
            );
            assert.match(warnings.join(), /^'[^']*' is damaged at byte 36; going on with the 1 whole record before it\.$/);
        });
    }

    describe("blocks", () => {
        const others = examples.filter(([, expected]) => expected.type !== "end");
        const records = others.map(([bytes]) => bytes);

        it("have the records that stand in them, among others that do not", async () => {
            writeFileSync(file, Buffer.concat([preamble(2), block(...records), note, block(note), block(), block(...records), end]));
            const inBlocks = await read();
            writeFileSync(file, Buffer.concat([preamble(), ...records, note, note, ...records, end]));
            const plainly = await read();
            assert.deepEqual(structuredClone(inBlocks), structuredClone(plainly)); // Without the difference of Buffer and Uint8Array.
            assert.equal(inBlocks.records.length, 2 * records.length + 3);
        });

        it("are whole or not there, wherever the trace was cut off", async () => {
            const whole = Buffer.concat([preamble(2), block(note, note), block(note)]);
            const [first, second] = [16 + block(note, note).length, whole.length];
            for (let length = 17; length <= whole.length; length++) {
                writeFileSync(file, whole.subarray(0, length));
                const found = await read();
                assert.equal(found.records.length, length === second ? 3 : length >= first ? 2 : 0, `cut at ${length}`);
                assert.match(found.warnings.join(), [first, second].includes(length) ? /has no end/ : /is cut off/);
            }
        });

        const damaged = block(note, note);
        const changed = (at: number, value: number): Buffer => {
            const bytes = Buffer.from(damaged);
            bytes.writeUInt32LE(value >>> 0, at);
            return bytes;
        };
        const faults: readonly (readonly [string, Buffer, number])[] = [
            ["whose data is damaged", changed(16, 0xffffffff), 0],
            ["with another sum", changed(12, 5), 0],
            ["that claims less", changed(8, 5), 0],
            ["that claims more than a block may have", changed(8, 0xfffffff0), 0],
            ["without data", record(21), 0],
            ["with half a record", block(note, note.subarray(0, -1)), 1],
            ["in which a block stands", block(note, block(note), note), 1],
            ["of zeros", block(note, Buffer.alloc(100)), 1],
            ["that is longer than any", block(...new Array<Buffer>(60_000).fill(note)), 0],
        ];
        for (const [what, bytes, before] of faults) {
            it(`${what} are left out, with a note in their place`, async () => {
                writeFileSync(file, Buffer.concat([preamble(2), note, bytes, note, end]));
                const found = await read();
                assert.deepEqual(
                    found.records.slice(0, -1).map((each) => (each.type === "note" ? each.text : each.type)),
                    [
                        "good",
                        ...new Array<string>(before).fill("good"),
                        "The block of records at byte 36 is damaged, and left out.",
                        "good",
                    ],
                );
                assert.match(found.warnings.join(), /has a damaged record, which is left out\.$/);
            });
        }

        it("may have the end in them, after which nothing is read", async () => {
            writeFileSync(file, Buffer.concat([preamble(2), block(note, end, note), note]));
            const found = await read();
            assert.deepEqual(
                found.records.map(({ type }) => type),
                ["note", "end"],
            );
        });

        it("of which one record is damaged have the others", async () => {
            writeFileSync(file, Buffer.concat([preamble(2), block(note, record(4, u64(9)), note), end]));
            const found = await read();
            assert.deepEqual(
                found.records.slice(0, -1).map((each) => (each.type === "note" ? each.text : each.type)),
                ["good", "The record at byte 16 is damaged, and left out.", "good"],
            );
        });
    });

    /** Bytes that this process reads while `work` is done (proc(5), /proc/PID/io). */
    async function bytesRead(work: () => Promise<unknown>): Promise<number> {
        const now = (): number => Number(/^rchar: (\d+)$/m.exec(readFileSync("/proc/self/io", "utf8"))?.[1]);
        const before = now();
        await work();
        return now() - before;
    }

    it("does not read 5 GB of zeros, whether they follow a record, a head or the end", async () => {
        const head = Buffer.concat([u32(1 << 30), u16(3), u16(0)]);
        for (const [last, length, warning] of [
            [note, 5e9, /is damaged at byte 36/],
            [Buffer.concat([u32(0xffffffff), u16(3), u16(0)]), 5e9, /is damaged at byte 16/],
            [head, 1e9, /is cut off in the middle of a record/],
            [end, 5e9, /has 4999999963 bytes, which are no part of the trace, after its end/],
        ] as const) {
            writeFileSync(file, Buffer.concat([preamble(), last]));
            truncateSync(file, length);
            let warnings: string[] = [];
            const amount = await bytesRead(async () => ({ warnings } = await read()));
            assert.match(warnings.join(), warning);
            assert.ok(amount < 1 << 24, `${amount} bytes`);
        }
    });

    it("says how many bytes follow the end", async () => {
        writeFileSync(file, Buffer.concat([preamble(), end, note, Buffer.from("x")]));
        const { records, warnings } = await read();
        assert.equal(records.length, 1);
        assert.match(warnings.join(), /^'[^']*' has 21 bytes, which are no part of the trace, after its end\.$/);
    });

    it("refuses what is not a trace, and other versions", async () => {
        for (const content of ["", "#!/bin/sh\necho a script\n", "IPC"]) {
            writeFileSync(file, content);
            if (content === "IPC") assert.match((await read()).warnings.join(), /cut off/);
            else await assert.rejects(read(), /is not a trace/);
        }
        writeFileSync(file, Buffer.concat([preamble(7), end]));
        await assert.rejects(read(), /is in version 7 of the trace format; this ipcscope reads versions 1 and 2; a newer one is needed\.$/);
        rmSync(file);
        await assert.rejects(read(), /cannot read .*: No such file or directory/);
        file = directory;
        await assert.rejects(read(), /Is a directory/);
    });

    it("keeps the bytes of a capture when the next chunk is read", async () => {
        const call = (letter: string): Buffer =>
            record(
                5,
                u64(7),
                u32(1),
                u32(0),
                u64(5),
                u16(1),
                u16(0),
                u8(0),
                u8(0),
                u16(0),
                u32(400_000),
                u64(400_000),
                letter.repeat(400_000),
            );
        writeFileSync(file, Buffer.concat([preamble(), ..."abcdefgh".split("").map(call), end]));
        const { records } = await read();
        const letters = records.map((one) => (one.type === "exit" ? String.fromCharCode(one.captures[0]?.bytes[399_999] ?? 0) : ""));
        assert.equal(letters.join(""), "abcdefgh");
        assert.equal(readFileSync(file).length, 16 + 8 * (8 + 24 + 4 + 16 + 400_000) + 21);
    });
});
