/** Programs that meet the tracer's own means: its filter, its signals, its hold on their children. They behave as alone. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { constants as os, tmpdir } from "node:os";
import path from "node:path";
import { buildPrograms } from "./buildPrograms";
import { ipcscope } from "./commandLine";
import { patience } from "../patience";

/** An executable of elf(5) with one segment: `mov eax, 1; mov ebx, 7; int 0x80`. */
function exitsWith7OnI386(): Buffer {
    const code = Buffer.from([0xb8, 1, 0, 0, 0, 0xbb, 7, 0, 0, 0, 0xcd, 0x80]);
    const [loaded, headers] = [0x0804_8000, 52 + 32];
    const file = Buffer.alloc(headers);
    file.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
    [2, 3].forEach((half, index) => file.writeUInt16LE(half, 16 + 2 * index));
    [1, loaded + headers, 52].forEach((word, index) => file.writeUInt32LE(word, 20 + 4 * index));
    [52, 32, 1].forEach((half, index) => file.writeUInt16LE(half, 40 + 2 * index));
    const size = headers + code.length;
    [1, 0, loaded, loaded, size, size, 5, 0x1000].forEach((word, index) => file.writeUInt32LE(word, 52 + 4 * index));
    return Buffer.concat([file, code]);
}

const programs = path.resolve(__dirname, "../programs/build");

describe("a program that meets the tracer's means", () => {
    let directory: string;

    before(buildPrograms);
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    interface Outcome {
        readonly status: number | null;
        readonly signal: NodeJS.Signals | null;
        readonly stdout: string;
    }

    /** In a session of its own, since it may signal its process group. Without a core file. */
    function outcome(...command: readonly string[]): Outcome {
        const { status, signal, stdout } = spawnSync("setsid", ["--wait", "prlimit", "--core=0", ...command], {
            cwd: directory,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "inherit"],
            timeout: patience,
        });
        return { status, signal, stdout };
    }

    function assertAsAlone(name: string, ...words: readonly string[]): Outcome {
        const command = [path.join(programs, name), ...words];
        const alone = outcome(...command);
        assert.deepEqual(outcome(ipcscope, "record", "-o", "t", "--", ...command), alone);
        assert.deepEqual(readdirSync(directory), ["t"]);
        const { status, stdout } = outcome(ipcscope, "verify", "--", ...command);
        assert.equal(status, 0, stdout);
        assert.match(stdout, /^\d{2,} comparisons, 0 differences\n$/m);
        return alone;
    }

    it("has filters that leave calls to a tracer", () => {
        const { stdout } = assertAsAlone("own_filter");
        assert.match(
            stdout,
            /^filters before: 0$[^]*^filters after: 2\ngetppid: Function not implemented\ndup: Function not implemented\ndup2: done\n$/m,
        );
    });

    it("is asked whenever a file is opened, and would have to answer who looks on", () => {
        const program = path.join(programs, "asked_opens");
        const alone = outcome(program);
        assert.equal(alone.stdout, "executed\nasked and allowed, status 0\n");
        assert.deepEqual(outcome(ipcscope, "record", "-o", "t", "--", program), alone);
    });

    it("executes a program of another architecture, which is said", () => {
        const name = path.join(directory, "exits_with_7");
        writeFileSync(name, exitsWith7OnI386(), { mode: 0o755 });
        const words = ["record", "-o", "t", "--", "sh", "-c", `${name}; echo $?`];
        assert.equal(outcome(ipcscope, ...words).stdout, "7\n");
        assert.match(
            outcome(ipcscope, "events", "t").stdout,
            /exits_with_7 is a program for another architecture: its calls cannot be seen/,
        );
    });

    it("makes children that ask not to be traced", () => {
        assert.match(assertAsAlone("clone_untraced").stdout, /^clone\nthird\n0 0, flags 800000\n$/);
    });

    it("has an init of a PID namespace that faults", () => {
        assert.match(assertAsAlone("namespace_init").stdout, /^(signal 11|no namespace)\n$/);
    });

    for (const signal of ["SIGABRT", "SIGTERM", "SIGSEGV", "SIGUSR1", "SIGINT", "SIGHUP"] as const) {
        it(`sends ${signal} to its process group`, () => {
            assert.equal(assertAsAlone("kill_group", String(os.signals[signal])).signal, signal);
        });
    }
});
