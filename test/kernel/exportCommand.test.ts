import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runIpcscope } from "./commandLine";

describe("ipcscope export", () => {
    let folder = "";
    before(() => {
        folder = mkdtempSync(path.join(os.tmpdir(), "ipcscope-export-"));
        runIpcscope(folder, "record", "-o", "a.ipctrace", "--no-stacks", "--", "sh", "-c", "echo hello | cat");
    });
    after(() => rmSync(folder, { recursive: true }));

    it("writes a file named after the trace, or to the standard output", () => {
        const { status, stdout } = runIpcscope(folder, "export", "--format", "mermaid", "a.ipctrace");
        assert.deepEqual([status, stdout], [0, "a.mmd\n"]);
        const printed = runIpcscope(folder, "export", "--format", "mermaid", "-o", "-", "a.ipctrace").stdout;
        assert.equal(printed, readFileSync(path.join(folder, "a.mmd"), "utf8"));
        assert.match(printed, /hello/);
    });

    it("says when a sequence diagram is longer than Mermaid draws", () => {
        const loop = "i=0; while [ $i -lt 1000 ]; do echo x; i=$((i+1)); done | cat";
        assert.equal(runIpcscope(folder, "record", "-o", "long.ipctrace", "--", "sh", "-c", loop).status, 0);
        const { status, stdout, stderr } = runIpcscope(folder, "export", "--format", "mermaid", "-o", "-", "long.ipctrace");
        assert.equal(status, 0);
        assert.ok(stdout.length > 50_000);
        assert.match(
            stderr,
            new RegExp(`^ipcscope: note: Mermaid draws at most 50000 characters .*, and these are ${stdout.length}: [^\\n]+\\n$`),
        );
    });

    it("replaces a file only on demand", () => {
        writeFileSync(path.join(folder, "b"), "mine");
        const refused = runIpcscope(folder, "export", "--format", "json", "-o", "b", "a.ipctrace");
        assert.deepEqual(
            [refused.status, refused.stderr],
            [2, "ipcscope: 'b' is there already: name another file, or replace it with --force.\n"],
        );
        assert.equal(readFileSync(path.join(folder, "b"), "utf8"), "mine");
        assert.equal(runIpcscope(folder, "export", "--format", "json", "-o", "b", "--force", "a.ipctrace").status, 0);
        assert.ok((JSON.parse(readFileSync(path.join(folder, "b"), "utf8")) as { events: unknown[] }).events.length > 10);
    });

    it("says that a picture needs a browser", () => {
        const before = process.env["IPCSCOPE_BROWSER"];
        process.env["IPCSCOPE_BROWSER"] = "/none";
        try {
            const { status, stderr } = runIpcscope(folder, "export", "--format", "svg", "a.ipctrace");
            assert.equal(status, 2);
            assert.match(stderr, /^ipcscope: a picture is laid out by a browser, and there is none: /);
        } finally {
            if (before === undefined) delete process.env["IPCSCOPE_BROWSER"];
            else process.env["IPCSCOPE_BROWSER"] = before;
        }
    });

    it("says what is wrong in one sentence", () => {
        const events = runIpcscope(folder, "events", "--json", "--all", "a.ipctrace").stdout.trim().split("\n");
        const last = (JSON.parse(events.at(-1) ?? "") as { readonly seq: number }).seq;
        for (const [words, sentence] of [
            [["--format", "json", "none"], "cannot read 'none': No such file or directory."],
            [["--format", "json", "b"], "'b' is not a trace of ipcscope."],
            [["--format", "json", "-o", "/none/x", "a.ipctrace"], "cannot write '/none/x': No such file or directory."],
            [["--format", "parquet", "-o", "b", "a.ipctrace"], /^cannot write 'b\/host=.*': Not a directory\.$/],
            // A folder in which none can be made, however often one tries.
            [
                ["--format", "parquet", "-o", "/proc/none", "a.ipctrace"],
                /^cannot write '\/proc\/none\/host=.*': No such file or directory\.$/,
            ],
            [["--format", "svg", "--at", "soon", "a.ipctrace"], "--at is the number of an event, or a time such as 1.25s, not 'soon'."],
            [["--format", "svg", "--at", "1", "--at", "2", "a.ipctrace"], "a picture is of one moment: name one with --at."],
            [["--format", "svg", "--at", "9999", "a.ipctrace"], `'a.ipctrace' has ${last} events, so there is no event 9999.`],
        ] as const) {
            const { status, stderr } = runIpcscope(folder, "export", ...words);
            assert.equal(status, 2, stderr);
            const said = stderr.replace(/^ipcscope: (.*)\n$/, "$1");
            if (typeof sentence === "string") assert.equal(said, sentence);
            else assert.match(said, sentence);
        }
        const { status, stderr } = runIpcscope(folder, "export", "--format", "text", "a.ipctrace");
        assert.equal(status, 2);
        assert.match(stderr, /handout, html, json, mermaid, parquet, pcapng, perfetto, png, strace, svg/);
    });
});
