/** Programs that must behave the same under the recorder as alone. */
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { patience } from "../patience";

const root = path.resolve(__dirname, "../..");
const samples = path.join(root, "samples/c/build");
const programs = path.join(root, "test/programs/build");
const ipcscope = path.join(root, "dist/ipcscope");
export interface TransparencyCase {
    readonly name: string;
    readonly command: readonly [string, ...string[]];
    /** Fills the directory in which the program runs. */
    readonly prepare?: (directory: string) => void;
    /** Lines of concurrent processes may come in any order. */
    readonly anyOrder?: true;
    /** Recorded with `--watch-memory`. */
    readonly watched?: true;
}

const pythonPipeline = `
import subprocess, sys
sort = subprocess.Popen(["sort", "-n"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
head = subprocess.Popen(["head", "-3"], stdin=sort.stdout, stdout=subprocess.PIPE, text=True)
sort.stdout.close()
sort.stdin.write("\\n".join(str(n * 7919 % 1000) for n in range(1000)))
sort.stdin.close()
print(head.communicate()[0].split(), sort.wait() in (0, -13), head.returncode)
print(subprocess.run(["sh", "-c", "cat >&2; exit 3"], input=b"to stderr").returncode)
sys.exit(5)
`;

const signalsOfProcess = "grep -E '^Sig(Blk|Ign|Cgt)' /proc/self/status; ls /proc/self/fd; ulimit -n; ulimit -c; umask; trap";

/** Samples and test programs are built already (`make`). */
/** Each sample, with its memory watched. */
export function watchedSamples(): readonly TransparencyCase[] {
    return readdirSync(samples).map((name) => ({ name, command: [path.join(samples, name)], watched: true }));
}

export function transparencyCases(): readonly TransparencyCase[] {
    return [
        ...readdirSync(samples).map((name): TransparencyCase => ({ name, command: [path.join(samples, name)] })),
        ...[
            "exit_code",
            "signals",
            "signal_storm",
            "thread_exec",
            "threads",
            "vfork_child",
            "popen_user",
            "epoll_timeout",
            "files_shared",
            "many_descriptors",
            "crash",
        ].map((name): TransparencyCase => ({ name, command: [path.join(programs, name)] })),
        ...[["watched_memory", "5", "500", "4"], ["watched_instructions"], ["watched_faults"], ["watched_threads", "4", "200"]].map(
            ([name = "", ...words]): TransparencyCase => ({ name, command: [path.join(programs, name), ...words], watched: true }),
        ),
        { name: "pingpong", command: [path.join(programs, "pingpong"), "500"] },
        { name: "contention", command: [path.join(programs, "contention"), "4", "5000"] },
        { name: "many_children", command: [path.join(programs, "many_children"), "50"] },
        { name: "sort", command: ["bash", "-c", "seq 100000 | sort -R | sort -n | tail -1"] },
        {
            name: "make -j4",
            command: ["make", "-j4"],
            prepare: (directory) => cpSync(path.join(root, "test/programs/project"), directory, { recursive: true }),
            anyOrder: true,
        },
        { name: "git status", command: ["git", "status"], prepare: makeRepository },
        { name: "python3 subprocess", command: ["python3", "-c", pythonPipeline] },
        { name: "what a process inherits", command: ["bash", "-c", signalsOfProcess] },
        { name: "killed by a signal", command: ["sh", "-c", "echo before; kill -TERM $$; echo after"] },
        { name: "large output", command: ["sh", "-c", "seq 200000; seq 50000 >&2; exit 9"] },
    ];
}

function makeRepository(directory: string): void {
    const git = (...words: string[]): void => {
        const { status, stderr } = spawnSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words], {
            cwd: directory,
            encoding: "utf8",
        });
        if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
    };
    git("init", "-q", "-b", "main");
    for (const name of ["one", "two", "three"]) writeFileSync(path.join(directory, name), `${name}\n`);
    git("add", ".");
    git("commit", "-q", "-m", "first");
    writeFileSync(path.join(directory, "two"), "changed\n");
    writeFileSync(path.join(directory, "untracked"), "");
    git("mv", "three", "four");
}

/** Undefined when the recorded run shows what a run alone shows; else what differs. */
export function differenceWhenRecorded(one: TransparencyCase): string | undefined {
    const alone = outcome(one, (directory) => run(one.command, directory));
    const recorded = outcome(one, (directory) =>
        run(
            [
                ipcscope,
                "record",
                ...(one.watched === true ? ["--watch-memory"] : []),
                ...["-o", path.join(directory, "..", "t.ipctrace"), "--"],
                ...one.command,
            ],
            directory,
        ),
    );
    return alone === recorded ? undefined : `alone:\n${alone}\nrecorded:\n${recorded}`;
}

function outcome(one: TransparencyCase, runIn: (directory: string) => SpawnSyncReturns<string>): string {
    const parent = mkdtempSync(path.join(tmpdir(), "ipcscope-transparency-"));
    try {
        // The same path each time, as far as the program can see it in its output.
        const directory = path.join(parent, "work");
        mkdirSync(directory);
        one.prepare?.(directory);
        const { status, signal, stdout, stderr } = runIn(directory);
        const inOrder = (text: string): string =>
            (one.anyOrder === true ? text.split("\n").sort().join("\n") : text).replaceAll(parent, "");
        return [`status ${status}, signal ${signal}`, "stdout:", inOrder(stdout), "stderr:", inOrder(stderr)].join("\n");
    } finally {
        rmSync(parent, { recursive: true, force: true });
    }
}

function run([program, ...words]: readonly [string, ...string[]], directory: string): SpawnSyncReturns<string> {
    return spawnSync(program, words, {
        cwd: directory,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        maxBuffer: 1 << 28,
        timeout: patience,
        killSignal: "SIGTERM",
    });
}
