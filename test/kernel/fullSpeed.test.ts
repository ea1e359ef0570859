/** Recordings at full speed, on an idle and on a busy machine: nothing in them that cannot be. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { buildPrograms } from "./buildPrograms";
import { runIpcscope } from "./commandLine";
import { checkRandomScript, runSeeds } from "./randomVerification";

const samples = path.resolve(__dirname, "../../samples/c/build");
const programs = path.resolve(__dirname, "../programs/build");
const seeds = 200;

const program = (name: string, ...words: string[]): readonly [string, ...string[]] => [path.join(programs, name), ...words];

const commands: readonly (readonly [string, ...string[]])[] = [
    program("lost_ends", "30"),
    program("pipe"),
    program("pipe", "writers"),
    program("robust_list"),
    program("fifo"),
    program("epoll"),
    program("eventfd"),
    program("futex"),
    program("futex_words"),
    program("contention", "4", "3000"),
    program("lock"),
    program("mapping"),
    program("message_queue"),
    program("posix_message_queue"),
    program("semaphore_set"),
    program("cut_messages"),
    program("shared_memory"),
    program("socket"),
    program("threads"),
    program("thread_exec"),
    program("files_shared"),
    program("many_children", "10"),
    program("pingpong", "50"),
    program("popen_user"),
    program("signals"),
    program("signal_storm"),
    program("passing"),
    ["bash", "-c", "seq 3000 | sort -R | sort -n | tail -1"],
    ["sh", "-c", "yes | head -c 300000 | tr y n | wc -c"],
];

describe("recordings at full speed", () => {
    buildPrograms();
    let directory: string;

    before(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    after(() => rmSync(directory, { recursive: true }));

    /** runIpcscope holds what it records against what must always be so. */
    function check(command: readonly string[]): void {
        const { status, stderr } = runIpcscope(directory, "record", "-o", "t", "--", ...command);
        assert.deepEqual([status, stderr], [0, ""]);
    }

    for (const name of readdirSync(samples)) it(`sample ${name}`, () => check([path.join(samples, name)]));
    for (const command of commands) it(command.map((word) => path.basename(word)).join(" "), () => check(command));

    describe("on a busy machine", () => {
        let busy: readonly ChildProcess[];

        before(() => {
            busy = Array.from({ length: availableParallelism() + 1 }, () =>
                spawn(path.join(programs, "busy"), ["1000000000"], { stdio: "ignore" }),
            );
        });
        after(() => {
            for (const each of busy) each.kill("SIGKILL");
        });

        it("lost_ends", () => check(program("lost_ends", "5")));
        it("pipe writers", () => check(program("pipe", "writers")));
    });

    it(`${seeds} random programs`, async function () {
        this.timeout(600_000);
        const failures: string[] = [];
        let events = 0;
        await runSeeds(
            Array.from({ length: seeds }, (_, index) => index + 1),
            2,
            checkRandomScript,
            (seed, outcome) => {
                if (outcome instanceof Error) {
                    failures.push(`seed ${seed}: ${outcome.message}`);
                } else {
                    events += outcome.events;
                    failures.push(...outcome.faults.slice(0, 3).map((fault) => `seed ${seed}: ${fault}`));
                }
            },
        );
        assert.deepEqual(failures, []);
        assert.ok(events > 50 * seeds, `${events} events`);
    });
});
