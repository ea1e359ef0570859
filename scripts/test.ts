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
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };

function heading(title: string): void {
    console.log(`\n== ${title}`);
}

/** A check counts as one test. */
async function runChecks(): Promise<void> {
    for (const { title, passed, output } of await judge(checks)) {
        heading(title);
        console.log(passed ? "passed" : output.trimEnd());
        if (passed) total.passed += 1;
        else total.failed += 1;
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
    // Mocha's exit status counts failed tests. When it fails without one, something broke outside the tests.
    if (status !== 0 && count.failed === 0) total.failed += 1;
    if (count.passed + count.failed === 0) {
        console.log(`${suite}: no test ran`);
        total.failed += 1;
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
        return { passed: 0, failed: 0, skipped: 0 };
    }
}

async function main(): Promise<void> {
    fs.mkdirSync(results, { recursive: true });
    await runChecks();
    for (const suite of suites) runSuite(suite);

    const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
    process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
    console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
}

void main();
