/**
 * SQL over many traces: how long the first question takes, which makes a table of each trace, and how long the next ones, which find the tables:
 * `npx tsx test/bench/query.ts [TRACES]`, of 100,000 events each. The tables of all but one are copies of its table.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const traces = Number(process.argv[2] ?? 100);
/** Of test/programs/message_groups.c: about 100,000 events. */
const rounds = 166;
const questions = 3;
const sums = "select object, sum(length) from events group by object";

function main(): void {
    const folder = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    process.env["XDG_CACHE_HOME"] = path.join(folder, "cache");
    try {
        run(folder, "make", "-s", "-C", path.join(root, "test/programs"));
        const program = path.join(root, "test/programs/build/message_groups");
        ipcscope(folder, "record", "--no-stacks", "-o", "a.ipctrace", "--", program, String(rounds));
        print(
            "events of a trace",
            ipcscope(folder, "query", "--csv", "select count(*) from events", "a.ipctrace").output.split("\n")[1] ?? "",
        );
        rmSync(path.join(folder, "cache"), { recursive: true });
        print("first question, for each trace", seconds(ipcscope(folder, "query", sums, "a.ipctrace")));
        print("next question about one trace", seconds(ipcscope(folder, "query", sums, "a.ipctrace")));

        ipcscope(folder, "export", "--format", "parquet", "-o", "tables", "a.ipctrace");
        const [part = ""] = readdirSync(path.join(folder, "tables"), { recursive: true, encoding: "utf8" }).filter((name) =>
            name.endsWith(".parquet"),
        );
        print("table of one trace", `${(statSync(path.join(folder, "tables", part)).size / 1e6).toFixed(1)} MB`);
        const many = path.join(folder, "many/host=desk/day=2026-01-01");
        mkdirSync(many, { recursive: true });
        for (let index = 0; index < traces; index++) {
            copyFileSync(path.join(folder, "tables", part), path.join(many, `part-${index}.parquet`));
        }
        for (let index = 0; index < questions; index++) {
            print(`next question about ${traces} traces`, seconds(ipcscope(folder, "query", sums, "many")));
        }
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

interface Ran {
    readonly output: string;
    readonly milliseconds: number;
}

function ipcscope(folder: string, ...words: readonly string[]): Ran {
    return run(folder, path.join(root, "dist/ipcscope"), ...words);
}

function run(folder: string, command: string, ...words: readonly string[]): Ran {
    const began = performance.now();
    const { status, stdout, stderr } = spawnSync(command, words, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(stderr);
    return { output: stdout, milliseconds: performance.now() - began };
}

function seconds({ milliseconds }: Ran): string {
    return `${(milliseconds / 1000).toFixed(2)} s`;
}

function print(what: string, value: string): void {
    process.stdout.write(`query: ${what}: ${value}\n`);
}

main();
