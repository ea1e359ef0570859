/** What is sent to `ipcscope record` reaches the program as it would without it. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPrograms } from "./buildPrograms";
import { ipcscope, runIpcscope } from "./commandLine";
import { patience, until } from "../patience";

const listener = path.resolve(__dirname, "../programs/build/signal_listener");

describe("signals to record", () => {
    let directory: string;

    before(buildPrograms);
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    interface Listening {
        readonly pid: number;
        readonly heard: () => readonly string[];
        readonly ended: Promise<unknown[]>;
    }

    /** A recording in a process group of its own. */
    async function listening(): Promise<Listening> {
        const recorder = spawn(ipcscope, ["record", "-o", "t", "--", listener], {
            cwd: directory,
            detached: true,
            stdio: ["ignore", "pipe", "inherit"],
        });
        let output = "";
        recorder.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
        const heard = (): readonly string[] => output.trimEnd().split("\n");
        await until(
            () => heard().includes("ready"),
            () => "the program listens",
        );
        return { pid: recorder.pid ?? 0, heard, ended: once(recorder, "close") };
    }

    it("reach the program, under the name of their sender", async () => {
        const { pid, heard, ended } = await listening();
        const names = ["SIGHUP", "SIGUSR1", "SIGINT", "SIGUSR2", "SIGQUIT", "SIGWINCH", "SIGTERM"] as const;
        for (const [index, name] of names.entries()) {
            process.kill(pid, name);
            await until(
                () => heard().length === index + 2,
                () => `${name} after ${heard().join(", ")}`,
            );
        }
        assert.deepEqual(await ended, [7, null]);
        assert.deepEqual(
            heard().slice(1),
            names.map((name) => `${name} ${process.pid}`),
        );
    });

    it("reach it once when they are sent to its whole process group", async () => {
        const { pid, heard, ended } = await listening();
        for (let round = 1; round <= 10; round++) {
            process.kill(-pid, "SIGUSR1");
            await until(
                () => heard().length > round,
                () => heard().join(", "),
            );
        }
        process.kill(-pid, "SIGTERM");
        assert.deepEqual(await ended, [7, null]);
        assert.deepEqual(heard().slice(1), [...Array<string>(10).fill(`SIGUSR1 ${process.pid}`), `SIGTERM ${process.pid}`]);
    });

    it("let timeout(1) end it with its handlers run", () => {
        const script = `trap 'echo handled; exit 4' TERM; echo begun; while :; do sleep 0.05; done`;
        const words = ["--preserve-status", "-k", "60", "0.7", ipcscope, "record", "-o", "t", "--", "sh", "-c", script];
        const { status, stdout } = spawnSync("timeout", words, { cwd: directory, encoding: "utf8", timeout: patience });
        assert.deepEqual([status, stdout], [4, "begun\nhandled\n"]);
        assert.match(runIpcscope(directory, "events", "t").stdout, /All processes have ended\.\n$/);
    });

    it("stop and continue it with the rest of its job", () => {
        const script = `
            set -m
            "$0" record -o t -- "$1" &
            state() { ps -o stat= -p $!; }
            until "$0" events t 2>/dev/null | grep -q ready; do sleep 0.05; done
            kill -TSTP %1; until [[ $(state) == T* ]]; do sleep 0.05; done; jobs
            kill -CONT %1; until [[ $(state) == S* ]]; do sleep 0.05; done; jobs
            kill -TERM $!; wait $!`;
        const { status, stdout } = spawnSync("bash", ["-c", script, ipcscope, listener], {
            cwd: directory,
            encoding: "utf8",
            timeout: patience,
        });
        assert.equal(status, 7);
        assert.match(stdout, /^ready\n\[1\]\+\s+Stopped .*\n\[1\]\+\s+Running .*\nSIGTERM \d+\n$/);
    });

    describe("while a daemon outlives the program", () => {
        const daemon = "setsid sh -c 'until [ -e go ]; do sleep 0.05; done; echo done > result' > /dev/null 2>&1 & exit 5";

        it("end the recording and not the daemon, which is said before", async () => {
            const recorder = spawn(ipcscope, ["record", "-o", "t", "--", "sh", "-c", daemon], {
                cwd: directory,
                stdio: ["ignore", "ignore", "pipe"],
            });
            let said = "";
            recorder.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
            await until(
                () => said !== "",
                () => "it says that the recording goes on",
            );
            assert.match(
                said,
                /^ipcscope: the program has ended; \d process(es)? that it started goe?s? on, and so does the recording\. Ctrl-C ends the recording and lets (it|them) run\.\n$/,
            );
            recorder.kill("SIGINT");
            assert.deepEqual(await once(recorder, "close"), [5, null]);
            assert.match(said, /\nipcscope: the recording ends here\. \d process(es)? goe?s? on without it\.\n$/);
            const { stdout } = runIpcscope(directory, "events", "t");
            assert.match(stdout, /p1 ended with exit code 5[^]*The recording was ended; the processes that are left go on\.\n$/);
            spawnSync("touch", ["go"], { cwd: directory });
            await until(
                () => existsSync(path.join(directory, "result")),
                () => "the daemon goes on",
            );
        });

        it("are not needed when it ends by itself", () => {
            spawnSync("touch", ["go"], { cwd: directory });
            const { status, stderr } = runIpcscope(directory, "record", "-o", "t", "--", "sh", "-c", daemon);
            assert.deepEqual([status, stderr, existsSync(path.join(directory, "result"))], [5, "", true]);
        });
    });
});
