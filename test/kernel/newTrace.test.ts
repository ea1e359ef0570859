/** `record -o FILE` destroys nothing: what stands there stays until the recording has begun, and what is no trace stays. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
    existsSync,
    lstatSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    readlinkSync,
    rmSync,
    statSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { version } from "../../package.json";
import { createTrace } from "../../tracer/traceFile/createTrace";
import { readTrace } from "../../tracer/traceFile/readTrace";
import type { TraceHeader } from "../../tracer/trace/record";
import { ipcscope, runIpcscope, type CommandResult } from "./commandLine";
import { until } from "../patience";

async function headerOf(trace: string): Promise<TraceHeader> {
    for await (const [first] of readTrace(trace, () => undefined)) {
        if (first?.type === "header") return first.header;
    }
    throw new Error(`${trace} has no header`);
}

describe("the file of a new trace", () => {
    let directory: string;
    let running: ChildProcess[];

    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        running = [];
    });
    afterEach(() => {
        for (const recorder of running) recorder.kill("SIGKILL");
        rmSync(directory, { recursive: true });
    });

    const at = (name: string): string => path.join(directory, name);
    const record = (...words: string[]): CommandResult => runIpcscope(directory, "record", ...words);

    /** Resolves when the recording has begun. */
    async function recordInBackground(...words: string[]): Promise<ChildProcess> {
        const recorder = spawn(ipcscope, ["record", ...words, "--", "sh", "-c", "echo begun; exec sleep 1000"], {
            cwd: directory,
            stdio: ["ignore", "pipe", "ignore"],
        });
        running.push(recorder);
        await once(recorder.stdout as NodeJS.ReadableStream, "data");
        return recorder;
    }

    function assertRefused(result: CommandResult, sentence: RegExp): void {
        assert.match(result.stderr, /^ipcscope: [^\n]+\.\n$/);
        assert.match(result.stderr, sentence);
        assert.equal(result.status, 125);
    }

    it("stays as it was when no program can be started", () => {
        record("-o", "t", "--", "echo", "the first");
        const before = readFileSync(at("t"));
        assert.equal(record("-o", "t", "--", "./missing").status, 127);
        writeFileSync(at("text"), "text");
        assert.equal(record("-o", "t", "--", "./text").status, 126);
        assert.deepEqual(readFileSync(at("t")), before);
        assert.deepEqual(readdirSync(directory).sort(), ["t", "text"]);
        // A program of that name whose last build failed.
        record("-o", "a.out.ipctrace", "--", "echo", "the first");
        record("--", "./a.out");
        assert.ok(statSync(at("a.out.ipctrace")).size > 1000);
    });

    it("is no other file, unless forced", () => {
        writeFileSync(at("main.c"), "int main(void) {}\n");
        assertRefused(record("-o", "main.c", "--", "true"), /'main\.c' is no trace, and would be lost/);
        assert.equal(readFileSync(at("main.c"), "utf8"), "int main(void) {}\n");
        assert.equal(record("-o", "main.c", "--force", "--", "true").status, 0);
        assert.equal(readFileSync(at("main.c")).toString("latin1", 0, 8), "IPCTRACE");
    });

    it("may be an empty one", () => {
        writeFileSync(at("t"), "");
        assert.equal(record("-o", "t", "--", "true").status, 0);
        assert.ok(statSync(at("t")).size > 1000);
    });

    it("is no link: its target stays, also when the link is replaced", () => {
        writeFileSync(at("target"), "mine");
        symlinkSync("target", at("link"));
        symlinkSync("nowhere", at("dangling"));
        for (const link of ["link", "dangling"]) assertRefused(record("-o", link, "--", "true"), /is a symbolic link/);
        assert.equal(readlinkSync(at("link")), "target");
        assert.equal(record("-o", "link", "--force", "--", "true").status, 0);
        assert.ok(lstatSync(at("link")).isFile());
        assert.equal(readFileSync(at("target"), "utf8"), "mine");
        assert.ok(!existsSync(at("nowhere")));
    });

    it("is no link where it is first written", () => {
        writeFileSync(at("target"), "mine");
        symlinkSync("target", at("t.part"));
        assertRefused(record("-o", "t", "--", "true"), /'t\.part' is in the way/);
        rmSync(at("t.part"));
        writeFileSync(at("t.part"), "mine too");
        assertRefused(record("-o", "t", "--", "true"), /'t\.part' is in the way/);
        assert.deepEqual([readFileSync(at("target"), "utf8"), readFileSync(at("t.part"), "utf8")], ["mine", "mine too"]);
    });

    it("belongs to one recording at a time", async () => {
        const first = await recordInBackground("-o", "t");
        const before = statSync(at("t")).ino;
        assertRefused(record("-o", "t", "--", "true"), /'t' is being written by another recording/);
        assertRefused(record("-o", "t", "--force", "--", "true"), /'t' is being written by another recording/);
        assert.equal(statSync(at("t")).ino, before);
        first.kill();
        await once(first, "exit");
        assert.equal(record("-o", "t", "--", "true").status, 0);
    });

    it("goes to one of many that begin at the same moment", async () => {
        const count = 12;
        const recorders = Array.from({ length: count }, () =>
            spawn(ipcscope, ["record", "-o", "t", "--", "sleep", "1"], { cwd: directory, stdio: "ignore" }),
        );
        const codes = await Promise.all(recorders.map(async (recorder) => ((await once(recorder, "exit")) as [number])[0]));
        assert.deepEqual(
            codes.sort((one, other) => one - other),
            [0, ...Array<number>(count - 1).fill(125)],
        );
        assert.deepEqual(readdirSync(directory), ["t"]);
    });

    it("is taken over from a recording that was killed before it began", () => {
        writeFileSync(at("t.part"), "IPCTRACE and what came of it");
        assert.equal(record("-o", "t", "--", "true").status, 0);
        assert.deepEqual(readdirSync(directory), ["t"]);
    });

    it("begins as those that the editor makes", async () => {
        record("-o", "t", "--payload", "12", "--also", "echo 'a b'", "--", "printf", '\xff"\u0001ä');
        await createTrace(at("other"), { ipcscope: version, programs: [], directory, payload: 12, stacks: true });
        const [header, other] = await Promise.all([headerOf(at("t")), headerOf(at("other"))]);
        assert.deepEqual(
            { ...header, started: "", monotonicStart: "" },
            {
                ...other,
                started: "",
                monotonicStart: "",
                programs: [
                    ["printf", '\xff"\u0001ä'],
                    ["echo", "a b"],
                ],
            },
        );
        assert.ok(Math.abs(Date.parse(other.started) - Date.parse(header.started)) < 60_000);
        assert.match(header.monotonicStart, /^\d{9,}$/);
        assert.equal(header.host, hostname());
    });

    it("can be read while it grows", async () => {
        await recordInBackground("-o", "t");
        let told = "";
        await until(
            () => /sent 6 bytes/.test((told = runIpcscope(directory, "events", "t").stdout)),
            () => told,
        );
    });
});
