import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { checks, judge } from "./checks";

const root = path.resolve(__dirname, "..");
const results = path.join(root, "test/output");
const suites = ["unit", "golden", "kernel", "adapter", "vscode"];
/** Their tests wait for processes and windows, which a machine that does other work can make late. */
const suitesThatWait: readonly string[] = ["golden", "kernel", "adapter", "vscode"];
const mostFilesAgain = 3;
/** Their files have nothing in common but the processors. */
const suitesSideBySide: readonly string[] = ["unit"];

interface Failure {
    /** The test file; missing where mocha does not know it. */
    file?: string;
    text: string;
}

interface Count {
    passed: number;
    failed: number;
    skipped: number;
    failures: Failure[];
}

const total = { passed: 0, failed: 0, skipped: 0 };
/** What failed, and how. */
const failures: string[] = [];
/** What failed once, and passed when its file ran again by itself: a fault of a test that trusts in time, or worse. */
const unsteady: string[] = [];

function heading(title: string): void {
    console.log(`\n== ${title}`);
}

function fail(what: string): void {
    total.failed += 1;
    failures.push(what);
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
    const started = Date.now();
    const first = runFiles(suite, files);
    const again = suitesThatWait.includes(suite) ? filesOf(first.failures) : null;
    const count = again === null ? first : afterSecondRun(suite, first, again);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    failures.push(...count.failures.map(({ text }) => `${suite}: ${text}`));
    if (count.passed + count.failed === 0) {
        fail(`${suite}: no test ran`);
    }
    console.log(`${suite}: ${count.passed} passed, ${count.failed} failed in ${Math.round((Date.now() - started) / 1000)} s`);
}

function runFiles(suite: string, files: readonly string[]): Count {
    const report = path.join(results, `${suite}.json`);
    fs.rmSync(report, { force: true });
    const sideBySide = suitesSideBySide.includes(suite) ? ["--parallel", "--jobs", String(availableParallelism())] : [];
    const { status } = spawnSync(
        path.join(root, "node_modules/.bin/mocha"),
        [
            ...sideBySide,
            "--reporter",
            path.join(root, "scripts/test-reporter.cjs"),
            "--reporter-option",
            `output=${report}`,
            "--exit",
            ...files,
        ],
        { cwd: root, stdio: "inherit" },
    );
    const count = readCount(report);
    // Mocha's exit status counts failed tests. When it fails without one, something broke outside the tests.
    if (status === 0 || count.failed > 0) return count;
    return { ...count, failed: 1, failures: [{ text: "it failed outside its tests" }] };
}

/** The files that have to run again; null where nothing failed, or so much that the machine is not to blame. */
function filesOf(of: readonly Failure[]): readonly string[] | null {
    const files = new Set<string>();
    for (const { file } of of) {
        if (file === undefined) return null;
        files.add(file);
    }
    return files.size > 0 && files.size <= mostFilesAgain ? [...files] : null;
}

/** They run once more, by themselves; both runs are told of. */
function afterSecondRun(suite: string, first: Count, files: readonly string[]): Count {
    heading(`${suite}: once more ${files.map((file) => path.relative(root, file)).join(", ")}`);
    const second = runFiles(suite, files);
    if (second.failed > 0 || second.passed === 0) return { ...first, failures: [...first.failures, ...second.failures] };
    unsteady.push(...first.failures.map(({ text }) => `${suite}: ${text}`));
    return { ...first, passed: first.passed + first.failures.length, failed: 0, failures: [] };
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
    for (const failure of unsteady) console.log(`\nfailed at first, passed when its file ran again: ${failure}`);
    for (const failure of failures) console.log(`\n${failure}`);
    const again = unsteady.length > 0 ? `, ${unsteady.length} of those that passed only when they ran again` : "";
    console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}${again}`);
}

void main();
