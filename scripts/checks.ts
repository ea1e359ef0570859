import { spawn, type ChildProcess } from "node:child_process";
import { setPriority } from "node:os";
import path from "node:path";

const root = path.resolve(__dirname, "..");
const niceness = 10;

interface Check {
    readonly title: string;
    readonly program: string;
    readonly commandLine: readonly string[];
}

/** A check passes or fails as a whole; what it printed says why. */
export interface Verdict {
    readonly title: string;
    readonly passed: boolean;
    readonly output: string;
}

/** What is judged without running anything of ours. */
export const checks: readonly Check[] = [
    { title: "format", program: process.execPath, commandLine: ["scripts/format.mjs", "--check"] },
    { title: "types", program: tool("tsc"), commandLine: ["--build"] },
    { title: "lint", program: tool("eslint"), commandLine: ["--max-warnings", "0", "."] },
];

/** The unit tests that judge sources and documents. Among all the tests they are part of their suite. */
export const rules: Check = {
    title: "rules",
    program: tool("mocha"),
    commandLine: ["--reporter", "dot", ...["importRules", "layerProjects", "documents"].map((name) => `test/unit/${name}.test.ts`)],
};

/** All at once; the verdicts come in the order of the checks. `begun`: is told of each. */
export function judge(wanted: readonly Check[], begun: (check: ChildProcess) => void = () => undefined): Promise<Verdict[]> {
    return Promise.all(wanted.map((check) => run(check, begun)));
}

/** What runs beside it has the processors first. */
export function giveWay({ pid }: ChildProcess): void {
    if (pid !== undefined) setPriority(pid, niceness);
}

function run({ title, program, commandLine }: Check, begun: (check: ChildProcess) => void): Promise<Verdict> {
    return new Promise((resolve, reject) => {
        let output = "";
        const child = spawn(program, commandLine, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
        begun(child);
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => {
                output += text;
            });
        }
        child.once("error", reject);
        child.once("close", (status) => resolve({ title, passed: status === 0, output }));
    });
}

function tool(name: string): string {
    return path.join(root, "node_modules/.bin", name);
}
