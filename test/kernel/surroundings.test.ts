/** A program finds the same world under `ipcscope record` as without it, byte by byte. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPrograms } from "./buildPrograms";
import { ipcscope } from "./commandLine";
import { patience } from "../patience";

const program = path.resolve(__dirname, "../programs/build/surroundings");

/** What stands before the command in a script of bash. */
const circumstances: readonly (readonly [string, string])[] = [
    ["nothing special", ""],
    ["ignored signals, as nohup(1) and & in a script leave them", "trap '' HUP INT QUIT USR1 PIPE CHLD TSTP; "],
    ["blocked signals", "exec env --block-signal=USR2,TERM,RTMIN --ignore-signal=WINCH "],
    ["other descriptors", "exec 3</etc/passwd 5>/dev/null 9<>/dev/zero 200</dev/null; "],
    ["standard input closed", "exec 0<&-; "],
    ["standard error closed", "exec 2>&-; "],
    ["standard input and error closed", "exec 0<&- 2>&-; "],
    ["low limits", "ulimit -S -n 40; ulimit -c 0; ulimit -S -s 4096; ulimit -S -u 5000; "],
    ["a handful of open files", "ulimit -n 8; "],
    ["an umask", "umask 0227; "],
    ["an environment that is not UTF-8", "exec env -i - $'a=\\xff\\xfe\\xc0' $'\\xe9=1' 'b.c=d e' $'n=\\n' = x=y x=z "],
    ["another personality", "exec setarch -R "],
    ["another priority", "exec nice -n 5 "],
    ["a session of its own", "exec setsid --wait "],
];

/** Numbers that each run has anew: its pipes, its session. */
const ownNumbers = /^(session )\d+, group \d+|, foreground \d+|(?<=descriptor [02]: [^\n]*), [0-9a-f]+$/gm;

/** The variable `_`, in which bash names what it starts. */
function withoutShellsOwn(text: string): string {
    return text.replace(/^environment 5f3d.*\n/m, "");
}

describe("what a program finds", () => {
    let directory: string;

    before(buildPrograms);
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    function found(before: string, ...recorder: string[]): string {
        const words = [...recorder, program, "plain", "", "with blanks  and\n", "$'\\xff\\xc3'"];
        const command = words.map((word) => (word.startsWith("$'") ? word : `'${word}'`)).join(" ");
        // Both in the same session and process group: that of this bash.
        const script = `set -- ${command}; ${before}"$@"`;
        const { stdout } = spawnSync("bash", ["-c", script], {
            cwd: directory,
            encoding: "latin1",
            stdio: ["ignore", "pipe", "pipe"],
            env: { PATH: process.env["PATH"], HOME: directory },
            timeout: patience,
        });
        return withoutShellsOwn(stdout).replaceAll(ownNumbers, "$1");
    }

    for (const [what, before] of circumstances) {
        it(`is the same with ${what}`, () => {
            const alone = found(before);
            assert.match(alone, /^argument 706c61696e$[^]*^argument ffc3$[^]*^personality /m);
            assert.equal(found(before, ipcscope, "record", "-o", "t", "--"), alone);
            assert.equal(readFileSync(path.join(directory, "t")).toString("latin1", 0, 8), "IPCTRACE");
        });
    }

    it("is the same in its session, its process group and at its terminal", () => {
        const script = `"$1" > alone; "$0" record -o t -- "$1" > recorded`;
        const inTerminal = `bash -c '${script}' ${ipcscope} ${program}`;
        spawnSync("script", ["-qec", inTerminal, "/dev/null"], { cwd: directory, stdio: "ignore", timeout: patience });
        const [alone, recorded] = ["alone", "recorded"].map((name) => withoutShellsOwn(readFileSync(path.join(directory, name), "utf8")));
        assert.match(alone ?? "", /^session \d+, group \d+, controlling terminal yes, foreground \d+$/m);
        assert.equal(recorded, alone);
    });
});
