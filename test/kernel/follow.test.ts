/** `ipcscope events --follow`: a recording from another terminal, up to its end. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { until } from "../patience";
import { preamble, record, u32, u64, u8 } from "../unit/traceBytes";
import { ipcscope, runIpcscope } from "./commandLine";
import { WaitingProgram } from "./waitingProgram";

class Follower {
    private readonly process: ChildProcess;
    output = "";
    errors = "";
    private ended: { readonly status: number | null } | null = null;

    constructor(directory: string, ...words: readonly string[]) {
        this.process = spawn(ipcscope, ["events", "--follow", ...words, "t"], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
        this.process.stdout?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
        this.process.stderr?.setEncoding("utf8").on("data", (text: string) => (this.errors += text));
        this.process.on("close", (status) => (this.ended = { status }));
    }

    async shows(text: RegExp): Promise<void> {
        await until(
            () => text.test(this.output),
            () => `${String(text)} is shown; so far:\n${this.output}${this.errors}`,
        );
    }

    async end(): Promise<number | null> {
        await until(
            () => this.ended !== null,
            () => "following ends",
        );
        return this.ended?.status ?? null;
    }

    abandon(): void {
        if (this.ended === null) this.process.kill("SIGKILL");
    }
}

describe("following a recording", () => {
    let directory: string;
    let program: WaitingProgram;
    let follower: Follower | undefined;

    beforeEach(async () => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        program = new WaitingProgram(directory);
        await program.untilAllWait();
    });
    afterEach(() => {
        follower?.abandon();
        program.abandon();
        rmSync(directory, { recursive: true });
    });

    it("shows what happens while it happens, and ends with the recording", async () => {
        follower = new Follower(directory);
        await follower.shows(/p3 is in read/);
        assert.doesNotMatch(follower.output, /gets SIGINT/);
        await program.signalAll("SIGINT");
        assert.equal(await follower.end(), 0);
        assert.equal(follower.errors, "");
        assert.match(follower.output, /p2 gets SIGINT[^]*All processes have ended\.\n$/);
    });

    it("shows the same events as a look at the whole trace", async () => {
        follower = new Follower(directory, "--json");
        await follower.shows(/callBlocked/);
        await program.signalAll("SIGINT");
        assert.equal(await follower.end(), 0);
        assert.equal(follower.output, runIpcscope(directory, "events", "--json", "t").stdout);
    });

    it("ends when nobody writes the trace any more, and says so", async () => {
        follower = new Follower(directory);
        await follower.shows(/p3 is in read/);
        await program.killEngine();
        assert.equal(await follower.end(), 0);
        assert.match(follower.errors, /^ipcscope: warning: 't' has no end, and nobody writes it any more: it was cut off\.\n$/);
    });

    it("ends at the last event that is asked for", async () => {
        follower = new Follower(directory, "--all", "--until", "5");
        assert.equal(await follower.end(), 0);
        assert.equal(follower.output.trimEnd().split("\n").length, 5);
    });

    it("says that a trace goes on after its end", async () => {
        const [end, stray] = [record(15, u64(9), u32(0), u8(0)), "stray"];
        writeFileSync(path.join(directory, "t"), Buffer.concat([preamble(), end, Buffer.from(stray)]));
        follower = new Follower(directory);
        assert.equal(await follower.end(), 0);
        assert.equal(follower.errors, "ipcscope: warning: 't' has 5 bytes, which are no part of the trace, after its end.\n");
    });

    it("of what is no trace, or not there, fails with one sentence", () => {
        for (const [file, sentence] of [
            ["none", /^ipcscope: cannot read 'none': No such file or directory\.\n$/],
            ["text", /^ipcscope: 'text' is not a trace of ipcscope\.\n$/],
        ] as const) {
            writeFileSync(path.join(directory, "text"), "no trace at all");
            const { status, stderr } = runIpcscope(directory, "events", "--follow", file);
            assert.equal(status, 2);
            assert.match(stderr, sentence);
        }
    });
});
