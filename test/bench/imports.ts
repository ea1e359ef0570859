/**
 * Holds what a full log of strace tells against a recording of our own: each program runs twice, and the two traces are compared by how the
 * processes end, what they have open then, what outlives them, and who sent how many bytes to whom. Differences that the log cannot help are
 * counted by cause (docs/import.md); another one ends this with the status 1.
 *
 * `npx tsx test/bench/imports.ts [MEGABYTES] [speed]`: then logs of so many megabytes (default: 50) are imported, and speed and memory are told;
 * with `speed` nothing but that.
 */
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { reviewTrace } from "../../tracer/cli/reviewTrace";
import { StraceParser } from "../../tracer/strace-parser/straceParser";
import { wordOf } from "../../tracer/model/identities";
import { exitText } from "../../tracer/model/owners/processEvents";
import type { State } from "../../tracer/model/state";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { longLog, longLogs, writeLongLog, type LongLog } from "./longLog";

const programs = [
    ...["alarm", "dup", "eventfd", "exec", "fifo", "file", "inotify", "lock", "ls_wc", "message_queue"],
    ...["parent_child", "pipe", "pipeline", "popen", "redirect", "sigchld", "signal_mask", "socket", "timerfd", "vfork_spawn"],
];

const root = path.resolve(__dirname, "../..");
const ipcscope = path.join(root, "dist/ipcscope");

/** Facts by what they are of; the value is the same where the traces agree. */
type Facts = ReadonlyMap<string, string>;

function factsOf(trace: RecordedTrace): Facts {
    const facts = new Map<string, string>();
    const kindOf = (object: string): string => wordOf(object);
    for (let seq = 1; seq <= trace.length; seq++) {
        const event = trace.event(seq);
        if (event.kind === "processExited") {
            for (const [name, value] of openAt(trace.stateAt(seq - 1), event.process)) facts.set(name, value);
        }
        if (event.kind !== "bytesRead" || !["pipe", "fifo", "socket"].includes(kindOf(event.object))) continue;
        for (const { write, length } of trace.provenance(seq)) {
            const name = `bytes from ${write === null ? "?" : trace.event(write).process} to ${event.process} by a ${kindOf(event.object)}`;
            facts.set(name, String(Number(facts.get(name) ?? 0) + length));
        }
    }
    const end = trace.stateAt(trace.length);
    for (const { id, exit } of end.processes.values()) facts.set(`end of ${id}`, exit === null ? "lives" : exitText(exit));
    const left = [...end.objects.values()].map(({ id }) => kindOf(id)).sort();
    facts.set("objects that outlive", left.join(" "));
    return facts;
}

/** What a process has open: descriptors that it had got from who started all are told by `descriptor N of before`. */
function* openAt(state: State, process: string): Generator<readonly [string, string], void, void> {
    for (const thread of state.processes.get(process)?.threads.values() ?? []) {
        for (const { fd, description } of state.tables.get(thread.table)?.descriptors.values() ?? []) {
            const opened = state.descriptions.get(description);
            if (opened === undefined) continue;
            const inherited = state.objects.get(opened.object)?.inherited === true;
            yield [`descriptor ${fd} of ${process}${inherited ? " from before" : ""}`, `${wordOf(opened.object)} ${opened.access}`];
        }
    }
}

/** Why a log does not tell it; null: it should. */
function causeOf(name: string, logged: string | undefined, recorded: string | undefined): string | null {
    if (name.endsWith("from before")) return "descriptors from before the log";
    const [kind, access] = (logged ?? "").split(" ");
    const [, accessRecorded] = (recorded ?? "").split(" ");
    if (name.startsWith("descriptor") && kind === "file" && access === accessRecorded) return "what a path names";
    return null;
}

async function compare(name: string, folder: string): Promise<readonly (readonly [cause: string | null, text: string])[]> {
    const executable = path.join(folder, name);
    execFileSync("gcc", ["-g", "-O0", "-pthread", "-o", executable, path.join(root, "samples/c", `${name}.c`), "-lrt"]);
    const [log, imported, own] = ["log", "imported", "own"].map((ending) => path.join(folder, `${name}.${ending}`)) as [
        string,
        string,
        string,
    ];
    const run = (command: string, words: readonly string[]): void => {
        const place = fs.mkdtempSync(path.join(folder, "run-"));
        execFileSync(command, words, { cwd: place, stdio: ["ignore", "ignore", "ignore"], timeout: 60_000 });
        fs.rmSync(place, { recursive: true });
    };
    run("strace", ["-f", "-yy", "-ttt", "-s", "65536", "-xx", "-o", log, executable]);
    run(ipcscope, ["import", "-o", imported, log]);
    run(ipcscope, ["record", "-o", own, "--", executable]);
    const [fromLog, recorded] = [factsOf(await reviewTrace(imported)), factsOf(await reviewTrace(own))];
    const names = [...new Set([...fromLog.keys(), ...recorded.keys()])].sort();
    return names.flatMap((each) => {
        const [logged, seen] = [fromLog.get(each), recorded.get(each)];
        if (logged === seen) return [];
        return [
            [causeOf(each, logged, seen), `${name}: ${each}: ${logged ?? "nothing"} in the log, ${seen ?? "nothing"} in the recording`],
        ];
    });
}

async function compareAll(folder: string): Promise<boolean> {
    const causes = new Map<string, number>();
    const unexplained: string[] = [];
    for (const name of programs) {
        for (const [cause, text] of await compare(name, folder)) {
            if (cause === null) unexplained.push(text);
            else causes.set(cause, (causes.get(cause) ?? 0) + 1);
        }
    }
    console.log(`${programs.length} programs: ${unexplained.length} differences between log and recording that the log could help`);
    for (const [cause, count] of causes) console.log(`  ${count} of ${cause}`);
    for (const text of unexplained) console.log(`  ${text}`);
    return unexplained.length === 0;
}

/** Kilobytes (proc_pid_status(5), VmHWM); 0 when it has ended. */
function peakOf(pid: number): number {
    try {
        return Number(/^VmHWM:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
    } catch {
        return 0;
    }
}

/** Of the parser alone: lines for each second of the processor. */
function measureParser(kind: Exclude<LongLog, "folder">): void {
    const log = Buffer.from([...longLog(kind, 5e7)].join(""));
    const chunk = 1 << 18;
    let [lines, began] = [0, process.cpuUsage()];
    for (let round = 0; round < 2; round++) {
        [lines, began] = [0, process.cpuUsage()]; // The first is for the compiler.
        const parser = new StraceParser(() => lines++);
        for (let at = 0; at < log.length; at += chunk) parser.push(log.subarray(at, at + chunk));
        parser.end();
    }
    const { user, system } = process.cpuUsage(began);
    console.log(`the parser alone, ${kind}: ${Math.round((1e6 * lines) / (user + system))} lines for each second of the processor`);
}

async function measure(folder: string, kind: LongLog, megabytes: number): Promise<void> {
    const log = path.join(folder, kind);
    const lines = writeLongLog(log, kind, megabytes * 1e6);
    const began = Date.now();
    const importer = spawn(
        process.execPath,
        [path.join(root, "dist/ipcscope.js"), "import", "-o", path.join(folder, "long.ipctrace"), log],
        { stdio: "ignore" },
    );
    let most = 0;
    const look = setInterval(() => (most = Math.max(most, peakOf(importer.pid ?? 0))), 100);
    const status = await new Promise((resolve) => importer.once("exit", resolve));
    clearInterval(look);
    const seconds = (Date.now() - began) / 1000;
    if (status !== 0) throw new Error(`the import ended with ${String(status)}`);
    console.log(
        `import of ${megabytes} MB, ${kind}: ${Math.round(lines / seconds)} lines a second, at most ${Math.round(most / 1024)} MB of memory`,
    );
}

async function main(): Promise<void> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-imports-"));
    try {
        if (process.argv[3] !== "speed" && !(await compareAll(folder))) process.exitCode = 1;
        for (const kind of longLogs) {
            if (kind !== "folder") measureParser(kind);
            await measure(folder, kind, Number(process.argv[2] ?? 50));
        }
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

void main();
