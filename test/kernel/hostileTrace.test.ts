/** What a trace says reaches the terminal as text, whoever wrote the trace. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { preamble, record, u16, u32, u64, u8 } from "../unit/traceBytes";
import { runIpcscope } from "./commandLine";

/** A title, a colour by a C1 control, text in the other direction, and two lines that we did not write. */
const evil = "\x1b]0;PWNED\x07\u009b31m\u202e\u2066\r\nipcscope: forged\u2028ipcscope: forged\n    1  0.000000  p1   forged";
const spelled = "\\x1b]0;PWNED\\x07\\x9b31m\\u202e\\u2066\\r\\nipcscope: forged";

/** Sequences that a terminal is to obey; the trace's own colour is a C1 control. */
const ourColours = /\x1b\[[\d;]+m/g;

const text = (value: string): Buffer => Buffer.from(value);
const long = text(evil);

function exec(pid: number): Buffer {
    const command = text(`${evil}\0${evil}\0`);
    return record(6, u64(2), u32(pid), u32(pid), u16(long.length), u16(long.length), u32(command.length), long, long, command);
}

function capture(operation: number, bytes: Buffer): Buffer {
    return Buffer.concat([u8(operation), u8(0), u16(0), u32(bytes.length), u64(bytes.length), bytes]);
}

function call(nr: number, args: readonly number[], result: number, captures: readonly Buffer[]): Buffer {
    const words = Array.from({ length: 6 }, (_, index) => u64(args[index] ?? 0));
    return record(3, u64(3), u64(4), u32(10), u32(nr), ...words, u64(result), u32(1), u16(captures.length), u16(0), ...captures);
}

/** As the `object` operation stores them: a file of that name. */
const regularFile = 0o100644;
const facts = Buffer.concat([u64(1), u64(2), u64(0), u64(0), u32(regularFile), u32(2), long]);

const header = {
    format: 1,
    ipcscope: evil,
    architecture: evil,
    started: evil,
    host: evil,
    monotonicStart: "0",
    programs: [[evil]],
    directory: evil,
    payload: "all",
    stacks: true,
};

const trace = Buffer.concat([
    preamble(),
    record(1, JSON.stringify(header)),
    record(2, u64(1), u32(10), u32(10), u32(1), u32(1), u64(0), u32(0), u8(0), u8(0), u16(0)),
    exec(10),
    record(11, u32(1), u64(1), u64(1), u16(0), u16(long.length), long),
    record(10, u32(1), u16(1), u16(0), u32(1), u64(0)),
    call(257, [-100, 0, 2], 5, [capture(0, text(`${evil}\0`)), capture(1, facts)]),
    call(1, [5, 0, long.length], long.length, [capture(0, long)]),
    call(87, [0], 0, [capture(0, text(`${evil}\0`))]),
    call(87, [0], -2, [capture(0, text(`${evil}\0`))]),
    exec(10),
    record(16, u64(5), evil),
    record(10, "no stack"),
]);

describe("a hostile trace", () => {
    let directory: string;
    const name = `${evil.replaceAll("/", "")}.ipctrace`;

    before(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        writeFileSync(path.join(directory, name), trace);
    });
    after(() => rmSync(directory, { recursive: true }));

    for (const [what, words] of [
        ["events", ["events", name]],
        ["events, unfolded and in colour", ["events", "--all", "--color", "always", name]],
        ["events as JSON", ["events", "--json", name]],
        ["a state", ["state", name]],
        ["a state in colour", ["state", "--color", "always", name]],
        ["a state as JSON", ["state", "--json", name]],
        ["a process that is unknown", ["events", "--process", evil, name]],
        ["a kind that is unknown", ["events", "--kind", evil, name]],
        ["a moment that is none", ["state", "--at", evil, name]],
        ["a trace that is not there", ["events", `${name}${evil}`]],
        ["a folder that is not there", ["record", "-o", `${evil}/t`, "true"]],
        ["a program that is not there", ["verify", evil]],
        ["a program in a folder that is not there", ["record", "-o", "t", "--", `./${evil}`]],
        ["a quote that is not closed", ["record", "--also", `'${evil}`, "true"]],
        ["a command that is none", [evil]],
        ["an option that is none", ["events", `--${evil}`]],
    ] as const) {
        it(`writes text only: ${what}`, () => {
            const { stdout, stderr, signal } = runIpcscope(directory, ...words);
            assert.equal(signal, null);
            const lines = `${stdout}${stderr}`.replace(ourColours, "").split("\n");
            assert.ok(lines.join("\n").includes("PWNED"), "the text is there");
            for (const line of lines) {
                assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
                assert.doesNotMatch(line, /^(ipcscope: forged|    1  0.000000  p1   forged)/);
            }
            assert.doesNotMatch(stderr, /fault of ipcscope/);
        });
    }

    it("says the same to a program that reads JSON", () => {
        const events = runIpcscope(directory, "events", "--json", name)
            .stdout.trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line) as { readonly text?: string; readonly kind: string });
        assert.equal(events.find(({ kind }) => kind === "traceNote")?.text, evil);
        assert.match(runIpcscope(directory, "events", name).stdout, new RegExp(spelled.replace(/[\\[\]]/g, "\\$&")));
    });
});
