/** The command line's contract (docs of `ipcscope --help`): what it prints, writes and answers. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { preamble, record, u32, u64, u8 } from "../unit/traceBytes";
import { buildPrograms } from "./buildPrograms";
import { ipcscope, runIpcscope, type CommandResult } from "./commandLine";

const samples = path.resolve(__dirname, "../../samples/c");
const pipeSample = path.join(samples, "build/pipe");

interface EventLine {
    readonly [key: string]: unknown;
    readonly kind: string;
}

/** The records of each block in its place. */
function withoutBlocks(bytes: Buffer, preambleLength: number, headLength: number): Buffer {
    const [block, sizeAndSum] = [21, 8];
    const pieces = [bytes.subarray(0, preambleLength)];
    for (let at = preambleLength; at < bytes.length;) {
        const start = at + headLength;
        const end = start + bytes.readUInt32LE(at);
        pieces.push(
            bytes.readUInt16LE(at + 4) === block ? inflateRawSync(bytes.subarray(start + sizeAndSum, end)) : bytes.subarray(at, end),
        );
        at = end;
    }
    return Buffer.concat(pieces);
}

/** Takes the calls of write(2) out of a trace (docs/trace-format.md). */
function withoutWrites(trace: string): void {
    const [preambleLength, headLength, writeNumber] = [16, 8, 1];
    const bytes = withoutBlocks(readFileSync(trace), preambleLength, headLength);
    /** Where in the payload of a call, enter or exit the number of the call stands. */
    const numberAt = new Map([
        [3, 20],
        [4, 12],
        [5, 12],
    ]);
    const kept = [bytes.subarray(0, preambleLength)];
    for (let at = preambleLength; at < bytes.length;) {
        const end = at + headLength + bytes.readUInt32LE(at);
        const place = numberAt.get(bytes.readUInt16LE(at + 4));
        if (place === undefined || bytes.readUInt32LE(at + headLength + place) !== writeNumber) kept.push(bytes.subarray(at, end));
        at = end;
    }
    writeFileSync(trace, Buffer.concat(kept));
}

describe("command line", () => {
    let directory: string;

    before(buildPrograms);
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    const run = (...words: string[]): CommandResult => runIpcscope(directory, ...words);

    /** It must succeed, and say nothing beside its output. */
    function succeed(...words: string[]): string {
        const { status, stdout, stderr } = run(...words);
        assert.equal(stderr, "");
        assert.equal(status, 0);
        return stdout;
    }

    const events = (...words: string[]): EventLine[] =>
        succeed("events", ...words, "--json")
            .trimEnd()
            .split("\n")
            .filter((line) => line !== "")
            .map((line) => JSON.parse(line) as EventLine);

    it("prints its version and its help", () => {
        assert.match(succeed("--version"), /^\d+\.\d+\.\d+\n$/);
        for (const command of ["record", "events", "state", "verify"]) {
            assert.match(succeed("--help"), new RegExp(`^  ${command} `, "m"));
            assert.match(succeed(command, "--help"), new RegExp(`^Usage: ipcscope ${command} `));
        }
        const { status, stdout, stderr } = run();
        assert.deepEqual([status, stdout], [2, ""]);
        assert.match(stderr, /^Usage: ipcscope/);
    });

    describe("record", () => {
        it("prints nothing of its own, ends as the program ends, and names the trace after it", () => {
            const result = run("record", "--", "sh", "-c", "echo out; echo err >&2; exit 42");
            assert.deepEqual(result, { status: 42, signal: null, stdout: "out\n", stderr: "err\n" });
            assert.deepEqual(readdirSync(directory), ["sh.ipctrace"]);
            assert.equal(statSync(path.join(directory, "sh.ipctrace")).mode & 0o777, 0o600);
        });

        it("takes the program's options for the program's", () => {
            assert.deepEqual(run("record", "echo", "-n", "--json", "--", "-o"), {
                status: 0,
                signal: null,
                stdout: "--json -- -o",
                stderr: "",
            });
            assert.deepEqual(readdirSync(directory), ["echo.ipctrace"]);
        });

        it("ends by the signal that ended the program", () => {
            for (const signal of ["SIGTERM", "SIGKILL", "SIGSEGV", "SIGPIPE", "SIGUSR1"]) {
                const result = run("record", "--", "sh", "-c", `kill -${signal.slice(3)} $$`);
                assert.deepEqual(result, { status: null, signal, stdout: "", stderr: "" });
            }
        });

        it("passes on the descriptors that it was given, and no others", () => {
            const inner = "read line <&3; echo $line; ls /proc/self/fd | tr '\\n' ' '";
            const outcome = (...recorder: string[]): string => {
                const script = '"$@" 3<<<"from three" 7</dev/zero';
                return spawnSync("bash", ["-c", script, "bash", ...recorder, "sh", "-c", inner], { cwd: directory, encoding: "utf8" })
                    .stdout;
            };
            const recorded = outcome(ipcscope, "record", "-o", "t", "--");
            assert.match(recorded, /^from three\n/);
            assert.equal(recorded, outcome());
        });

        it("gives the program its caller's limit of open files", () => {
            const { stdout } = spawnSync("bash", ["-c", 'ulimit -Sn 321; "$0" record -o t -- sh -c "ulimit -n"; true', ipcscope], {
                cwd: directory,
                encoding: "utf8",
            });
            assert.equal(stdout, "321\n");
        });

        it("replaces the trace of -o", () => {
            succeed("record", "-o", "t", "--", "sh", "-c", "seq 100000 | cat > /dev/null");
            const { size } = statSync(path.join(directory, "t"));
            succeed("record", "-o", "t", "--", "true");
            assert.ok(statSync(path.join(directory, "t")).size < size);
            assert.ok(events("t").length > 3);
        });

        it("keeps as many bytes of a call as --payload says", () => {
            const kept = (payload: string): unknown[] => {
                succeed("record", "-o", "t", "--payload", payload, "--", "sh", "-c", "echo 123456789 | cat > /dev/null");
                const [written] = events("t", "--kind", "bytesWritten").filter(({ length }) => length === 10);
                return [written?.["data"], written?.["truncated"]];
            };
            assert.deepEqual(kept("all"), ["123456789\\n", undefined]);
            assert.deepEqual(kept("4"), ["1234", true]);
            assert.equal(kept("none")[0], undefined);
        });

        it("leaves the source lines out with --no-stacks", () => {
            run("record", "-o", "t", "--no-stacks", "--", pipeSample);
            assert.ok(events("t").every((event) => event["source"] === undefined));
        });

        it("runs other programs with --also, and answers for the first", () => {
            const result = run(
                "record",
                "-o",
                "t",
                "--also",
                "sh -c 'exit 3'",
                "--also",
                'echo "two words"',
                "--",
                "sh",
                "-c",
                "sleep 0.2; exit 5",
            );
            assert.deepEqual(result, { status: 5, signal: null, stdout: "two words\n", stderr: "" });
            const commands = events("t", "--kind", "processStarted").map((event) => event["command"]);
            assert.equal(commands.length, 3);
        });
    });

    describe("events", () => {
        beforeEach(() => void run("record", "-o", "t", "--", pipeSample));

        it("prints the contract's JSON", () => {
            const all = events("t");
            all.forEach((event, index) => {
                assert.equal(event["seq"], index + 1);
                assert.equal(typeof event["time"], "number");
                assert.match(String(event["process"]), /^p\d+$/);
                assert.equal(typeof event["pid"], "number");
                assert.equal(typeof event["tid"], "number");
            });
            const [written] = all.filter(({ kind, data }) => kind === "bytesWritten" && data === "test\\0");
            assert.ok(written !== undefined);
            const { call, object, fd, length, result, source } = written;
            assert.match(String(object), /^pipe\d+$/);
            assert.deepEqual({ call, fd: typeof fd, length, result }, { call: "write", fd: "number", length: 5, result: 5 });
            assert.ok(typeof source === "object" && source !== null && "file" in source && "line" in source && "function" in source);
            assert.equal(source.file, path.join(samples, "pipe.c"));
            assert.match(readFileSync(source.file, "utf8").split("\n")[Number(source.line) - 1] ?? "", /write/);
        });

        it("chooses by process and by kind", () => {
            const all = events("t");
            const child = all.find(({ kind }) => kind === "processForked");
            for (const name of [child?.["child"], child?.["childPid"]]) {
                assert.deepEqual(
                    events("t", "--process", String(name)),
                    all.filter((event) => event["process"] === child?.["child"]),
                );
            }
            assert.deepEqual(
                events("t", "--kind", "bytesRead"),
                all.filter(({ kind }) => kind === "bytesRead"),
            );
        });

        it("prints a line for each event with --all", () => {
            const lines = succeed("events", "t", "--all").trimEnd().split("\n");
            assert.equal(lines.length, events("t").length);
            assert.match(lines.join("\n"), /pipe\.c:\d+ main/);
        });

        it("is quiet when its reader leaves", () => {
            const { status, stdout, stderr } = spawnSync("sh", ["-c", `"${ipcscope}" events t --json | head -n 1`], {
                cwd: directory,
                encoding: "utf8",
            });
            assert.deepEqual([status, stderr], [0, ""]);
            assert.equal(stdout.split("\n").length, 2);
        });
    });

    describe("state", () => {
        beforeEach(() => void run("record", "-o", "t", "--", pipeSample));

        const state = (at: string): { at: number; processes: EventLine[]; descriptions: EventLine[]; objects: EventLine[] } =>
            JSON.parse(succeed("state", "t", "--at", at, "--json")) as ReturnType<typeof state>;

        it("prints the contract's JSON", () => {
            const [written] = events("t").filter(({ data }) => data === "test\\0");
            const { at, processes, descriptions, objects } = state(String(written?.["seq"]));
            assert.equal(at, written?.["seq"]);
            assert.equal(processes.length, 2);
            const writer = processes.find(({ id }) => id === written?.["process"]);
            assert.deepEqual(
                Object.keys(writer ?? {}).filter((key) =>
                    ["id", "pid", "parent", "command", "state", "exit", "waitsFor", "descriptors"].includes(key),
                ).length,
                8,
            );
            const pipe = objects.find(({ id }) => id === written?.["object"]);
            assert.deepEqual(
                [pipe?.kind, pipe?.["bytes"], pipe?.["capacity"], pipe?.["preview"], pipe?.["writers"]],
                ["pipe", 5, 65536, "test\\0", 1],
            );
            const description = descriptions.find(({ object, access }) => object === pipe?.["id"] && access === "write");
            assert.equal(description?.["references"], 1);
        });

        it("begins with nothing and ends with no process left", () => {
            assert.deepEqual(state("0").processes, []);
            assert.ok(state("end").processes.every((process) => process["state"] === "exited"));
            assert.equal(state("end").at, events("t").length);
            assert.match(succeed("state", "t"), /ended: exit code 0/);
        });
    });

    it("verify --trace says what in a recording cannot be", () => {
        succeed("record", "-o", "t", "--", "sh", "-c", "echo hello | cat > /dev/null");
        assert.match(succeed("verify", "--trace", "t"), /^\d+ events, 0 faults\n$/);
        withoutWrites(path.join(directory, "t"));
        const { status, stdout, stderr } = run("verify", "--trace", "t");
        assert.deepEqual([status, stderr], [1, ""]);
        assert.match(stdout, /^event \d+: 6 bytes were read from pipe\d+ that nobody wrote\n\d+ events, 1 faults\n$/);
    });

    describe("state --at", () => {
        beforeEach(() => void run("record", "-o", "t", "--", pipeSample));

        const momentOf = (...words: string[]): number => (JSON.parse(succeed("state", "t", "--json", ...words)) as { at: number }).at;

        it("takes a time, as `events` prints it", () => {
            const all = events("t");
            const [written] = all.filter(({ data }) => data === "test\\0");
            const time = Number(written?.["time"]);
            const last = all.findLast((event) => Number(event["time"]).toFixed(6) === time.toFixed(6));
            assert.equal(momentOf("--at", `${time.toFixed(6)}s`), last?.["seq"]);
            assert.equal(momentOf("--at", "0s"), 0);
            assert.equal(momentOf("--at", "1000s"), all.length);
        });

        it("takes the last moment at which a process waits", () => {
            const { processes } = JSON.parse(succeed("state", "t", "--json", "--at", "last-wait")) as { processes: EventLine[] };
            assert.ok(processes.some((process) => process["waitsFor"] !== null));
            writeFileSync(path.join(directory, "quiet"), Buffer.concat([preamble(), record(15, u64(1), u32(0), u8(0))]));
            assert.equal(run("state", "quiet", "--at", "last-wait").stderr, "ipcscope: no process ever waits in 'quiet'.\n");
        });

        it("refuses what is no moment of the trace", () => {
            const { status, stderr } = run("state", "t", "--at", "1000000");
            assert.equal(status, 2);
            assert.match(stderr, /^ipcscope: 't' has \d+ events, so there is no event 1000000\.\n$/);
            assert.equal(run("state", "t", "--at", "soon").status, 2);
        });
    });

    it("verify ends with its sums", () => {
        const lines = succeed("verify", "--", "sh", "-c", "echo hello | cat").trimEnd().split("\n");
        assert.equal(lines[0], "hello");
        assert.match(lines.at(-1) ?? "", /^\d+ comparisons, 0 differences$/);
    });
});
