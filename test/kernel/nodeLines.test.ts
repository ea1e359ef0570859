/** The lines of a Node program that its events carry: each is right, and where nobody can know it there is none. */
import assert from "node:assert/strict";
import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { patience } from "../patience";
import { ipcscope } from "./commandLine";

/** Each word is written by the call on the line that has it; words with a `?` may have no line. */
const classic = `#!/usr/bin/env node
const fs = require("node:fs");
const write = (word) => fs.writeSync(1, word + "\\n"), { helper } = require("helper");
function inner() {
    const unused = [1, 2, 3].map((each) => each * 2);
    [0].forEach(() => {
        fs.writeSync(1,
            "<in a builtin>");
    });
}
inner();
require("node:v8").setFlagsFromString("--expose-gc");
const collectGarbage = require("node:vm").runInNewContext("gc");
for (const each of ["<once>", "<again>", "<and again, moved>"]) fs.writeSync(1, each), collectGarbage();
class Shape {
    constructor() { fs.writeSync(1, "<constructor>"); }
    get area() { return fs.writeSync(1, "<getter>"); }
    static { fs.writeSync(1, "<static block>"); }
}
new Shape().area;
function* generator() {
    yield 1;
    fs.writeSync(1, "<generator>");
}
for (const each of generator()) void each;
(async () => {
    await null;
    fs.writeSync(1, "<after await>");
    await new Promise((resolve) => setTimeout(resolve, 5));
    fs.writeSync(1, "<after a timer>");
    console.log("<through the console>");
    process.stdout.write("<through a stream>");
    const alive = setInterval(() => undefined, 1000);
    process.once("SIGUSR2", () => {
        clearInterval(alive);
        fs.writeSync(1, "<listener of a signal>");
    });
    process.kill(process.pid, "SIGUSR2");
})();
eval("fs.writeSync(1, '<no line, in eval>')");
new Function("fs", "fs.writeSync(1, '<no line, in a new function>')")(fs);
helper(fs, "<by a package>");
function hot(last) {
    let sum = 0;
    for (let each = 0; each < 100; each++) sum += each;
    if (last) fs.writeSync(1, "<perhaps no line, in hot code>");
    return sum;
}
for (let each = 0; each <= 20000; each++) hot(each === 20000);
`;

const typed = `interface Question {
    readonly text: string;
}
enum Color {
    Red,
}
import { writeSync } from "node:fs";
type Answer = string;

class Writer {
    constructor(private readonly fd: number) {}
    write({ text }: Question): void {
        writeSync(this.fd, text satisfies Answer);
    }
    twice(): void {
        writeSync(this.fd, "<in a method>");
        writeSync(this.fd, "<below it>");
    }
}
new Writer(1).twice();
writeSync(1 + Color.Red, "<at the top>");
`;

const debugged = `const { writeSync } = require("node:fs");
const { Session } = require("node:inspector");
const { Worker, isMainThread } = require("node:worker_threads");
function debugged() {
    const nothing = "";
    writeSync(1, "<with a breakpoint>" + nothing);
}
if (isMainThread) {
    const session = new Session();
    session.connect();
    session.post("Debugger.enable");
    const place = { lineNumber: 5, urlRegex: "debugged", condition: "false" };
    session.post("Debugger.setBreakpointByUrl", place, (error, { locations }) => writeSync(1, "<" + locations.length + " breakpoint>"));
    debugged();
    new Worker(__filename);
} else {
    writeSync(1, "<in a worker>");
}
`;

interface FileEvent {
    readonly object?: string | null;
    readonly newObject?: { readonly name: string | null };
    readonly call?: string;
    readonly path?: string;
    readonly source?: { readonly line: number };
    readonly begunAt?: { readonly line: number };
}

describe("lines of a Node program", () => {
    let directory: string;

    before(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    after(() => rmSync(directory, { recursive: true }));

    function run(program: string, ...words: readonly string[]) {
        const { status, stdout, stderr } = spawnSync(program, words, { cwd: directory, encoding: "utf8", timeout: patience });
        return { status, stdout, stderr };
    }

    /** The line that a recording gives for each word; null: it gives none. */
    function recordedLines(program: string, source: string): ReadonlyMap<string, number | null> {
        assert.deepEqual(run(ipcscope, "record", "-o", "t.ipctrace", "--", "node", program), run("node", program));
        const events = run(ipcscope, "events", "t.ipctrace").stdout.split("\n");
        return new Map(
            events.flatMap((event) => {
                const word = /write\(1\) .*“(<[^>]*>)/.exec(event)?.[1];
                const place = /\[([^\]]*):(\d+)( [^\]]*)?\]$/.exec(event);
                if (place !== null) assert.equal(place[1], source, event);
                return word === undefined ? [] : [[word, place === null ? null : Number(place[2])] as const];
            }),
        );
    }

    function wordsOf(source: string): ReadonlyMap<string, number> {
        return new Map(
            source.split("\n").flatMap((line, index) => [...line.matchAll(/<[\w ,]+>/g)].map(([word]) => [word, index + 1] as const)),
        );
    }

    it("are those of the calls", () => {
        mkdirSync(path.join(directory, "node_modules/helper"), { recursive: true });
        writeFileSync(
            path.join(directory, "node_modules/helper/index.js"),
            "exports.helper = (fs, word) =>\n\n\n    fs.writeSync(1, word);\n",
        );
        writeFileSync(path.join(directory, "classic.cjs"), classic);
        const found = recordedLines("classic.cjs", "classic.cjs");
        for (const [word, line] of wordsOf(classic)) {
            // The innermost function has begun its call where the statement begins.
            const expected = word === "<in a builtin>" ? line - 1 : word.startsWith("<no line") ? null : line;
            const actual = found.get(word);
            if (!word.startsWith("<perhaps") || actual !== null) assert.equal(actual, expected, word);
        }
    });

    it("are those of the calls where a debugger has changed the code, and in other threads", () => {
        writeFileSync(path.join(directory, "debugged.cjs"), debugged);
        const lines = wordsOf(debugged);
        const place = (word: string): readonly [string, number | undefined] => [word, lines.get(word)];
        assert.deepEqual(
            recordedLines("debugged.cjs", "debugged.cjs"),
            new Map([["<1 breakpoint>", 13], place("<with a breakpoint>"), place("<in a worker>")]),
        );
    });

    it("are those of the file from which a script was made", () => {
        writeFileSync(path.join(directory, "typed.ts"), typed);
        const entryPoints = [path.join(directory, "typed.ts")];
        buildSync({ entryPoints, outfile: path.join(directory, "typed.mjs"), format: "esm", sourcemap: "inline", minify: true });
        assert.deepEqual(recordedLines("typed.mjs", "typed.ts"), wordsOf(typed));
    });

    it("tell what the event loop does later, with the trace alone, too", () => {
        const source = `const { spawn } = require("node:child_process");
const child = spawn("cat", { stdio: ["pipe", "pipe", "inherit"] });
child.stdout.on("data", () => undefined);
child.stdin.end("<said>");
`;
        writeFileSync(path.join(directory, "later.cjs"), source);
        run(ipcscope, "record", "-o", "l.ipctrace", "--", "node", "later.cjs");
        const begun = () => {
            const events = run(ipcscope, "events", "l.ipctrace").stdout.split("\n");
            return new Set(
                events.flatMap((event) => /  p1 +(read|waitpid)\W.*\[begun at later\.cjs:(\d+)\]$/.exec(event)?.slice(1).join(" ") ?? []),
            );
        };
        assert.deepEqual(begun(), new Set(["read 2", "waitpid 2"]));
        assert.equal(run(ipcscope, "pack", "l.ipctrace").status, 0);
        assert.deepEqual(begun(), new Set(["read 2", "waitpid 2"]));
    });

    it("tell who started what threads of the pool do", () => {
        // The file of a line is called like it; each is opened, read or written, and closed by threads of the pool.
        const source = `const fs = require("node:fs");
const { connect, createServer } = require("node:net");
const ends = () => undefined;
fs.readFile("4", ends);
fs.readFile("5", ends), fs.promises.readFile("5");
fs.writeFile("6", "x".repeat(100000), ends);
(async () => {
    await fs.promises.readFile("8");
    await fs.promises.writeFile("9", "some");
    const handle = await fs.promises.open("10");
    await handle.close();
    for (let each = 0; each < 4; each++) await Promise.all([
        fs.promises.readFile("13"),
        fs.promises.readFile("14"),
        fs.promises.appendFile("15", "more"), fs.promises.readFile("15"),
        fs.promises.copyFile("16", "copy"),
        fs.promises.readFile("17"),
    ]);
    await fs.promises.rename("copy", "19");
    await fs.promises.unlink("19");
    const server = createServer((end) => end.end());
    server.listen(0, () => {
        connect(server.address().port, "127.0.0.1").on("close", () => server.close());
    });
})();
`;
        for (const name of [4, 5, 8, 10, 13, 14, 15, 16, 17]) writeFileSync(path.join(directory, String(name)), "y".repeat(1000 * name));
        writeFileSync(path.join(directory, "pool.cjs"), source);
        assert.deepEqual(run(ipcscope, "record", "-o", "p.ipctrace", "--", "node", "pool.cjs"), run("node", "pool.cjs"));
        const events = run(ipcscope, "events", "--json", "p.ipctrace")
            .stdout.split("\n")
            .filter((line) => line !== "");
        const names = new Map<string, string>();
        const lines = new Map<string, Set<number | null>>();
        for (const event of events) {
            const { object, newObject, call, path: named, source: place, begunAt } = JSON.parse(event) as FileEvent;
            if (typeof object === "string" && typeof newObject?.name === "string") names.set(object, newObject.name);
            const name = call === "socket" ? call : path.basename(names.get(object ?? "") ?? named ?? "");
            if (call === undefined || !/^(\d+|socket)$/.test(name)) continue;
            lines.set(name, (lines.get(name) ?? new Set()).add((place ?? begunAt)?.line ?? null));
        }
        const expected = [4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17].map((line) => [String(line), new Set([line])] as const);
        for (const [name, line] of expected) {
            assert.deepEqual(lines.get(name), name === "10" ? new Set([10, 11]) : line, `the file ${name}`);
        }
        assert.deepEqual(lines.get("socket"), new Set([22, 23]));
    });

    it("tell what a cluster's primary does for its workers, and of nothing that it does for itself at the same time", function () {
        // On a busy machine the worker's question may be read together with another message: then its line is not certain.
        this.retries(3);
        const source = `const cluster = require("node:cluster"), { createServer } = require("node:net");
const listen = (host) => createServer().listen(0, host).unref();
if (cluster.isPrimary) {
    cluster.on("online", () => { listen("127.0.0.2"); setImmediate(listen, "127.0.0.2"); });
    cluster.on("message", (worker) => worker.disconnect());
    const alive = setInterval(listen, 2, "127.0.0.2");
    cluster.on("exit", () => clearInterval(alive));
    cluster.fork();
} else {
    setTimeout(() => listen("127.0.0.1").on("listening", () => process.send("enough")), 100);
}
`;
        writeFileSync(path.join(directory, "primary.cjs"), source);
        assert.deepEqual(run(ipcscope, "record", "-o", "c.ipctrace", "--", "node", "primary.cjs"), run("node", "primary.cjs"));
        const events = run(ipcscope, "events", "c.ipctrace").stdout.split("\n");
        const bound = events.flatMap((event) => {
            const [, host = "", line = "none"] =
                /  p1 +bind gave socket\d+ the name (127[\d.]+):\d+\.(?: +\[begun at .*:(\d+)\])?$/.exec(event) ?? [];
            return host === "" ? [] : [`${host} ${line}`];
        });
        assert.deepEqual(new Set(bound), new Set(["127.0.0.1 8", "127.0.0.2 none"]));
    });

    it("are none where the file is not what was run, and nothing tells how it was changed", () => {
        writeFileSync(path.join(directory, "typed.ts"), typed);
        const changing = `require.extensions[".ts"] = (module, file) => module._compile("\\n\\n" + ${JSON.stringify(
            'require("node:fs").writeSync(1, "<changed>")',
        )}, file);\nrequire("./typed.ts");\n`;
        writeFileSync(path.join(directory, "changing.cjs"), changing);
        assert.deepEqual(recordedLines("changing.cjs", "changing.cjs"), new Map([["<changed>", null]]));
    });
});
