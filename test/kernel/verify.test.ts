/** The kernel is the judge: after every call of these programs the model says what the kernel says. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPrograms } from "./buildPrograms";
import { runIpcscope } from "./commandLine";
import { runSeeds, verifyRandomScript } from "./randomVerification";

const root = path.resolve(__dirname, "../..");
const samples = path.join(root, "samples/c/build");
const programs = path.join(root, "test/programs/build");
const seeds = 200;

const commands: readonly (readonly [string, ...string[]])[] = [
    ...[
        "exit_code",
        "signals",
        "thread_exec",
        "threads",
        "vfork_child",
        "popen_user",
        "epoll_timeout",
        "files_shared",
        "crash",
        "file",
        "path_only",
        "wait_fault",
        "stop_continue",
        "epoll",
        "eventfd",
        "futex",
        "futex_words",
        "lock",
        "mapping",
        "message_queue",
        "posix_message_queue",
        "semaphore_set",
        "shared_memory",
        "inotify",
        "io_uring",
        "pidfd",
        "signalfd",
        "timerfd",
        "userfaultfd",
        "socket",
        "other_sockets",
        "reuse_port",
        "pipe",
        "fanotify",
        "fifo",
        "sleeping",
        "passing",
        "descriptor_signals",
        "lease",
        "leader_ends",
        "ioctl_descriptors",
        "given_pages",
        "clone_pidfd",
        "truncate_names",
        "tty",
        "delivered",
        "asynchronous",
        "pid_namespace",
        "lost_ends",
    ].map((name) => [path.join(programs, name)] as const),
    [path.join(programs, "pingpong"), "20"],
    [path.join(programs, "many_children"), "10"],
    [path.join(programs, "many_descriptors"), "60"],
    ["bash", "-c", "seq 300 | sort -R | sort -n | tail -1"],
    ["sh", "-c", "(exit 3); ls / | head -1; exec echo end >&2"],
];

describe("verify", () => {
    buildPrograms();
    let directory: string;

    before(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    after(() => rmSync(directory, { recursive: true }));

    function verify(...command: readonly string[]): void {
        const { status, stdout, stderr } = runIpcscope(directory, "verify", "--", ...command);
        const lines = stdout.trimEnd().split("\n");
        const [, comparisons, differences] = /^(\d+) comparisons, (\d+) differences$/.exec(lines.at(-1) ?? "") ?? [];
        assert.equal(differences, "0", `${lines.slice(-20).join("\n")}\n${stderr}`);
        assert.ok(Number(comparisons) > 100, "the kernel was asked");
        assert.equal(status, 0);
        assert.deepEqual(readdirSync(directory), []);
    }

    for (const name of readdirSync(samples)) it(`sample ${name}`, () => verify(path.join(samples, name)));
    for (const command of commands) it(command.map((word) => path.basename(word)).join(" "), () => verify(...command));

    it(`${seeds} random programs`, async function () {
        this.timeout(600_000);
        const failures: string[] = [];
        let comparisons = 0;
        await runSeeds(
            Array.from({ length: seeds }, (_, index) => index + 1),
            2,
            verifyRandomScript,
            (seed, outcome) => {
                if (outcome instanceof Error) {
                    failures.push(`seed ${seed}: ${outcome.message}`);
                } else {
                    comparisons += outcome.comparisons;
                    failures.push(...outcome.differences.slice(0, 3).map((difference) => `seed ${seed}: ${difference}`));
                }
            },
        );
        assert.deepEqual(failures, []);
        assert.ok(comparisons > 1000 * seeds, `${comparisons} comparisons`);
    });
});
