import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { EngineControl } from "../../tracer/recorder/engineControl";

describe("folder for the engine's sockets", () => {
    const before = { TMPDIR: process.env["TMPDIR"], XDG_RUNTIME_DIR: process.env["XDG_RUNTIME_DIR"] };
    let scratch = "";
    beforeEach(() => (scratch = mkdtempSync("/tmp/ipcs-")));
    afterEach(() => {
        rmSync(scratch, { recursive: true });
        for (const [name, value] of Object.entries(before)) {
            if (value === undefined) delete process.env[name];
            else process.env[name] = value;
        }
    });

    /** The folder in which the sockets' folder is made. */
    async function parentOfSockets(tmp: string, runtime: string): Promise<string> {
        process.env["TMPDIR"] = tmp;
        process.env["XDG_RUNTIME_DIR"] = runtime;
        const control = await EngineControl.listen();
        try {
            assert.ok(statSync(control.path).isSocket());
            assert.equal(statSync(control.directory).mode & 0o777, 0o700);
            return path.dirname(control.directory);
        } finally {
            await control.close();
        }
    }

    it("is in TMPDIR", async () => assert.equal(await parentOfSockets(scratch, "/tmp"), scratch));

    it("is in XDG_RUNTIME_DIR when TMPDIR is missing", async () =>
        assert.equal(await parentOfSockets(path.join(scratch, "none"), scratch), scratch));

    it("is in XDG_RUNTIME_DIR when TMPDIR is 120 characters long", async () => {
        const long = path.join(scratch, "x".repeat(120 - scratch.length - 1));
        mkdirSync(long);
        assert.equal(await parentOfSockets(long, scratch), scratch);
    });

    it("of one that was killed goes when the next is made, and no other", async () => {
        const { pid } = spawnSync("true");
        const namespace = /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "";
        const names = [
            `ipcscope-${namespace}-${pid}-abcdef`,
            `ipcscope-${namespace}-${process.pid}-abcdef`,
            `ipcscope-${namespace}-${process.ppid}-abcdef`,
            `ipcscope-1-${pid}-abcdef`,
            `ipcscope-${pid}`,
        ];
        for (const name of names) mkdirSync(path.join(scratch, name, "inner"), { recursive: true });
        await parentOfSockets(scratch, "/tmp");
        assert.deepEqual(readdirSync(scratch).sort(), names.slice(1).sort());
    });

    it("is nowhere where nothing can be written, and each reason is told", () => {
        const long = path.join(scratch, "x".repeat(120 - scratch.length - 1));
        const script = `process.env.TMPDIR = ${JSON.stringify(long)}; process.env.XDG_RUNTIME_DIR = ${JSON.stringify(scratch)};
            require(${JSON.stringify(path.resolve(__dirname, "../../tracer/recorder/socketFolder.ts"))}).makeSocketFolder().catch((error) => console.log(error.message));`;
        const words = ["-c", 'ulimit -f 0; exec "$0" --import tsx -e "$1"', process.execPath, script];
        const { stdout } = spawnSync("sh", words, { encoding: "utf8" });
        assert.equal(
            stdout,
            `no folder for sockets can be made in ${long} (too long for the path of a socket) or in ${scratch} (File too large) or in /tmp (File too large).\n`,
        );
        assert.deepEqual(readdirSync(scratch), []);
    });

    it("is in /tmp when neither can be used", async () =>
        assert.equal(await parentOfSockets(path.join(scratch, "none"), path.join(scratch, "neither")), "/tmp"));
});
