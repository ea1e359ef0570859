import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { storedIndex } from "../../tracer/trace/storedIndex";
import { openArchive, type OpenedTrace } from "../../webview/reading/openedTrace";
import { patience } from "../patience";
import { buildPrograms } from "./buildPrograms";
import { ipcscope, runIpcscope, type CommandResult } from "./commandLine";

const programs = path.resolve(__dirname, "../programs/build");
const messages = [path.join(programs, "message_groups"), "5"] as const;
/** Of which an index takes more than half a second. */
const many = `${messages[0]} 150`;

/** Whichever build has made it: what reads it here is none. */
function openedByIndex(trace: Uint8Array): OpenedTrace | null {
    const archive = storedIndex(trace)?.archive;
    if (archive === undefined) return null;
    const head = Buffer.from(archive.subarray(4, 4 + Buffer.from(archive).readUInt32LE()));
    const { key } = JSON.parse(head.toString()) as { readonly key: string };
    return openArchive(archive, key);
}

describe("ipcscope index", () => {
    let directory: string;
    before(buildPrograms);
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    const run = (...words: readonly string[]): CommandResult => runIpcscope(directory, ...words);
    const bytes = (): Buffer => readFileSync(path.join(directory, "t"));

    it("puts an index into a trace, which is the same for all other commands", () => {
        run("record", "-o", "t", "--", ...messages);
        const whole = (): readonly string[] => [
            run("events", "--json", "t").stdout,
            run("state", "t").stdout,
            run("verify", "--trace", "t").stdout,
        ];
        const before = whole();
        assert.equal(openedByIndex(bytes()), null);
        const { status, stdout, stderr } = run("index", "t");
        assert.deepEqual([status, stderr], [0, ""]);
        const opened = openedByIndex(bytes());
        assert.match(stdout, new RegExp(`^t: ${opened?.trace.length} events, an index of \\d+ bytes\\.\n$`));
        assert.deepEqual(opened?.notices, []);
        const withLine = before[0]?.split("\n").findLast((line) => line.includes('"source":{'));
        const { seq, source } = JSON.parse(withLine ?? "{}") as { readonly seq: number; readonly source: { readonly function: string } };
        assert.deepEqual(opened.trace.event(seq).source, source);
        assert.ok(opened.stacks.placesAt(seq).some((place) => place.function === source.function));
        assert.deepEqual(whole(), before);
        assert.deepEqual(readdirSync(directory), ["t"]);
    });

    it("does nothing to what is no whole trace, and says so", () => {
        run("record", "-o", "t", "--", "true");
        truncateSync(path.join(directory, "t"), bytes().length - 1);
        const before = bytes();
        const { status, stderr } = run("index", "t");
        assert.deepEqual([status, stderr], [2, "ipcscope: 't' has no end, and an index is made of a whole recording alone.\n"]);
        assert.deepEqual(bytes(), before);
        assert.deepEqual([run("index", "none").status, run("index", messages[0]).status], [2, 2]);
    });

    it("is done by a recording that is told to, silently, and the status is the program's", () => {
        const script = `${messages.join(" ")} >/dev/null; exit 3`;
        for (const [option, hasIndex] of [
            [[], false],
            [["--no-index"], false],
            [["--index"], true],
        ] as const) {
            const { status, stdout, stderr } = run("record", "-o", "t", ...option, "--", "sh", "-c", script);
            assert.deepEqual([status, stdout, stderr], [3, "", ""]);
            assert.equal(openedByIndex(bytes()) !== null, hasIndex, option.join());
        }
    });

    /** What an interactive shell shows while it does this. */
    function atTerminal(steps: readonly string[]): string {
        const { stdout, stderr } = spawnSync(path.join(programs, "at_terminal"), ["bash", "--norc", "--noprofile", "-i"], {
            cwd: directory,
            encoding: "utf8",
            input: `${["see $ ", ...steps, "type exit 5\\n"].join("\n")}\n`,
            env: { ...process.env, PATH: `${path.dirname(ipcscope)}:${process.env["PATH"]}`, PS1: "$ ", TERM: "dumb", HISTFILE: "" },
            timeout: patience,
        });
        assert.equal(stderr, "");
        return stdout;
    }

    it("is done by a recording at a terminal, which says how far it is when that takes long", () => {
        const screen = atTerminal([
            `type ipcscope record -o t -- ${many}\\n`,
            "see preparing t for review (Ctrl-C skips this): ",
            "prompt",
            "see $ ",
            "type echo status $?\\n",
            "see status 0",
            "see $ ",
        ]);
        assert.match(screen, /preparing t for review/);
        assert.ok(openedByIndex(bytes()) !== null);
    });

    it("is skipped by Ctrl-C, and the trace is whole without it", () => {
        atTerminal([
            `type ipcscope record -o t -- ${many}\\n`,
            "see preparing t for review (Ctrl-C skips this): ",
            "type \\003",
            "prompt",
            "see $ ",
            "type echo status $?\\n",
            "see status 0",
            "see $ ",
        ]);
        assert.equal(openedByIndex(bytes()), null);
        assert.deepEqual(readdirSync(directory), ["t"]);
        assert.equal(run("verify", "--trace", "t").status, 0);
    });
});
