/** A Node program under the recorder: it does what it does alone, and its events can be read. */
import assert from "node:assert/strict";
import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { patience } from "../patience";
import { ipcscope } from "./commandLine";

const advanced = `const { fork } = require("node:child_process");
if (process.argv[2] === "child") {
    process.on("message", ({ words }) => process.send({ words, bytes: Buffer.from("abc") }));
    process.on("message", () => process.disconnect());
} else {
    const child = fork(__filename, ["child"], { serialization: "advanced" });
    child.send({ words: ["a", "b"], big: 10n });
    child.on("message", (message) => console.log(message));
}
`;

const sum = `import { spawn } from "node:child_process";
export const sum = (...words) => new Promise((told) => spawn("expr", words).stdout.on("data", (text) => told(Number(text))));
`;

/** The second fails. */
const tests = `import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { sum } from "./sum.js";
test("adds", async () => {
    writeFileSync("asked", "2 and 3");
    assert.equal(await sum("2", "+", "3"), 5);
});
test("is wrong", async () => assert.equal(await sum("2", "+", "2"), 5));
`;

describe("a Node program", () => {
    let directory: string;

    before(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    after(() => rmSync(directory, { recursive: true }));

    function run(program: string, ...words: readonly string[]) {
        const { status, stdout, stderr } = spawnSync(program, words, { cwd: directory, encoding: "utf8", timeout: patience });
        return { status, stdout, stderr };
    }

    it("does the same recorded, and what it does for itself is folded", () => {
        const sample = path.resolve(__dirname, "../../samples/ts/ls_wc.ts");
        buildSync({ entryPoints: [sample], outfile: path.join(directory, "ls_wc.mjs"), bundle: true, platform: "node", format: "esm" });
        assert.deepEqual(run(ipcscope, "record", "-o", "t.ipctrace", "--", "node", "ls_wc.mjs"), run("node", "ls_wc.mjs"));
        const folded = run(ipcscope, "events", "t.ipctrace").stdout;
        const all = run(ipcscope, "events", "--all", "t.ipctrace").stdout;
        assert.match(folded, /p1 loaded \d+ libraries.* and kept the Node runtime going/);
        for (const own of [/epoll_create1 made/, /eventfd made/, /pipe2 made/, /pthread_cond_wait/, /openssl\.cnf/]) {
            assert.match(all, own);
            assert.doesNotMatch(folded, own);
        }
        // The streams of two children, and nothing of the program's is lost.
        for (const theirs of [/socketpair made/g, /executes (ls|wc)/g, /waitpid told p1 how p[23] ended/g]) {
            assert.equal(folded.match(theirs)?.length, all.match(theirs)?.length);
            assert.equal(folded.match(theirs)?.length, 2);
        }
        assert.match(run(ipcscope, "verify", "--trace", "t.ipctrace").stdout, /, 0 faults\n$/);
    });

    it("is found below npm, whose script does the same, too", () => {
        writeFileSync(path.join(directory, "package.json"), JSON.stringify({ private: true, scripts: { go: "node -p 6*7 && exit 3" } }));
        const words = ["npm", "run", "--silent", "--no-update-notifier", "go"];
        assert.deepEqual(run(ipcscope, "record", "-o", "n.ipctrace", "--", ...words), { status: 3, stdout: "42\n", stderr: "" });
        assert.match(run(ipcscope, "events", "n.ipctrace").stdout, /executes node -p '?6\*7/);
    });

    it("shows what it sends through a channel with advanced serialization", () => {
        writeFileSync(path.join(directory, "advanced.cjs"), advanced);
        assert.deepEqual(run(ipcscope, "record", "-o", "a.ipctrace", "--", "node", "advanced.cjs"), run("node", "advanced.cjs"));
        const events = run(ipcscope, "events", "a.ipctrace").stdout;
        assert.match(events, / sent \d+ bytes to socket\d+: V8 \{words: \["a", "b"\], big: 10n\}\. +\[advanced\.cjs:7\]/);
        assert.match(events, / received .*: V8 \{words: \["a", "b"\], bytes: Buffer of 3 bytes\}\. +\[begun at advanced\.cjs:6\]/);
    });

    it("is tested below npm as it is alone, and its tests' lines are known", () => {
        const folder = path.join(directory, "small");
        mkdirSync(folder);
        writeFileSync(path.join(folder, ".npmrc"), "update-notifier=false\n");
        writeFileSync(
            path.join(folder, "package.json"),
            JSON.stringify({ private: true, type: "module", scripts: { test: "node --test" } }),
        );
        writeFileSync(path.join(folder, "sum.js"), sum);
        writeFileSync(path.join(folder, "sum.test.js"), tests);
        const inFolder = (program: string, ...words: readonly string[]) => {
            const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, encoding: "utf8", timeout: patience });
            return { status, stdout: stdout.replaceAll(/(?<=duration_ms:? )[\d.]+|[\d.]+(?=ms\b)/g, "…"), stderr };
        };
        const alone = inFolder("npm", "test");
        assert.match(alone.stdout, /pass 1\b[^]*fail 1\b/);
        assert.equal(alone.status, 1);
        assert.deepEqual(inFolder(ipcscope, "record", "-o", "t.ipctrace", "--", "npm", "test"), alone);
        const { stdout: events } = inFolder(ipcscope, "events", "t.ipctrace");
        assert.match(events, /write\(\d+\) wrote 7 bytes .*“2 and 3”\. +\[sum\.test\.js:6\]/);
        assert.equal(events.match(/ fork made p\d+, .*\[sum\.js:2\]/g)?.length, 2);
        assert.match(events, / read\(\d+\) received 2 of .*“5\\n”\. +\[begun at sum\.js:2\]/);
    });
});
