/** What is packed into a trace: the lines of its stacks, the files that these name, and where that was found out. */
import { readFile } from "node:fs/promises";
import os from "node:os";
import { version } from "../../../package.json";
import { SymbolLookup } from "../../symbols/symbolLookup";
import { isUserCode } from "../../symbols/userCode";
import { systemName } from "../../traceFile/machineHere";
import { readTraceWithLines } from "../../traceFile/readTraceWithLines";
import type { TraceHeader } from "../../trace/record";
import type { EnvironmentRecord, LinesRecord, PackedStack, SourceRecord } from "../../trace/packed";
import { note, warn } from "../terminal";

export interface Packing {
    readonly header: TraceHeader | null;
    readonly environment: EnvironmentRecord;
    readonly lines: readonly LinesRecord[];
    readonly sources: readonly SourceRecord[];
}

/** Stacks that stand in one record. */
const stacksOfRecord = 500;

/** What a trace has with it already stays. Throws a TraceError when this is no trace. */
export async function packingOf(path: string): Promise<Packing> {
    const lookup = new SymbolLookup(note);
    const stacks: PackedStack[] = [];
    const sources = new Map<string, string>();
    let environment: EnvironmentRecord | null = null;
    let header: TraceHeader | null = null;
    for await (const records of readTraceWithLines(path, lookup, warn)) {
        for (const record of records) {
            if (record.type === "header") header ??= record.header;
            if (record.type === "source") sources.set(record.path, record.text);
            if (record.type === "environment") environment = record;
            if (record.type === "stack") stacks.push(lookup.found(record));
        }
    }
    for (const file of filesOf(stacks)) {
        const text = sources.has(file) || !isUserCode(file) ? null : await readFile(file, "utf8").catch(() => null);
        if (text !== null) sources.set(file, text);
    }
    return {
        header,
        environment: environment ?? (await environmentHere()),
        lines: pieces(stacks).map((each) => ({ type: "lines", stacks: each })),
        sources: [...sources].map(([file, text]) => ({ type: "source", path: file, text })),
    };
}

function filesOf(stacks: readonly PackedStack[]): ReadonlySet<string> {
    return new Set(stacks.flatMap(({ places }) => places.flatMap(({ file }) => (file === null ? [] : [file]))));
}

function pieces(stacks: readonly PackedStack[]): readonly (readonly PackedStack[])[] {
    const count = Math.ceil(stacks.length / stacksOfRecord);
    return Array.from({ length: count }, (_, index) => stacks.slice(index * stacksOfRecord, (index + 1) * stacksOfRecord));
}

async function environmentHere(): Promise<EnvironmentRecord> {
    const system = await systemName();
    const facts = new Map([
        ["kernel", `${os.type()} ${os.release()}`],
        ["machine", os.machine()],
        ["processors", String(os.cpus().length)],
        ["packed by", `ipcscope ${version}`],
    ]);
    if (system !== undefined) facts.set("system", system);
    return { type: "environment", facts };
}
