/** What `ipcscope events` prints for a person: folded, chosen, coloured. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ipcscope, runIpcscope } from "./commandLine";

interface EventJson {
    readonly seq: number;
    readonly time: number;
    readonly process: string;
    readonly kind: string;
}

/** p2 looks for `ls` in two folders where it is not. */
const program = ["env", "PATH=/nonexistent/a:/nonexistent/b:/bin:/usr/bin", "sh", "-c", "ls / | cat > /dev/null; exec env ls /"];

describe("events for a person", () => {
    let directory: string;

    before(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        runIpcscope(directory, "record", "-o", "t", "--", ...program);
    });
    after(() => rmSync(directory, { recursive: true }));

    function succeed(...words: string[]): string {
        const { status, stdout, stderr } = runIpcscope(directory, "events", "t", ...words);
        assert.deepEqual([status, stderr], [0, ""]);
        return stdout;
    }

    const lines = (...words: string[]): readonly string[] =>
        succeed(...words)
            .trimEnd()
            .split("\n");
    const json = (...words: string[]): readonly EventJson[] =>
        succeed("--json", ...words)
            .split("\n")
            .filter((line) => line !== "")
            .map((line) => JSON.parse(line) as EventJson);
    const numbers = (all: readonly string[]): readonly number[] => all.map((line) => Number.parseInt(line, 10));

    it("have the start-up of each program in one line", () => {
        const text = lines().join("\n");
        assert.match(text, /p1 loaded (\d+ libraries|the library \S+)[^\n]*\. \(\d+ events, to \d+\)$/m);
        assert.match(text, /p1 looked for ls in 2 folders\. \(2 events, to \d+\)\n.* p1 executes ls/);
        assert.doesNotMatch(text, /ld\.so\.cache|LC_/);
        assert.ok(lines().length < lines("--all").length / 2);
    });

    it("are all there with --all and as JSON", () => {
        assert.deepEqual(
            numbers(lines("--all")),
            json().map(({ seq }) => seq),
        );
        assert.match(succeed("--all"), /ld\.so\.cache/);
    });

    it("stand in their order, and lead to the events that they stand for", () => {
        const shown = numbers(lines());
        assert.deepEqual(
            shown,
            [...shown].sort((one, other) => one - other),
        );
        const [first = "", last = ""] = /^ *(\d+).* loaded .* to (\d+)\)$/m.exec(succeed())?.slice(1) ?? [];
        assert.match(succeed("--all", "--since", first, "--until", last), /libc/);
    });

    it("are all there of a kind that is asked for", () => {
        assert.equal(lines("--kind", "descriptorOpened").length, json("--kind", "descriptorOpened").length);
    });

    it("are chosen by number and by time, both ends included", () => {
        const all = json();
        const [from, to] = [all[20], all[40]];
        assert.ok(from !== undefined && to !== undefined);
        const between = (...words: string[]): readonly number[] => json(...words).map(({ seq }) => seq);
        const expected = all.slice(20, 41).map(({ seq }) => seq);
        assert.deepEqual(between("--since", String(from.seq), "--until", String(to.seq)), expected);
        const microseconds = ({ time }: EventJson): number => Math.round(time * 1e6);
        const byTime = all.filter((event) => microseconds(event) >= microseconds(from) && microseconds(event) <= microseconds(to));
        assert.deepEqual(
            between("--since", `${from.time.toFixed(6)}s`, "--until", `${microseconds(to)}us`),
            byTime.map(({ seq }) => seq),
        );
        assert.deepEqual(between("--since", "1000000"), []);
        assert.equal(runIpcscope(directory, "events", "t", "--since", "now").status, 2);
    });

    const inTerminal = (environment: Readonly<Record<string, string>>): string => {
        const words = ["-qec", `'${ipcscope}' events t`, "/dev/null"];
        const { PATH } = process.env;
        return spawnSync("script", words, { cwd: directory, encoding: "utf8", env: { PATH, TERM: "xterm", ...environment } }).stdout;
    };
    const colour = /\x1b\[[\d;]*m/g;

    it("are coloured on a terminal, and the same text", () => {
        const text = inTerminal({});
        assert.match(text, colour);
        assert.equal(text.replace(colour, "").replaceAll("\r\n", "\n"), succeed());
        assert.doesNotMatch(inTerminal({ NO_COLOR: "1" }), colour);
        assert.doesNotMatch(succeed(), colour);
    });

    it("are coloured as --color says; JSON never is", () => {
        assert.match(succeed("--color", "always"), colour);
        assert.doesNotMatch(succeed("--color", "always", "--json"), colour);
        assert.match(runIpcscope(directory, "state", "t", "--color", "always").stdout, colour);
        assert.match(runIpcscope(directory, "events", "t", "--color", "red").stderr, /Allowed choices are auto, always, never\.\n$/);
    });
});
