/** `ipcscope check -- PROGRAM`: runs it, ends it when it hangs, and says what was found by report and exit status. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runIpcscope, type CommandResult } from "./commandLine";

const bank = path.join(__dirname, "..", "diagnosis", "bank");
const hangs = ["--hang-after", "1500ms"];

describe("ipcscope check of a program", () => {
    let directory: string;
    before(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const source = path.join(bank, "both_receive_first.c");
        const compiler = spawnSync("gcc", ["-g", "-O0", "-o", path.join(directory, "stuck"), source], { encoding: "utf8" });
        assert.equal(compiler.status, 0, compiler.stderr);
    });
    after(() => rmSync(directory, { recursive: true }));

    function check(...words: readonly string[]): CommandResult {
        return runIpcscope(directory, "check", ...words);
    }

    it("runs it as it runs alone, and says how it ended", () => {
        const { status, stdout, stderr } = check("--", "sh", "-c", "echo said; exit 5");
        assert.deepEqual(
            [status, stdout, stderr],
            [0, "said\nNothing was found.\n", "ipcscope: note: the program ended with exit code 5.\n"],
        );
    });

    it("ends what hangs, and says why; the trace can be kept, and the report written into a file", () => {
        const { status, stdout, stderr } = check(...hangs, "--github", "--report", "report", "-o", "kept.ipctrace", "--", "./stuck");
        assert.deepEqual([status, stdout, stderr], [1, "", "ipcscope: note: nothing happened any more; the program was ended.\n"]);
        const report = readFileSync(path.join(directory, "report"), "utf8");
        assert.match(report, /^::error file=.*both_receive_first\.c,line=28,title=IPC001::Circular wait/);
        assert.equal(check("--github", "kept.ipctrace").stdout, report);
        assert.equal(check("--ignore", "IPC002,IPC001", "kept.ipctrace").stdout, "Nothing was found.\n");
        const again = check(...hangs, "kept.ipctrace");
        assert.deepEqual(
            [again.status, again.stderr],
            [2, "ipcscope: --hang-after is for a program that is run: ipcscope check [options] -- <program>.\n"],
        );
    });

    it("leaves out what a baseline knows", () => {
        assert.equal(check("--write-baseline", "known.json", ...hangs, "--", "./stuck").status, 0);
        const { status, stdout } = check("--baseline", "known.json", ...hangs, "--", "./stuck");
        assert.deepEqual([status, stdout], [0, "Nothing was found.\n"]);
        writeFileSync(path.join(directory, "other.json"), '{"findings": [{"id": "IPC001", "file": "other.c", "function": "main"}]}');
        assert.equal(check("--baseline", "other.json", ...hangs, "--", "./stuck").status, 1);
    });

    it("kills what does not end when it is asked to, with its children, and tells that nothing was found", () => {
        const deaf = "trap '' TERM; sleep 1000 & echo $! $$; exec sleep 1000";
        const { status, stdout } = check(...hangs, "--", "sh", "-c", deaf);
        const [pids = "", found] = stdout.split("\n");
        assert.deepEqual([status, found], [3, "Nothing was found."]);
        for (const pid of pids.split(" ")) assert.ok(!isRunning(Number(pid)), pid);
    });

    it("tells what everybody waits for where nothing was found: a lock belongs to those who have its descriptor, whoever took it", () => {
        const script = "exec 9>lock; flock 9; sleep 1000 & exec 9>&-; exec 8>lock; flock 8; wait";
        const { status, stdout, stderr } = check(...hangs, "--", "bash", "-c", script);
        assert.deepEqual([status, stdout], [3, "Nothing was found.\n"]);
        assert.deepEqual(stderr.split("\n"), [
            "ipcscope: note: nothing happened any more; the program was ended.",
            "ipcscope: note: p1 waits in wait: waiting for any child to end: p3 or p4.",
            "ipcscope: note: p3 waits in nanosleep: sleeping.",
            "ipcscope: note: p4 waits in flock(8, LOCK_EX): p3 has an exclusive lock that p2 took.",
            "",
        ]);
    });

    it("runs nothing when its options make no sense", () => {
        for (const [words, sentence] of [
            [["--ignore", "IPC999"], /there is no rule 'IPC999'/],
            [["--hang-after", "soon"], /--hang-after is a time such as 5s or 300ms, not 'soon'/],
            [["--ignore", "IPC001,IPC999"], /there is no rule 'IPC999'/],
            [["--json", "--wrong"], /unknown option '--wrong'/],
            [["--json", "--sarif"], /option '--json' cannot be used with option '--sarif'/],
        ] as const) {
            const { status, stderr } = check(...words, "--", "touch", "ran");
            assert.equal(status, 2);
            assert.match(stderr, sentence);
        }
        assert.ok(!existsSync(path.join(directory, "ran")));
    });

    it("says what is no baseline, and that there is no program", () => {
        writeFileSync(path.join(directory, "no.json"), "[]");
        const { status, stderr } = check("--baseline", "no.json", "--", "true");
        assert.deepEqual([status, stderr], [2, "ipcscope: no.json is no baseline: write one with --write-baseline.\n"]);
        assert.equal(check("--", "./missing").status, 127);
    });
});

/** A zombie does not run any more: nobody may be there to reap it. */
function isRunning(pid: number): boolean {
    const status = `/proc/${pid}/stat`;
    return existsSync(status) && !/\) Z /.test(readFileSync(status, "utf8"));
}
