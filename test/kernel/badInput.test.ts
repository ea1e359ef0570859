/** What cannot work is said in one clear sentence, and nothing is left running. */
import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPrograms } from "./buildPrograms";
import { ipcscope, runIpcscope, type CommandResult } from "./commandLine";
import { SeededRandom } from "./random/seededRandom";
import { patience, until } from "../patience";

const programs = path.resolve(__dirname, "../programs/build");

describe("bad input", () => {
    let directory: string;

    before(buildPrograms);
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    const run = (...words: string[]): CommandResult => runIpcscope(directory, ...words);
    const runIn = (program: string, ...words: string[]): CommandResult => {
        const { status, signal, stdout, stderr } = spawnSync(program, words, {
            cwd: directory,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "pipe"],
            timeout: patience,
        });
        return { status, signal, stdout, stderr };
    };

    function assertSentence(result: CommandResult, status: number, sentence: RegExp): void {
        assert.match(result.stderr, /^ipcscope: [^\n]+[.?]\n$/, "one sentence");
        assert.match(result.stderr, sentence);
        assert.equal(result.status, status);
    }

    const executable = (name: string, content: string | Buffer): void => {
        writeFileSync(path.join(directory, name), content);
        chmodSync(path.join(directory, name), 0o755);
    };

    it("words that make no sense", () => {
        assertSentence(run("recrod"), 2, /'recrod' is not a command\. Did you mean 'record'\?/);
        assertSentence(run("xyzzy"), 2, /'xyzzy' is not a command\. See 'ipcscope --help'\./);
        assertSentence(run("events"), 2, /missing required argument 'trace'/);
        assertSentence(run("events", "--jsn", "t"), 2, /unknown option '--jsn'/);
        assertSentence(run("record"), 2, /missing required argument 'program'/);
        assertSentence(run("record", "--payload", "much", "--", "true"), 2, /--payload is a number of bytes, 'all' or 'none', not 'much'/);
        assertSentence(run("record", "--also", "echo 'a", "--", "true"), 2, /a quote is not closed in --also 'echo 'a'\./);
        assertSentence(run("record", "--also", "", "--", "true"), 2, /--also needs a program/);
        assertSentence(run("verify"), 2, /missing required argument 'program'/);
        assertSentence(run("verify", "--trace", "t", "--", "true"), 2, /a program or checks the recording of --trace, not both/);
        assertSentence(run("verify", "--trace", "t"), 2, /cannot read 't': No such file or directory/);
        assert.deepEqual(readdirSync(directory), []);
    });

    it("programs that cannot be started leave no trace", () => {
        mkdirSync(path.join(directory, "folder"));
        writeFileSync(path.join(directory, "text"), "hello\n");
        executable("noshebang", "echo hello\n");
        executable("badinterpreter", "#!/no/such/interpreter\n");
        executable("foreign", Buffer.concat([Buffer.from("7f454c460201010000000000000000000200b70001000000", "hex"), Buffer.alloc(200)]));
        const before = readdirSync(directory);
        for (const command of ["record", "verify"]) {
            assertSentence(run(command, "--", "no-such-program"), 127, /no program 'no-such-program'/);
            assertSentence(run(command, "--", "./missing"), 127, /no program \.\/missing/);
            assertSentence(run(command, "--", "./folder"), 126, /directory/);
            assertSentence(run(command, "--", "./text"), 126, /not executable/);
            assertSentence(run(command, "--", "./noshebang"), 126, /#!/);
            assertSentence(run(command, "--", "./badinterpreter"), 127, /interpreter/);
            assertSentence(run(command, "--", "./foreign"), 126, /ARM64/);
        }
        assert.deepEqual(readdirSync(directory), before);
    });

    it("traces that cannot be written", () => {
        assertSentence(run("record", "-o", "/dev/full", "--", "true"), 125, /'\/dev\/full': it is no regular file/);
        assertSentence(run("record", "-o", "missing/t", "--", "true"), 125, /missing\/t.*No such file or directory/);
        assertSentence(run("record", "-o", ".", "--", "true"), 125, /Is a directory/);
    });

    it("no folder for the trace of verify", () => {
        const environment = { ...process.env, TMPDIR: path.join(directory, "missing") };
        const { status, stderr } = spawnSync(ipcscope, ["verify", "--", "true"], { cwd: directory, encoding: "utf8", env: environment });
        assert.deepEqual(
            [status, stderr],
            [125, `ipcscope: cannot write a trace to the folder '${environment.TMPDIR}': No such file or directory.\n`],
        );
    });

    it("ptrace is not permitted", () => {
        assertSentence(runIn(path.join(programs, "without_ptrace"), ipcscope, "record", "--", "true"), 125, /not permitted/);
        assert.deepEqual(readdirSync(directory), []);
    });

    it("the program is traced already", () => {
        const result = runIn("strace", "-f", "-o", "/dev/null", ipcscope, "record", "--", "true");
        assertSentence(result, 125, /already traced/);
        assert.deepEqual(readdirSync(directory), []);
    });

    it("the disk is full: the program goes on", () => {
        // A limit on the size of files stands for the disk's.
        const script = `ulimit -f 16; exec "$0" record -o t -- sh -c 'seq 30000 | tail -1; exit 4'`;
        const result = runIn("bash", "-c", script, ipcscope);
        assertSentence(result, 4, /recording stopped/);
        assert.equal(result.stdout, "30000\n");
        const events = run("events", "t");
        assert.equal(events.status, 0);
        assert.match(events.stderr, /^ipcscope: warning: [^\n]*\n$/);
    });

    it("what is no trace", () => {
        writeFileSync(path.join(directory, "text"), "#!/bin/sh\necho hello, this is a script and no trace\n");
        writeFileSync(path.join(directory, "empty"), "");
        writeFileSync(path.join(directory, "newer"), Buffer.from("4950435452414345" + "03000000" + "00000000", "hex"));
        for (const command of ["events", "state"]) {
            assertSentence(run(command, "text"), 2, /'text' is not a trace/);
            assertSentence(run(command, "empty"), 2, /'empty' is not a trace/);
            assertSentence(run(command, "missing"), 2, /cannot read 'missing': No such file or directory/);
            assertSentence(run(command, "."), 2, /Is a directory/);
            assertSentence(run(command, "newer"), 2, /version 3/);
        }
    });

    describe("with a good trace", () => {
        beforeEach(() => void run("record", "-o", "t", "--", "sh", "-c", "seq 10 | cat | tail -1"));

        it("questions that it cannot answer", () => {
            assertSentence(
                run("events", "t", "--kind", "bytesWriten"),
                2,
                /no events of the kind 'bytesWriten'\. Did you mean 'bytesWritten'\?/,
            );
            assertSentence(run("events", "t", "--kind", "zzz"), 2, /The kinds are: /);
            assertSentence(run("events", "t", "--process", "p99"), 2, /no process 'p99'/);
            assertSentence(run("state", "t", "--at", "soon"), 2, /--at is the number of an event, a time such as 1\.25s, .* not 'soon'/);
            assertSentence(run("state", "t", "--at", "999999"), 2, /there is no event 999999/);
        });

        it("cut off anywhere: it opens up to there, and says so", () => {
            const whole = readFileSync(path.join(directory, "t"));
            const random = new SeededRandom(7);
            let fullest = 0;
            for (let count = 0; count < 20; count++) {
                const length = 1 + random.below(whole.length - 1);
                writeFileSync(path.join(directory, "cut"), whole.subarray(0, length));
                const { status, stdout, stderr } = run("events", "cut", "--json");
                assert.equal(status, 0);
                assert.match(stderr, /^ipcscope: warning: 'cut' (is cut off|has no end)[^\n]*\n$/);
                for (const line of stdout
                    .trimEnd()
                    .split("\n")
                    .filter((text) => text !== "")) {
                    JSON.parse(line);
                }
                fullest = Math.max(fullest, stdout.length);
                assert.equal(run("state", "cut").status, 0);
            }
            assert.ok(fullest > 1000);
        });
    });

    it("no -g, no addr2line: everything but the lines, and one note", () => {
        const source = path.join(directory, "plain.c");
        writeFileSync(source, '#include <unistd.h>\nint main(void) { return write(1, "x\\n", 2) != 2; }\n');
        const compile = (...options: string[]): void =>
            assert.equal(spawnSync("gcc", [...options, "-o", path.join(directory, "plain"), source]).status, 0);
        compile();
        run("record", "-o", "t", "--", "./plain");
        const plain = run("events", "t");
        assert.match(plain.stderr, /^ipcscope: note: '[^']*plain' was compiled without -g, so its lines are unknown\.\n$/);
        assert.match(plain.stdout, /write/);
        compile("-g");
        run("record", "-o", "t", "--", "./plain");
        assert.match(run("events", "t").stdout, /plain\.c:2 main/);
        mkdirSync(path.join(directory, "node"));
        symlinkSync(process.execPath, path.join(directory, "node/node"));
        const environment = { ...process.env, PATH: path.join(directory, "node") };
        const { status, stderr } = spawnSync(ipcscope, ["events", "t"], { cwd: directory, encoding: "utf8", env: environment });
        assert.deepEqual(
            [status, stderr],
            [0, "ipcscope: note: addr2line is not installed (Debian: apt install binutils), so lines are unknown.\n"],
        );
        compile("-g", "-O2");
        assert.match(
            run("events", "t").stderr,
            /^ipcscope: note: '[^']*plain' was changed since it was recorded, so its lines are unknown\.\n$/,
        );
    });

    describe("killed from outside", () => {
        let recorder: ChildProcess;
        let output: string;

        beforeEach(async () => {
            recorder = spawn(ipcscope, ["record", "-o", "t", "--", "sh", "-c", "sleep 1000 & sleep 1000; echo never"], {
                cwd: directory,
                env: { ...process.env, TMPDIR: directory },
                stdio: ["ignore", "pipe", "pipe"],
            });
            output = "";
            for (const stream of [recorder.stdout, recorder.stderr]) {
                stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
            }
            await until(
                () => sleepers().length === 2,
                () => "the program is under way",
            );
        });
        afterEach(() => void recorder.kill("SIGKILL"));

        const childrenOf = (pid: number): readonly number[] =>
            existsSync(`/proc/${pid}`)
                ? readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
                      .trim()
                      .split(" ")
                      .filter((text) => text !== "")
                      .map(Number)
                : [];
        const engine = (): number => childrenOf(recorder.pid ?? 0)[0] ?? 0;
        const program = (): number => childrenOf(engine())[0] ?? 0;
        const sleepers = (): readonly number[] =>
            childrenOf(program()).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("sleep"));

        async function end(): Promise<[code: number | null, signal: string | null]> {
            const [code, signal] = (await once(recorder, "close")) as [number | null, string | null];
            return [code, signal];
        }

        async function assertGone(pids: readonly number[]): Promise<void> {
            const alive = (pid: number): boolean =>
                existsSync(`/proc/${pid}`) && !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
            await until(
                () => !pids.some(alive),
                () => "no target is left running",
            );
        }

        it("the engine: the targets end too, and it is said", async () => {
            const targets = [program(), ...sleepers()];
            process.kill(engine(), "SIGKILL");
            assert.deepEqual(await end(), [125, null]);
            assert.match(output, /^ipcscope: the engine was killed from outside \(SIGKILL\)[^\n]*\.\n$/);
            await assertGone(targets);
            assert.match(run("events", "t").stderr, /has no end|is cut off/);
        });

        it("the program: we end as it ended", async () => {
            const rest = sleepers();
            process.kill(program(), "SIGKILL");
            for (const pid of rest) process.kill(pid, "SIGKILL");
            assert.deepEqual(await end(), [null, "SIGKILL"]);
            assert.equal(output, "");
            assert.equal(run("events", "t").stderr, "");
        });

        it("we ourselves, outright: everything ends", async () => {
            const targets = [engine(), program(), ...sleepers()];
            recorder.kill("SIGKILL");
            await assertGone(targets);
        });

        it("we ourselves, politely: the program hears of it, and what it leaves behind goes on, as without us", async () => {
            const rest = sleepers();
            const targets = [program()];
            const before = engine();
            recorder.kill("SIGTERM");
            // Those that go on keep the pipes open.
            assert.deepEqual(await once(recorder, "exit"), [null, "SIGTERM"]);
            await assertGone(targets);
            await until(
                () => output === "ipcscope: the recording ends here. 2 processes go on without it.\n",
                () => output,
            );
            assert.match(
                run("events", "t").stdout,
                /p1 was ended by SIGTERM[^]*The recording was ended; the processes that are left go on\.\n$/,
            );
            for (const pid of rest) process.kill(pid, 0);
            for (const pid of rest) process.kill(pid);
            await assertGone([...rest, before]);
        });
    });
});
