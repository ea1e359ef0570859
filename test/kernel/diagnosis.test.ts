/** What `ipcscope check` says of the programs of the bank, each of which is told what is wrong with it, and of their mended twins. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Finding } from "../../tracer/diagnosis/finding";
import { present } from "../present";
import { patience } from "../patience";
import { ipcscope, runIpcscope } from "./commandLine";

const bank = path.join(__dirname, "..", "diagnosis", "bank");
const programs = readdirSync(bank).filter((name) => name.endsWith(".c"));

/** "finding", "words", "lines" of a program's header. */
function expected(source: string, name: string): string {
    return present(new RegExp(`^ \\* ${name}: (.+)$`, "m").exec(source)?.[1]);
}

function compile(name: string, directory: string): string {
    const executable = path.join(directory, path.basename(name, ".c"));
    const compiler = spawnSync("gcc", ["-g", "-O0", "-w", "-pthread", "-o", executable, path.join(bank, name)], { encoding: "utf8" });
    assert.equal(compiler.status, 0, compiler.stderr);
    return executable;
}

/** Who has recorded nothing for so long hangs. In milliseconds. */
const longEnough = 1500;

/** Its standard input is a pipe that stays empty; what hangs is ended as by Ctrl-C. */
function record(executable: string, directory: string, hangs: boolean): Promise<void> {
    const trace = path.join(directory, "t.ipctrace");
    return new Promise((resolve, reject) => {
        const words = ["record", "-o", trace, "--", executable];
        const recorder = spawn(ipcscope, words, { cwd: directory, detached: true, stdio: ["pipe", "ignore", "ignore"] });
        const group = -present(recorder.pid);
        const kill = setTimeout(() => process.kill(group, "SIGKILL"), patience);
        let [size, since] = [0, Date.now()];
        const watch = setInterval(() => {
            const now = statSync(trace, { throwIfNoEntry: false })?.size ?? 0;
            if (now !== size) [size, since] = [now, Date.now()];
            else if (hangs && size > 0 && Date.now() - since > longEnough) process.kill(group, "SIGINT");
        }, 100);
        recorder.on("error", reject);
        recorder.on("close", () => {
            clearInterval(watch);
            clearTimeout(kill);
            resolve();
        });
    });
}

async function findingsOf(name: string, directory: string, hangs = false): Promise<readonly Finding[]> {
    await record(compile(name, directory), directory, hangs);
    const { stdout, stderr } = runIpcscope(directory, "check", "--json", "t.ipctrace");
    assert.equal(stderr, "");
    return (JSON.parse(stdout) as { findings: readonly Finding[] }).findings;
}

describe("ipcscope check", () => {
    let directory: string;
    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    for (const name of programs.filter((program) => !program.endsWith("_ok.c"))) {
        it(`says what is wrong with ${name}`, async () => {
            const source = readFileSync(path.join(bank, name), "utf8");
            const [id, hangs] = expected(source, "finding").split(", ");
            const [finding, ...more] = await findingsOf(name, directory, hangs !== undefined);
            assert.deepEqual(more, []);
            const { id: found, message, locations } = present(finding);
            assert.equal(found, id, message);
            assert.ok(message.includes(expected(source, "words")), message);
            assert.deepEqual(locations.map(({ line }) => line).join(" "), expected(source, "lines"), message);
        });
    }
    for (const name of programs.filter((program) => program.endsWith("_ok.c"))) {
        it(`finds nothing in ${name}`, async () => {
            assert.deepEqual(await findingsOf(name, directory), []);
        });
    }
});
