/**
 * How fast logs of so many megabytes (default: 50) are imported, of each kind, and the memory that takes; and the parser alone.
 *
 * `npx tsx test/bench/imports.ts [MEGABYTES]`
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { StraceParser } from "../../tracer/strace-parser/straceParser";
import { longLog, longLogs, writeLongLog, type LongLog } from "./longLog";

const root = path.resolve(__dirname, "../..");

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
        for (const kind of longLogs) {
            if (kind !== "folder") measureParser(kind);
            await measure(folder, kind, Number(process.argv[2] ?? 50));
        }
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

void main();
