/** What `ipcscope check` says of the programs of the bank, each of which is told what is wrong with it, and of their mended twins. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Finding } from "../../tracer/diagnosis/finding";
import { present } from "../present";
import { patience } from "../patience";
import { ipcscope } from "./commandLine";

const bank = path.join(__dirname, "..", "diagnosis", "bank");
const programs = readdirSync(bank).filter((name) => name.endsWith(".c"));

/** "finding", "words", "lines" of a program's header. */
function expected(source: string, name: string): string {
    return present(new RegExp(`^ \\* ${name}: (.+)$`, "m").exec(source)?.[1]);
}

/** Who has done nothing for so long hangs. */
const longEnough = "3s";

/** Its standard input is a pipe that stays empty. */
async function findingsOf(name: string, directory: string): Promise<readonly Finding[]> {
    const executable = path.join(directory, path.basename(name, ".c"));
    const own = mkdtempSync(path.join(directory, "run-"));
    await run("gcc", ["-g", "-O0", "-w", "-pthread", "-o", executable, path.join(bank, name)], own);
    const source = readFileSync(path.join(bank, name), "utf8");
    const hangs = /^ \* finding: .*, hangs$/m.test(source);
    const isWatched = /^ \* memory: watched$/m.test(source);
    const options = [...(hangs ? ["--hang-after", longEnough] : []), ...(isWatched ? ["--watch-memory"] : [])];
    const words = ["check", "--json", "--report", "findings.json", ...options, "--", executable];
    try {
        await run(ipcscope, words, own);
    } finally {
        await removeSegment(own);
    }
    const report = JSON.parse(readFileSync(path.join(own, "findings.json"), "utf8")) as { findings: readonly Finding[] };
    return report.findings;
}

/** What a program has left behind, as it says in a file. */
async function removeSegment(directory: string): Promise<void> {
    const file = path.join(directory, "segment");
    if (existsSync(file)) await run("ipcrm", ["-m", readFileSync(file, "utf8")], directory);
}

async function run(command: string, words: readonly string[], directory: string): Promise<void> {
    const stdio = ["pipe", "ignore", "ignore"] as const;
    await once(spawn(command, words, { cwd: directory, stdio: [...stdio], timeout: patience, killSignal: "SIGKILL" }), "close");
}

/** Most of them wait most of the time. */
const atOnce = 6;

describe("ipcscope check", () => {
    let directory: string;
    /** Of each program, when it has been checked. */
    const found = new Map<string, Promise<readonly Finding[]>>();
    before(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const free: Promise<unknown>[] = Array.from({ length: atOnce }, () => Promise.resolve());
        for (const [index, name] of programs.entries()) {
            const check = (free[index % atOnce] ?? Promise.resolve()).then(() => findingsOf(name, directory));
            found.set(name, check);
            free[index % atOnce] = check.catch(() => undefined); // its own test tells
        }
    });
    after(async () => {
        await Promise.allSettled(found.values());
        rmSync(directory, { recursive: true });
    });

    for (const name of programs) {
        const source = readFileSync(path.join(bank, name), "utf8");
        if (name.endsWith("_ok.c")) {
            it(`finds nothing in ${name}`, async () => assert.deepEqual(await found.get(name), []));
        } else {
            it(`says what is wrong with ${name}`, async () => {
                const [id] = expected(source, "finding").split(", ");
                const [finding, ...more] = present(await found.get(name));
                assert.deepEqual(more, []);
                const { id: is, message, locations } = present(finding);
                assert.equal(is, id, message);
                assert.ok(message.includes(expected(source, "words")), message);
                assert.deepEqual(locations.map(({ line }) => line).join(" "), expected(source, "lines"), message);
            });
        }
    }
});
