/** `ipcscope index`: what the editor makes of a trace that it opens, made once and kept in the trace. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { savedOpened, type OpenedTrace } from "../../webview/reading/openedTrace";
import { Stacks } from "../../webview/reading/stacks";
import { count } from "../model/words";
import { TraceReading } from "../review/traceReading";
import { SymbolLookup } from "../symbols/symbolLookup";
import { cannotReadTrace, TraceError } from "../trace/traceError";
import { indexableTrace, writeIndex } from "../traceFile/indexFile";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { traceFacts } from "../traceFile/traceFacts";
import { cannotWrite, CommandError, exitStatuses } from "./commandError";
import { printText, ProgressLine } from "./terminal";

export interface IndexOptions {
    /** `ipcscope record` has just written it: nothing is said of what goes well. */
    readonly recorded?: true;
}

/** Making what was read into bytes takes about so much of the time. */
const shareOfWriting = 0.2;

export async function indexCommand(trace: string, { recorded }: IndexOptions): Promise<void> {
    await traceFacts(trace); // Throws where it is none.
    const key = await keyOf(trace);
    if (key === null) {
        if (recorded === true) return; // Whoever wrote it has said why.
        throw new CommandError(`'${trace}' has no end, and an index is made of a whole recording alone.`, exitStatuses.failure);
    }
    const skip = recorded === true ? " (Ctrl-C skips this)" : "";
    const progress = new ProgressLine(`preparing ${path.basename(trace)} for review${skip}`);
    try {
        const opened = await openedTrace(trace, (part) => progress.tell(part * (1 - shareOfWriting)));
        const archive = savedOpened(opened, key);
        progress.tell(1);
        const isThere = await kept(trace, key, archive);
        if (!isThere) throw new CommandError(`'${trace}' was changed meanwhile: it has no index.`, exitStatuses.failure);
        progress.clear();
        if (recorded !== true) printText(`${trace}: ${count(opened.trace.length, "event")}, an index of ${archive.length} bytes.\n`);
    } finally {
        progress.clear();
    }
}

async function keyOf(trace: string): Promise<string | null> {
    try {
        return (await indexableTrace(trace))?.key ?? null;
    } catch (error) {
        throw cannotReadTrace(trace, systemErrorReason(error));
    }
}

/** As the editor opens it on this machine. */
async function openedTrace(file: string, progress: (part: number) => void): Promise<OpenedTrace> {
    const { size } = await stat(file);
    const stacks = new Stacks();
    const sources: OpenedTrace["sources"][number][] = [];
    const notices: string[] = [];
    const lookup = new SymbolLookup((sentence) => notices.push(sentence));
    const reading = new TraceReading(path.basename(file), stacks);
    try {
        for await (const piece of createReadStream(file)) {
            for (const records of reading.records(piece as Uint8Array)) {
                await lookup.prepare(records);
                for (const record of records) {
                    if (record.type === "stack") stacks.learn([lookup.found(record)]);
                    if (record.type === "source") sources.push({ file: record.path, text: record.text });
                    reading.interpret(record);
                    stacks.interpreted(record, reading.trace.length);
                }
                progress(reading.offset / size);
            }
        }
    } catch (error) {
        throw error instanceof TraceError ? error : cannotReadTrace(file, systemErrorReason(error));
    } finally {
        await lookup.close();
    }
    return { trace: reading.trace, stacks, notices: [...notices, ...reading.finish()], sources, findings: null };
}

async function kept(trace: string, key: string, archive: Uint8Array): Promise<boolean> {
    try {
        return await writeIndex(trace, key, archive);
    } catch (error) {
        throw cannotWrite(trace, error);
    }
}
