import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { checks, giveWay, judge } from "./checks";

const root = path.resolve(__dirname, "..");
const results = path.join(root, "test/output");
/** Its tests wait most of the time: the checks and the unit tests, which never do, run beside it, and give way to it. */
const suiteThatWaitsMost = "kernel";
const suites = ["golden", "adapter", "vscode"];
/** Their tests wait for processes and windows, which a machine that does other work can make late. */
const suitesThatWait: readonly string[] = ["golden", "kernel", "adapter", "vscode"];
const mostFilesAgain = 3;

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
    /** Of each test that another's failure kept from running, its file. */
    notRun: string[];
}

const total = { passed: 0, failed: 0, skipped: 0 };
/** What failed, and how. */
const failures: string[] = [];
/** What failed once, and passed when its file ran again by itself: a fault of a test that trusts in time, or worse. */
const unsteady: string[] = [];

/** Where what runs prints: at once, or behind what runs beside it, to which it gives way. */
class Lane {
    private text = "";

    constructor(readonly isLive: boolean) {}

    print(text: string): void {
        if (this.isLive) console.log(text);
        else this.text += `${text}\n`;
    }

    heading(title: string): void {
        this.print(`\n== ${title}`);
    }

    /** Prints what has waited. */
    end(): void {
        if (this.text !== "") process.stdout.write(this.text);
    }
}

function fail(what: string): void {
    total.failed += 1;
    failures.push(what);
}

/** A check counts as one test. */
async function runChecks(lane: Lane): Promise<void> {
    for (const { title, passed, output } of await judge(checks, giveWay)) {
        lane.heading(title);
        lane.print(passed ? "passed" : output.trimEnd());
        if (passed) total.passed += 1;
        else fail(`${title}\n${output.trimEnd()}`);
    }
}

async function runSuite(suite: string, lane: Lane): Promise<void> {
    const files = testFiles(path.join(root, "test", suite));
    lane.heading(`${suite} (${files.length} files)`);
    const started = Date.now();
    const first = await runFiles(suite, files, lane);
    const again = suitesThatWait.includes(suite) ? filesAgain(first) : null;
    const count = again === null ? first : await afterSecondRun(suite, first, again, lane);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    failures.push(...count.failures.map(({ text }) => `${suite}: ${text}`));
    if (count.passed + count.failed === 0) {
        fail(`${suite}: no test ran`);
    }
    lane.print(`${suite}: ${count.passed} passed, ${count.failed} failed in ${Math.round((Date.now() - started) / 1000)} s`);
}

async function runFiles(suite: string, files: readonly string[], lane: Lane): Promise<Count> {
    const report = path.join(results, `${suite}.json`);
    fs.rmSync(report, { force: true });
    const mocha = path.join(root, "node_modules/.bin/mocha");
    const words = ["--reporter", path.join(root, "scripts/test-reporter.cjs"), "--reporter-option", `output=${report}`, "--exit", ...files];
    const status = await run(lane, mocha, words);
    const count = readCount(report);
    // Mocha's exit status counts failed tests. When it fails without one, something broke outside the tests.
    if (status === 0 || count.failed > 0) return count;
    return { ...count, failed: 1, failures: [{ text: "it failed outside its tests" }] };
}

/** The exit status. */
function run(lane: Lane, program: string, words: readonly string[]): Promise<number | null> {
    return new Promise((resolve, reject) => {
        const child = spawn(program, words, { cwd: root, stdio: ["inherit", lane.isLive ? "inherit" : "pipe", "inherit"] });
        if (!lane.isLive) giveWay(child);
        let output = "";
        child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
        child.once("error", reject);
        child.once("close", (status) => {
            if (output !== "") lane.print(output.trimEnd());
            resolve(status);
        });
    });
}

/** The files that have to run again, and those that have not run; null where nothing failed, or so much that the machine is not to blame. */
function filesAgain({ failures: failed, notRun }: Count): readonly string[] | null {
    const files = new Set<string>();
    for (const { file } of failed) {
        if (file === undefined) return null;
        files.add(file);
    }
    return files.size > 0 && files.size <= mostFilesAgain ? [...new Set([...files, ...notRun])] : null;
}

/** They run once more, by themselves; both runs are told of. */
async function afterSecondRun(suite: string, first: Count, files: readonly string[], lane: Lane): Promise<Count> {
    lane.heading(`${suite}: once more ${files.map((file) => path.relative(root, file)).join(", ")}`);
    const second = await runFiles(suite, files, lane);
    if (second.failed > 0 || second.passed === 0) return { ...first, failures: [...first.failures, ...second.failures] };
    unsteady.push(...first.failures.map(({ text }) => `${suite}: ${text}`));
    return { ...first, passed: first.passed + first.failures.length + first.notRun.length, failed: 0, failures: [], notRun: [] };
}

/** What never waits runs in `lane`. */
async function runBeside(lane: Lane): Promise<void> {
    await runChecks(lane);
    await runSuite("unit", lane);
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
        return { passed: 0, failed: 0, skipped: 0, failures: [], notRun: [] };
    }
}

async function main(): Promise<void> {
    fs.mkdirSync(results, { recursive: true });
    const live = new Lane(true);
    const beside = new Lane(false);
    await Promise.all([runSuite(suiteThatWaitsMost, live), runBeside(beside)]);
    beside.end();
    for (const suite of suites) await runSuite(suite, live);

    const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
    process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
    // Once more at the end, where one looks first.
    for (const failure of unsteady) console.log(`\nfailed at first, passed when its file ran again: ${failure}`);
    for (const failure of failures) console.log(`\n${failure}`);
    const again = unsteady.length > 0 ? `, ${unsteady.length} of those that passed only when they ran again` : "";
    console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}${again}`);
}

void main();
