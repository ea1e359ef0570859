import assert from "node:assert/strict";
import { redactedHeader } from "../../tracer/export/redacted";
import { loadArchive, saveArchive } from "../../tracer/review/archive/archive";
import { RecordedTrace } from "../../tracer/review/recordedTrace";
import { summaryOf } from "../../tracer/review/summary/summary";
import { decodeHeader } from "../../tracer/trace/decodeHeader";

const header = decodeHeader(
    JSON.stringify({
        format: 2,
        ipcscope: "0.1.0",
        architecture: "x86_64",
        started: "2026-01-02T03:04:05.678Z",
        monotonicStart: "0",
        programs: [["./a", "b"], ["./c"]],
        directory: "/home/a",
        payload: "all",
        stacks: false,
        machine: { "kernel": "6.1.0", "processors": 2, "what comes later": true },
    }),
);

function told(trace: RecordedTrace): readonly string[] {
    return trace.circumstances.all.map(({ name, value }) => `${name}: ${value}`);
}

describe("the circumstances of a recording", () => {
    const trace = new RecordedTrace();
    trace.circumstances.see({ type: "header", header });

    it("are what its header tells; what is not known is left out", () => {
        assert.deepEqual(told(trace), [
            "recorded: 2026-01-02T03:04:05.678Z",
            "by: ipcscope 0.1.0",
            "programs: ./a b; ./c",
            "directory: /home/a",
            "kernel: 6.1.0",
            "machine: x86_64",
            "processors: 2",
            "bytes kept: all",
            "stacks: no",
        ]);
    });

    it("have the variables of the first program, and how those of others differ", () => {
        const own = new RecordedTrace();
        const start = (pid: number, variables: readonly string[], cut = false): void =>
            own.circumstances.see({
                type: "exec",
                time: 0,
                pid,
                formerTid: pid,
                path: "/a",
                directory: "/",
                arguments: [],
                environment: { variables, cut },
            });
        start(10, ["HOME=/root", "PS1=\u001b[1m it's", "A="]);
        start(11, ["HOME=/root", "PS1=\u001b[1m it's", "A="]);
        start(12, ["A=1", "HOME=/root", "NEW=x y"]);
        start(13, ["HOME=/tmp", `LONG=${"x".repeat(1000)}`], true);
        own.circumstances.see({ type: "exec", time: 0, pid: 14, formerTid: 14, path: "/a", directory: "/", arguments: [] });
        assert.deepEqual(told(own), [
            "environment: HOME=/root 'PS1=\\x1b[1m it'\\''s' A=",
            "environment of 12: A=1 'NEW=x y' without PS1",
            `environment of 13: HOME=/tmp 'LONG=${"x".repeat(195)}…'`,
        ]);
    });

    it("stay with the archive of the trace, and stand in its summary", () => {
        const again = loadArchive(saveArchive({ trace, beside: null }, "1"), "1");
        assert.ok(again !== null);
        assert.deepEqual(told(again.trace), told(trace));
        assert.deepEqual(summaryOf(trace).circumstances, trace.circumstances.all);
    });

    it("are not those of a machine where that is to be left out", () => {
        const redacted = new RecordedTrace();
        redacted.circumstances.see({ type: "header", header: redactedHeader(header) });
        assert.deepEqual(
            told(redacted).filter((line) => /^(programs|kernel|processors|bytes)/.test(line)),
            ["programs: ./a; ./c", "bytes kept: none"],
        );
    });

    it("say where the trace was packed", () => {
        const packed = new RecordedTrace();
        packed.circumstances.see({
            type: "environment",
            facts: new Map([
                ["kernel", "Linux 6.1.0"],
                ["packed by", "ipcscope 0.1.0"],
            ]),
        });
        assert.deepEqual(told(packed), ["packed: kernel Linux 6.1.0, by ipcscope 0.1.0"]);
    });
});
