import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { checks, judge } from "./checks";

const root = path.resolve(__dirname, "..");
const results = path.join(root, "test/output");
const suites = ["unit", "golden", "kernel", "adapter", "vscode"];

interface Count {
    passed: number;
    failed: number;
    skipped: number;
    /** What failed, and how. */
    failures: string[];
}

const total: Count = { passed: 0, failed: 0, skipped: 0, failures: [] };

function heading(title: string): void {
    console.log(`\n== ${title}`);
}

function fail(what: string): void {
    total.failed += 1;
    total.failures.push(what);
}

/** A check counts as one test. */
async function runChecks(): Promise<void> {
    for (const { title, passed, output } of await judge(checks)) {
        heading(title);
        console.log(passed ? "passed" : output.trimEnd());
        if (passed) total.passed += 1;
        else fail(`${title}\n${output.trimEnd()}`);
    }
}

function runSuite(suite: string): void {
    const files = testFiles(path.join(root, "test", suite));
    heading(`${suite} (${files.length} files)`);
    const report = path.join(results, `${suite}.json`);
    fs.rmSync(report, { force: true });
    const started = Date.now();
    const { status } = spawnSync(
        path.join(root, "node_modules/.bin/mocha"),
        ["--reporter", path.join(root, "scripts/test-reporter.cjs"), "--reporter-option", `output=${report}`, "--exit", ...files],
        { cwd: root, stdio: "inherit" },
    );
    const count = readCount(report);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    total.failures.push(...count.failures.map((failure) => `${suite}: ${failure}`));
    // Mocha's exit status counts failed tests. When it fails without one, something broke outside the tests.
    if (status !== 0 && count.failed === 0) fail(`${suite}: it failed outside its tests`);
    if (count.passed + count.failed === 0) {
        fail(`${suite}: no test ran`);
    }
    console.log(`${suite}: ${count.passed} passed, ${count.failed} failed in ${Math.round((Date.now() - started) / 1000)} s`);
}

function testFiles(folder: string): string[] {
    if (!fs.existsSync(folder)) return [];
    return fs
        .readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".test.ts"))
        .map((name) => path.join(folder, name))
        .sort();
}

function readCount(report: string): Count {
    try {
        return JSON.parse(fs.readFileSync(report, "utf8")) as Count;
    } catch {
        return { passed: 0, failed: 0, skipped: 0, failures: [] };
    }
}

async function main(): Promise<void> {
    fs.mkdirSync(results, { recursive: true });
    await runChecks();
    for (const suite of suites) runSuite(suite);

    const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
    process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
    // Once more at the end, where one looks first.
    for (const failure of total.failures) console.log(`\n${failure}`);
    console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
}

void main();
