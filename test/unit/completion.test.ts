import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { visibleCommands } from "./visibleCommands";
import { commandLine } from "../../tracer/cli/commandLine";
import { completion, shells } from "../../tracer/cli/completion/completionCommand";

describe("completion", () => {
    let directory: string;

    before(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        for (const name of ["a.ipctrace", "two words.ipctrace", "notes.txt"]) writeFileSync(path.join(directory, name), "");
        mkdirSync(path.join(directory, "folder"));
        mkdirSync(path.join(directory, "empty"));
    });
    after(() => rmSync(directory, { recursive: true }));

    /** What bash offers for the last of the words, as it splits them itself. */
    function offered(...words: readonly string[]): readonly string[] {
        const script = `
            set -u
            ${completion("bash", commandLine())}
            compopt() { :; } # bash allows it to those only whom it has called itself
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            _ipcscope
            ((\${#COMPREPLY[@]} == 0)) || printf '%s\\n' "\${COMPREPLY[@]}"`;
        const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", script, "bash", "ipcscope", ...words], {
            cwd: directory,
            encoding: "utf8",
        });
        assert.equal(stderr, "");
        return stdout === "" ? [] : stdout.trimEnd().split("\n").sort();
    }

    it("knows every command and option", () => {
        const names = visibleCommands().map((command) => command.name());
        assert.ok(names.includes("record") && names.includes("events"));
        assert.deepEqual(offered(""), [...names, "--help", "--version"].sort());
        for (const command of visibleCommands()) {
            const flags = command
                .createHelp()
                .visibleOptions(command)
                .flatMap(({ short, long }) => [short, long]);
            assert.deepEqual(offered(command.name(), "-"), flags.filter((flag) => flag !== undefined).sort());
        }
    });

    const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
        ["a command that is begun", ["ev"], ["events"]],
        ["traces and folders", ["events", ""], ["a.ipctrace", "empty", "folder", "two words.ipctrace"]],
        ["all files where there are no traces", ["events", "not"], ["notes.txt"]],
        ["options behind a trace", ["events", "a.ipctrace", "--fo"], ["--follow"]],
        ["a choice", ["events", "--color", "a"], ["always", "auto"]],
        ["a choice behind =", ["events", "--color", "=", "n"], ["never"]],
        ["a choice behind = alone", ["state", "--at", "="], ["end", "last-wait"]],
        ["the trace behind an option and its value", ["state", "--at", "end", "a"], ["a.ipctrace"]],
        ["the trace behind an option and its value, joined by =", ["state", "--at", "=", "end", "a"], ["a.ipctrace"]],
        ["kinds of events", ["events", "--kind", "pipe"], ["pipeCreated"]],
        ["the file of -o", ["record", "-o", "n"], ["notes.txt"]],
        ["nothing where nothing is known", ["events", "--process", ""], []],
        ["what a program takes: files", ["record", "cat", "n"], ["notes.txt"]],
        ["what a program takes: files, behind an option", ["record", "-o", "x", "cat", "n"], ["notes.txt"]],
        ["no options of ours behind the program", ["record", "cat", "--pay"], []],
        ["no options of ours behind --", ["verify", "--", "-"], []],
        ["no options of ours behind a program and --", ["record", "--", "cat", "--pay"], []],
        ["the shells", ["completion", ""], [...shells]],
        ["nothing of a command that is none", ["nonsense", ""], []],
    ];
    for (const [what, words, expected] of cases) it(`offers ${what}`, () => assert.deepEqual(offered(...words), expected));

    it("offers programs", () => {
        for (const words of [
            ["record"],
            ["record", "--"],
            ["verify"],
            ["record", "--also"],
            ["record", "--no-stacks", "--payload", "all"],
        ]) {
            assert.ok(offered(...words, "tru").includes("true"), words.join(" "));
        }
    });

    it("for zsh tells it of every command, option and choice", () => {
        const script = completion("zsh", commandLine());
        assert.match(script, /^#compdef ipcscope\n/);
        for (const command of visibleCommands()) {
            assert.ok(script.includes(`'${command.name()}:${command.summary().replaceAll("'", "'\\''")}'`), command.name());
            const [, specs = ""] = new RegExp(`^ +${command.name()}\\) _arguments ((?:.*\\\\\\n)*.*;;)$`, "m").exec(script) ?? [];
            for (const { long } of command.createHelp().visibleOptions(command)) {
                assert.ok(specs.includes(`${long}`), `${command.name()} ${long}`);
            }
        }
        assert.match(script, /'--color=\[[^\]]+\]:when:\(auto always never\)'/);
        assert.match(script, /'1:trace:_files -g "\*\.ipctrace"'/);
    });
});
