/** An interactive shell at a pseudoterminal, with Ctrl-Z, bg, fg, Ctrl-C and jobs that are stopped for reading in the background. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { patience } from "../patience";
import { buildPrograms } from "./buildPrograms";
import { ipcscope } from "./commandLine";

const atTerminal = path.resolve(__dirname, "../programs/build/at_terminal");
const shell = ["bash", "--norc", "--noprofile", "-i"] as const;

/** What test/programs/at_terminal.c does. */
const dialogue = `
    see $
    type sleep 100\\n | job sleep | type \\032 | see Stopped | prompt | see $
    type bg\\n | see sleep 100 & | see $
    type jobs\\n | see Running | see $
    type fg\\n | see sleep 100 | job sleep | type \\003 | prompt | see $
    type echo status $?\\n | see status 130 | see $
    type cat\\n | job cat | type words\\n | see words | see words | type \\032 | see Stopped | prompt | see $
    type fg\\n | see cat | job cat | type more\\n | see more | see more | type \\004 | prompt | see $
    type cat & until jobs !| grep -q Stopped; do sleep 0.01; done; jobs\\n | see ] | see Stopped | see $
    type fg\\n | see cat | job cat | type \\004 | prompt | see $
    type cat !| cat\\n | job cat | type words\\n | see words | see words | type \\032 | see Stopped | prompt | see $
    type fg\\n | see cat !| cat | job cat | type \\004 | prompt | see $
    type exit 5\\n`;

/** The recorder is itself a job, with the program that it records. */
const recording = `
    see $
    type ipcscope record -o t -- cat\\n | job ipcscope | type words\\n | see words | see words | type \\032 | see Stopped | stopped cat | see $
    type fg\\n | see cat | job ipcscope | type more\\n | see more | see more | type \\004 | prompt | see $
    type exit 5\\n`;

const stepsOf = (text: string): string =>
    text
        .trim()
        .split(/\n| (?<!!)\| /)
        .map((step) => step.trim().replaceAll("!|", "|"))
        .map((step) => (step === "see $" ? "see $ " : step))
        .join("\n");

describe("an interactive shell", () => {
    let directory: string;

    before(buildPrograms);
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    /** The screen, without the numbers of processes. */
    function screen(text: string, ...command: readonly string[]): string {
        const { status, stdout, stderr } = spawnSync(atTerminal, command, {
            cwd: directory,
            encoding: "utf8",
            input: `${stepsOf(text)}\n`,
            env: { ...process.env, PATH: `${path.dirname(ipcscope)}:${process.env["PATH"]}`, PS1: "$ ", TERM: "dumb", HISTFILE: "" },
            timeout: patience,
        });
        assert.equal(status, 0, stdout + stderr);
        return stdout.replace(/\] \d+/g, "] PID");
    }

    it("is the same recorded as alone", () => {
        const alone = screen(dialogue, ...shell);
        assert.match(alone, /Stopped {17}cat \| cat/);
        assert.match(alone, /\[ends with 5\]/);
        assert.equal(screen(dialogue, ipcscope, "record", "-o", "t", "--", ...shell), alone);
        const { stdout } = spawnSync(ipcscope, ["verify", "--trace", "t"], { cwd: directory, encoding: "utf8" });
        assert.match(stdout, / events, 0 faults\n$/);
    });

    it("has the groups, the sessions and the foreground that the kernel says", () => {
        const text = screen(dialogue, ipcscope, "verify", "--", ...shell);
        const [, comparisons, differences] = /(\d+) comparisons, (\d+) differences/.exec(text) ?? [];
        assert.equal(differences, "0", text);
        assert.ok(Number(comparisons) > 10_000, text);
    });

    it("is told when its terminal hangs up, as when it leads the session itself", () => {
        const command = ["sh", "-c", `trap 'exit 3' HUP; echo ready; while :; do sleep 0.05; done`] as const;
        assert.match(screen("see ready\nhang up", ...command), /\[ends with 3\]\n$/);
        assert.match(screen("see ready\nhang up", ipcscope, "record", "-o", "t", "--", ...command), /\[ends with 3\]\n$/);
        const { stdout } = spawnSync(ipcscope, ["events", "t"], { cwd: directory, encoding: "utf8" });
        assert.match(stdout, /p1 gets SIGHUP\./);
    });

    it("stops and continues a recording as any job", () => {
        const text = screen(recording, ...shell);
        assert.match(text, /Stopped {17}ipcscope record -o t -- cat/);
        assert.match(text, /more\r\nmore\r\n\$ exit 5/);
    });
});
