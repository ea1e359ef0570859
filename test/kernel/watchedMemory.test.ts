/** `record --watch-memory`: each access to shared memory is in the trace, and the programs notice nothing. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { Event } from "../../tracer/model/event";
import type { MemoryEvent } from "../../tracer/model/owners/memoryEvents";
import { until } from "../patience";
import { buildPrograms } from "./buildPrograms";
import { runIpcscope } from "./commandLine";
import { engineRecording } from "./engineRecording";
import { TracedPrograms } from "./tracedPrograms";
import { differenceWhenRecorded, watchedSamples } from "./transparencyCases";

const programs = path.resolve(__dirname, "../programs/build");

/** How many random programs are recorded; `npm run watched-random` records 20. */
const seeds = Number(process.env["WATCHED_SEEDS"] ?? 3);

interface Told {
    readonly kind: string;
    readonly line: number;
    readonly offset: number;
    readonly before: string;
    readonly after: string;
}

describe("watched memory", () => {
    buildPrograms();
    let directory: string;

    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    function record(name: string, ...words: readonly string[]): string {
        const command = [path.join(programs, name), ...words];
        const { status, stdout, stderr } = runIpcscope(directory, "record", "--watch-memory", "-o", "t", "--", ...command);
        assert.deepEqual([status, stderr], [0, ""]);
        return stdout;
    }

    async function recordedEvents(trace = path.join(directory, "t")): Promise<readonly Event[]> {
        const all: Event[] = [];
        for await (const { events } of interpretTrace(trace)) all.push(...events);
        return all;
    }

    for (let seed = 1; seed <= seeds; seed++) {
        it(`tells each of 10,000 accesses of four processes, in order, with line and bytes (seed ${seed})`, async () => {
            const printed = record("watched_memory", String(seed), "2500", "4");
            const events = await recordedEvents();
            const children = events.flatMap((event) => (event.kind === "processForked" ? [event.child] : []));
            for (const [index, child] of children.entries()) {
                const accesses = events.filter(isAccess).filter((event) => event.process === child);
                assert.deepEqual(accesses.flatMap(told), printedBy(index, printed));
            }
            assert.equal(printed.split("\n").length - 1, 10_000);
        });
    }

    it("knows of each instruction what it does with memory", async () => {
        const printed = record("watched_instructions");
        const accesses = (await recordedEvents()).filter(isAccess);
        const start = accesses.reduce((lowest, { address }) => (address < lowest ? address : lowest), 1n << 62n) & ~0xfffn;
        const lines = accesses.flatMap((event) => {
            const line = `${event.atomic === true ? "a" : kindOf(event)} ${event.address - start} ${event.length}\n`;
            return Array.from({ length: event.times ?? 1 }, () => line);
        });
        assert.equal(lines.join(""), printed);
        assert.ok(accesses.every(({ atomic }) => atomic !== undefined));
    });

    it("misses nothing of threads that use memory at once", async () => {
        assert.equal(record("watched_threads", "4", "300"), "1200\n");
        const accesses = (await recordedEvents()).filter(isAccess);
        const counts = accesses.flatMap((event) => (event.kind === "memoryWritten" && event.read === true ? [event] : []));
        const numbers = counts.map(({ before, data }) => [numberIn(before), numberIn(data)]);
        assert.deepEqual(
            numbers,
            Array.from({ length: 1200 }, (_, index) => [index, index + 1]),
        );
        for (const tid of new Set(counts.map((event) => event.tid))) {
            const slots = accesses.filter((event) => event.kind === "memoryWritten" && event.read !== true && event.tid === tid);
            assert.deepEqual(
                slots.flatMap(told).map(({ after }) => numberIn(Buffer.from(after, "hex"))),
                Array.from({ length: 300 }, (_, index) => index),
            );
        }
    });

    for (const [what, mode] of [
        ["hands the memory to calls", "call"],
        ["maps other memory in its place", "replace"],
    ] as const) {
        it(`misses nothing of a thread while another one ${what}`, async () => {
            const times = 500;
            assert.equal(record("watched_neighbours", mode, String(times)), `${times}\n`);
            const reads = (await recordedEvents()).filter((event) => event.kind === "memoryRead" && event.call === undefined);
            const ofSecond = reads.filter(isAccess).filter(({ offset }) => offset === 4);
            assert.equal(
                ofSecond.reduce((sum, { times: count = 1 }) => sum + count, 0),
                times,
            );
        });
    }

    it("leaves a program its faults, its protections and what it does about SIGSEGV", () => {
        const alone = spawnSync(path.join(programs, "watched_faults"), { encoding: "utf8" });
        for (let time = 0; time < 3; time++) assert.equal(record("watched_faults"), alone.stdout);
    });

    for (const sample of watchedSamples()) {
        it(`leaves the sample ${sample.name} as it is`, () => assert.equal(differenceWhenRecorded(sample), undefined));
    }

    it("tells what calls read and write there", async () => {
        record("watched_faults");
        const byCalls = (await recordedEvents()).filter(isAccess).filter(({ call }) => call !== undefined);
        assert.deepEqual(
            byCalls.map((event) => `${event.call} ${kindOf(event)} ${event.offset} ${event.length}`),
            ["writev r 4196 6", "read w 4296 9", "readv w 4396 2", "write r 0 3"],
        );
    });

    it("lets the calls find futex words that memory names", async () => {
        assert.equal(record("futex_words"), "done\n");
        const reads = (await recordedEvents()).filter(isAccess).filter(({ call }) => call === "futex_waitv");
        // The first wait reads one word, the second two.
        assert.deepEqual(
            reads.slice(0, 3).map((event) => `${kindOf(event)} ${event.offset} ${event.length}`),
            ["r 0 4", "r 0 4", "r 4 4"],
        );
    });

    it("counts what a reader that spins finds unchanged", async () => {
        record("watched_spin", "0");
        const [parent, child] = ["p1", "p2"];
        const accesses = (await recordedEvents()).filter(isAccess);
        const write = accesses.findIndex((event) => event.process === child);
        const reads = accesses.filter((event) => event.process === parent && event.kind === "memoryRead");
        const before = accesses.slice(0, write);
        assert.ok(before.every((event) => event.kind === "memoryRead" && numberIn(event.data) === 0));
        assert.ok(before.reduce((sum, { times = 1 }) => sum + times, 0) > 10 * before.length);
        assert.deepEqual(
            reads.slice(before.length).map((event) => [numberIn("data" in event ? event.data : undefined), event.times]),
            [
                [5, undefined],
                [5, undefined],
                [0, undefined],
            ],
        );
    });

    it("begins and ends while the programs run", async () => {
        const traced = await TracedPrograms.start([path.join(programs, "watched_live")]);
        try {
            const trace = path.join(traced.control.directory, "test.ipctrace");
            const { pid } = await traced.next("held", ({ reason }) => reason === "launch");
            await traced.control.release(pid);
            await until(
                () => traced.output.includes("\n"),
                () => "the child has begun",
            );
            const child = Number(traced.output);
            await sleep(20);
            await traced.control.watchMemory(true);
            const enough = 100_000;
            await until(
                () => statSync(trace).size > enough,
                () => "accesses are recorded",
            );
            await traced.control.watchMemory(false);
            await untilAtRest(trace);
            process.kill(child, "SIGUSR1");
            assert.deepEqual(await traced.finish(), { output: `${child}\n0 1\n`, waitStatus: 0 });
            const accesses = (await recordedEvents(trace)).filter(isAccess);
            const values = accesses.map((event) => numberIn("data" in event ? event.data : undefined));
            const [first = 0] = values;
            assert.ok(first > 1);
            assert.deepEqual(
                values,
                values.map((_, index) => first + index),
            );
        } finally {
            await traced.dispose();
        }
    });

    it("lets a busy page go, and says so", async () => {
        const command = [path.join(programs, "watched_spin"), "3000"];
        const trace = await engineRecording(command, directory, { watchMemory: true, watchLimit: 2000 });
        const events = await recordedEvents(trace);
        const writes = events.filter((event) => event.kind === "memoryWritten" && event.process === "p1");
        assert.equal(writes.length, 2001);
        const notes = events.flatMap((event) => (event.kind === "traceNote" ? [event.text] : []));
        assert.deepEqual(
            notes.map((text) => text.replace(/(?:0x)?\b[0-9a-f]*\d[0-9a-f]*\b|0x[0-9a-f]+/g, "N")),
            ["Process N has used the shared memory from N to N N times: its further accesses there are not recorded."],
        );
    });
});

/** A child that is still watched would make the trace grow for ever. */
async function untilAtRest(trace: string): Promise<void> {
    for (let size = -1; size !== statSync(trace).size; await sleep(200)) size = statSync(trace).size;
}

function isAccess(event: Event): event is MemoryEvent {
    return event.kind === "memoryRead" || event.kind === "memoryWritten" || event.kind === "memoryAccessed";
}

function kindOf(event: MemoryEvent): string {
    if (event.kind === "memoryRead") return "r";
    if (event.kind === "memoryAccessed") return "?";
    return event.read === true ? "x" : "w";
}

function numberIn(bytes: Uint8Array | undefined): number {
    return bytes === undefined ? -1 : Buffer.from(bytes).readUInt32LE();
}

function told(event: MemoryEvent): readonly Told[] {
    const data = "data" in event ? hexadecimal(event.data) : "";
    const isRead = event.kind === "memoryRead";
    const one = {
        kind: kindOf(event),
        line: event.source?.line ?? 0,
        offset: event.offset ?? -1,
        before: isRead ? data : "before" in event ? hexadecimal(event.before) : "",
        after: isRead ? "" : data,
    };
    assert.equal(event.length, (isRead ? one.before : one.after).length / 2);
    return Array.from({ length: event.times ?? 1 }, () => one);
}

function hexadecimal(bytes: Uint8Array | undefined): string {
    return Buffer.from(bytes ?? []).toString("hex");
}

/** A line: process, kind, line of the source, offset, length, the bytes before and after. */
function printedBy(index: number, printed: string): readonly Told[] {
    return printed
        .split("\n")
        .map((text) => text.split(" "))
        .filter(([process]) => process === String(index))
        .map(([, kind = "", line, offset, , before = "", after = ""]) => ({
            kind,
            line: Number(line),
            offset: Number(offset),
            before,
            after,
        }));
}
