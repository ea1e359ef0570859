import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { recordTypeNumbers } from "../../tracer/trace/format";
import { rawRecords } from "../../tracer/traceFile/rawRecords";
import { until } from "../patience";
import { ipcscope, runIpcscope } from "./commandLine";

/** Deterministic but for the numbers of its processes, and at its end there is something left to compare. */
const script = "mkfifo f; exec 3<>f 4>o; echo hello >&3; (echo there >&4; exit 3); kill -9 $$";
const full = ["-f", "-yy", "-ttt", "-s", "65536", "-xx"];

describe("ipcscope import", () => {
    let folder = "";
    beforeEach(() => {
        folder = mkdtempSync(path.join(os.tmpdir(), "ipcscope-import-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    function strace(...options: readonly string[]): void {
        rmSync(path.join(folder, "f"), { force: true });
        const { error, stderr } = spawnSync("strace", [...options, "/bin/sh", "-c", script], {
            cwd: folder,
            stdio: ["ignore", "ignore", "pipe"],
        });
        assert.equal(error, undefined, String(stderr));
    }

    /** When the last child had been waited for, without what a log cannot tell and what differs from run to run. */
    function stateAtTheEnd(trace: string): readonly string[] {
        const { stdout: events } = runIpcscope(folder, "events", "--json", "--kind", "processReaped", trace);
        const reaped = JSON.parse(events.trimEnd().split("\n").at(-1) ?? "{}") as { readonly seq: number };
        const { stdout, stderr, status } = runIpcscope(folder, "state", "--at", String(reaped.seq), trace);
        assert.equal(status, 0, stderr);
        return stdout
            .replace(/\(pid \d+(, child of p\d+)?\)/g, "$1")
            .replace(/ofd\d+ */g, "ofd ")
            .split("\n")
            .filter((line) => /^p\d|^fifo|^ {4}3 |hello/.test(line));
    }

    it("gives the state that a recording of our own gives", async () => {
        strace(...full, "-o", "a.log");
        const { stdout, status } = runIpcscope(folder, "import", "a.log");
        assert.match(stdout, /^a\.ipctrace: \d+ records of \d+ calls\.\n$/);
        assert.equal(status, 0);
        rmSync(path.join(folder, "f"));
        runIpcscope(folder, "record", "-o", "own.ipctrace", "--no-stacks", "--", "/bin/sh", "-c", script);
        const own = stateAtTheEnd("own.ipctrace");
        assert.match(own.join("\n"), /6 of 65536 bytes[^]*hello/);
        assert.deepEqual(stateAtTheEnd("a.ipctrace"), own);
        assert.match(runIpcscope(folder, "verify", "--trace", "a.ipctrace").stdout, / 0 faults\n$/);
        const types: number[] = [];
        for await (const { type } of rawRecords(path.join(folder, "a.ipctrace"), false)) types.push(type);
        assert.ok(types.includes(recordTypeNumbers.block) && !types.includes(recordTypeNumbers.call), "it is deflated");
    });

    it("reads what strace writes with its other options", () => {
        for (const [name, options] of Object.entries({ k: ["-k", "-T"], X: ["-X", "verbose", "-Y", "-r"], v: ["-v", "-n", "-i", "-tt"] })) {
            strace("-f", ...options, "-o", `${name}.log`);
            const { status, stderr } = runIpcscope(folder, "import", `${name}.log`);
            assert.equal(status, 0, stderr);
            assert.ok(!stderr.includes("no sense"), stderr);
        }
    });

    it("reads a long log in a thread beside it, and gives the same records as without", async () => {
        const head = ['10 1.0 execve("./a", ["./a"], 0x7ff) = 0', "10 1.0 pipe2([3<pipe:[7]>, 4<pipe:[7]>], 0) = 0", "10 1.0 fork() = 11"];
        const turns = Array.from({ length: 20_000 }, (_, turn) => {
            const at = `1795693922.${String(turn).padStart(6, "0")}`;
            return [
                `11 ${at} read(3<pipe:[7]>,  <unfinished ...>`,
                `10 ${at} write(4<pipe:[7]>, "turn number ${turn} of many", 30) = 30`,
                turn % 100 === 0
                    ? "no line of strace"
                    : `10 ${at} openat(AT_FDCWD</tmp>, "f${turn}", O_RDONLY) = -1 ENOENT (No such file or directory)`,
                `11 ${at} <... read resumed>"turn number ${turn} of many", 4096) = 30`,
            ].join("\n");
        });
        const log = `${[...head.map((line) => line.replace(" 1.0", " 1795693922.000000")), ...turns].join("\n")}\n`;
        writeFileSync(path.join(folder, "long.log"), log);
        writeFileSync(path.join(folder, "packed.log.gz"), gzipSync(log));
        assert.equal(spawnSync("zstd", ["-q", "long.log", "-o", "packed.log.zst"], { cwd: folder }).status, 0);
        const recordsOf = async (name: string): Promise<readonly string[]> => {
            const { status, stderr } = runIpcscope(folder, "import", "-o", `${name}.ipctrace`, name);
            assert.equal(status, 0, stderr);
            assert.match(stderr, /200 lines make no sense, and are left out: 6, /);
            const records: string[] = [];
            for await (const { type, bytes } of rawRecords(path.join(folder, `${name}.ipctrace`), true)) {
                if (type !== recordTypeNumbers.header) records.push(bytes.toString("latin1"));
            }
            return records;
        };
        const [beside, alone, zstd] = [await recordsOf("long.log"), await recordsOf("packed.log.gz"), await recordsOf("packed.log.zst")];
        assert.ok(log.length > 1 << 22 && beside.length > 60_000, `${log.length} bytes, ${beside.length} records`);
        assert.deepEqual(beside, alone);
        assert.deepEqual(zstd, alone);
    });

    it("reads a pipe, which it can read only once", () => {
        const log = '7 execve("./a", ["./a"], 0x7ff) = 0\n7 write(1, "hello", 5) = 5\n';
        writeFileSync(path.join(folder, "a.log"), log);
        writeFileSync(path.join(folder, "a.gz"), gzipSync(log));
        assert.equal(spawnSync("zstd", ["-q", "a.log", "-o", "a.zst"], { cwd: folder }).status, 0);
        for (const name of ["a.log", "a.gz", "a.zst"]) {
            // The shell's own pipe: Node gives a program a socket, which has no name to be opened by.
            const words = `cat ${name} | "$0" import -o ${name}.ipctrace /dev/stdin`;
            const { status, stdout, stderr } = spawnSync("sh", ["-c", words, ipcscope], { cwd: folder, encoding: "utf8" });
            assert.equal(status, 0, stderr);
            assert.match(stdout, /: \d+ records of 1 calls\.\n$/);
        }
    });

    it("leaves nothing when it is ended before its end", async () => {
        const lines = Array.from({ length: 3000 }, () => "7 read(3, 0x7ffc, 1) = -1 EAGAIN (Resource temporarily unavailable)\n");
        writeFileSync(path.join(folder, "lines"), lines.join(""));
        writeFileSync(path.join(folder, "a.log.zst"), Buffer.from([0x28, 0xb5, 0x2f, 0xfd]));
        // It stands for one that takes its time, and ends with who asked it.
        writeFileSync(path.join(folder, "zstd"), "#!/bin/sh\ncat lines\nexec tail --pid=$PPID -f /dev/null\n", { mode: 0o755 });
        const trace = path.join(folder, "a.ipctrace");
        writeFileSync(trace, "");
        for (const signal of ["SIGTERM", "SIGINT"] as const) {
            const importer = spawn(ipcscope, ["import", "-o", trace, "a.log.zst"], {
                cwd: folder,
                env: { ...process.env, PATH: `${folder}:${process.env["PATH"] ?? ""}` },
                stdio: "ignore",
            });
            const ended = once(importer, "exit");
            await until(
                () => readdirSync(folder).some((name) => name.endsWith(".part")),
                () => "a trace that is not whole",
            );
            importer.kill(signal);
            assert.deepEqual(await ended, [null, signal]);
            assert.deepEqual(readdirSync(folder).sort(), ["a.ipctrace", "a.log.zst", "lines", "zstd"]);
            assert.equal(readFileSync(trace, "utf8"), "");
        }
    });

    it("says what is wrong in one sentence, and overwrites nothing that is no trace", () => {
        writeFileSync(path.join(folder, "text"), "hello\n");
        writeFileSync(path.join(folder, "a.log"), "getpid() = 3\n");
        for (const [words, sentence] of [
            [["none"], "cannot read 'none': No such file or directory."],
            [["text", "-o", "b"], "'text' is no log of strace: it has no calls."],
            [["a.log", "-o", "text"], "'text' is no trace, and would be lost: name another file for the trace."],
            [["."], "'.' has no files of a log that 'strace -ff -o' wrote (NAME.PID)."],
        ] as const) {
            const { status, stderr } = runIpcscope(folder, "import", ...words);
            assert.deepEqual([status, stderr], [2, `ipcscope: ${sentence}\n`]);
        }
        assert.equal(readFileSync(path.join(folder, "text"), "utf8"), "hello\n");
    });

    it("leaves a trace as it was where the log turns out to be damaged", () => {
        writeFileSync(path.join(folder, "a.log"), "getpid() = 3\n");
        assert.equal(runIpcscope(folder, "import", "a.log").status, 0);
        const before = readFileSync(path.join(folder, "a.ipctrace"));
        const calls = Array.from({ length: 100_000 }, (_, index) => `close(${(index * 7919) % 65_537}) = 0\n`);
        const packed = gzipSync(calls.join(""));
        writeFileSync(path.join(folder, "a.gz"), packed.subarray(0, packed.length / 2));
        const { status, stderr } = runIpcscope(folder, "import", "-o", "a.ipctrace", "a.gz");
        assert.equal(status, 2);
        assert.match(stderr, /^ipcscope: 'a\.gz' cannot be unpacked: gzip says that it is damaged \([^\n]+\)\.\n$/);
        assert.deepEqual(readFileSync(path.join(folder, "a.ipctrace")), before);
        assert.deepEqual(readdirSync(folder).sort(), ["a.gz", "a.ipctrace", "a.log"]);
    });
});
