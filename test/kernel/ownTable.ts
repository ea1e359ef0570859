/** Runs the engine with a table that a test wrote, and gives what it recorded. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { engineCommand } from "../../tracer/recorder/engineCommand";
import { createTrace } from "../../tracer/traceFile/createTrace";
import { readTrace } from "../../tracer/traceFile/readTrace";
import type { TraceRecord } from "../../tracer/trace/record";

export interface OwnTableRun {
    readonly status: number | null;
    readonly stderr: string;
    readonly records: readonly TraceRecord[];
}

export async function runWithTable(
    table: readonly string[],
    program: readonly string[],
    options: { readonly judge?: number; readonly payload?: number | "all" } = {},
): Promise<OwnTableRun> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
    try {
        const trace = path.join(directory, "trace");
        const tableFile = path.join(directory, "table");
        writeFileSync(tableFile, table.map((line) => `${line}\n`).join(""));
        const settings = { programs: [program], payload: options.payload ?? 4096, stacks: false } as const;
        await createTrace(trace, { ...settings, directory, ipcscope: "test" });
        const [executable, ...words] = engineCommand({
            ...settings,
            trace,
            table: tableFile,
            ...(options.judge !== undefined && { judge: options.judge }),
        });
        const { status, stderr } = spawnSync(executable, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
        const records: TraceRecord[] = [];
        for await (const batch of readTrace(trace, () => undefined)) records.push(...batch);
        return { status, stderr, records };
    } finally {
        rmSync(directory, { recursive: true });
    }
}
