/** The samples in TypeScript: alone, recorded at full speed, and under the judge. */
import assert from "node:assert/strict";
import { buildSync } from "esbuild";
import { copyFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { assertGolden } from "../golden/goldenText";
import { lineByLine } from "./lineByLine";
import { RealProgram } from "./recordedProgram";
import { sampleLines } from "./sampleLines";

const samples = path.resolve(__dirname, "../../samples/ts");

interface Sample {
    readonly name: string;
    /** Lines of it, which may come in another order each time. */
    readonly prints: readonly string[];
    /** What the recording tells, beside what it prints. */
    readonly tells: readonly RegExp[];
}

/** As `ls` does without options. */
const shownInEtc = readdirSync("/etc").filter((name) => !name.startsWith("."));

const list: readonly Sample[] = [
    {
        name: "ls_wc",
        prints: [String(shownInEtc.length)],
        tells: [/shutdown shut socket\d+ down for writing\. +\[begun at .*ls_wc\.ts:13\]/],
    },
    {
        name: "fork_messages",
        prints: [9, 49, 144, 900].map((each) => `parent: ${each}`),
        tells: [/sent 13 bytes to socket\d+: JSON {"square":7}\./],
    },
    { name: "echo", prints: [1, 2, 3].map((each) => `client ${each}: hello from ${each}`), tells: [/accept4/] },
    { name: "fifo", prints: ["consumer: 3 lines"], tells: [/wrote 7 bytes into the FIFO .*: “line 1\\n”/] },
    { name: "signals", prints: ["child: SIGUSR2", "child: SIGTERM", "parent: the child ended with 3"], tells: [/gets SIGUSR2 from p1/] },
    {
        name: "cluster",
        prints: ["client: worker 1", "client: worker 2"],
        tells: [
            /passed descriptor \d+ of socket\d+/,
            /sent \d+ bytes to socket\d+: NODE_HANDLE of Node itself, which passes a net\.Native/,
        ],
    },
    { name: "back_pressure", prints: ["1048576"], tells: [/p1 marks: full after \d+ blocks/] },
    {
        name: "worker_pool",
        prints: ["a worker is done", "a worker is done"],
        tells: [/p1 is in write\(\d+\): the FIFO is full/, /wrote 8192 of 32768 bytes into the FIFO .*\[begun at .*worker_pool\.ts:28\]/],
    },
    {
        name: "worker_threads",
        prints: ["main: the worker waits", "worker: the number is 42"],
        tells: [/“worker: the number is 42\\n”\. +\[.*worker_threads\.ts:24\]/],
    },
    {
        name: "tcp",
        prints: ["client: you said: hello"],
        tells: [/listen made socket\d+/, /sent 5 bytes to socket\d+: “hello”/, /accept4 returned .*\[begun at .*tcp\.ts:14\]/],
    },
    {
        name: "mixed",
        prints: ["child: the sum is 12", "parent: the file says 12"],
        tells: [/mmap mapped 4096 bytes of the file .*sum.*shared/],
    },
    { name: "broken_undrained", prints: ["parent: the child still waits"], tells: [/p\d is in write\(1\)/] },
    { name: "broken_stdin", prints: ["parent: wc still waits"], tells: [/p2 is in read\(0\)/] },
];

/**
 * On a busy machine a program may do something else: a cluster's primary reads two messages at once, so that it is not certain what it does for which.
 * Then the sample is recorded again.
 */
const timesLate = 3;

interface Found {
    readonly sample: string;
    readonly known: number;
    readonly unknown: readonly string[];
}

/** Of the samples that have run. */
const found: Found[] = [];

function sorted(text: string): readonly string[] {
    return text
        .split("\n")
        .filter((line) => line !== "")
        .toSorted();
}

for (const { name, prints, tells } of list) {
    describe(`samples/ts/${name}.ts`, () => {
        const program = new RealProgram(`exec node ${name}.mjs${name === "mixed" ? " mixed_child.c" : ""}\n`);
        before(() => {
            const outfile = path.join(program.directory, `${name}.mjs`);
            buildSync({
                entryPoints: [path.join(samples, `${name}.ts`)],
                outfile,
                bundle: true,
                platform: "node",
                format: "esm",
                sourcemap: "inline",
            });
            copyFileSync(path.join(samples, "mixed_child.c"), path.join(program.directory, "mixed_child.c"));
        });
        after(() => program.remove());

        it("does the same recorded as alone, and each line is right", async () => {
            const alone = program.alone();
            assert.deepEqual([alone.status, sorted(alone.output)], [0, prints.toSorted()]);
            const recorded = program.recorded();
            assert.deepEqual([recorded.status, sorted(recorded.output), recorded.complaints], [0, prints.toSorted(), alone.complaints]);
            assert.deepEqual(program.faults(), []);
            const events = program.events();
            const untold = tells.filter((each) => !events.some((line) => each.test(line)));
            assert.deepEqual(untold, []);
            const lines = await sampleLines(path.join(samples, `${name}.ts`), `${name}.mjs`, program.trace);
            assert.deepEqual({ wrong: lines.wrong, missing: lines.missing }, { wrong: [], missing: [] });
            found.push({ sample: name, known: lines.known, unknown: lines.unknown });
        }).retries(timesLate);

        it("does line by line what is kept", async () => {
            assertGolden(`typescript/${name}`, "events.txt", await lineByLine(`${name}.mjs`, program.trace));
        });

        it("is as the kernel says", () => assert.deepEqual(program.differences(), []));
    });
}

describe("events that the code of the samples in samples/ts has caused", () => {
    before(function () {
        if (found.length < list.length) this.skip();
    });

    it("have their line: 95 of 100", () => assert.ok(share(found) >= 0.95));
});

/** Says what it counts. */
function share(samples: readonly Found[]): number {
    const known = samples.reduce((sum, sample) => sum + sample.known, 0);
    const unknown = samples.flatMap((sample) => sample.unknown.map((event) => `${sample.sample}: ${event}`));
    const all = known + unknown.length;
    const words = [...new Set(unknown)].map((word) => `${unknown.filter((each) => each === word).length} × ${word}`);
    console.log(`        ${known} of ${all} events, ${((100 * known) / all).toFixed(1)} %. Without a line: ${words.join(", ")}.`);
    return known / all;
}
