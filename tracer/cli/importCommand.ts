/** `ipcscope import`: a log of strace as a trace. */
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { version } from "../../package.json";
import type { Beginning } from "../import/beginning";
import type { Clock } from "../import/clock";
import { programOf } from "../import/firstRecords";
import { logFiles } from "../import/logFiles";
import { LogImporter } from "../import/logImporter";
import { readLines } from "../import/logLines";
import { assertReplaceable, createTrace } from "../traceFile/createTrace";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { cannotCreateTrace, TraceError } from "../trace/traceError";
import { CommandError, exitStatuses } from "./commandError";
import { note, printText } from "./terminal";

export interface ImportOptions {
    /** Absent: named after the log, in the working directory. */
    readonly output?: string;
}

/** What the log cannot tell goes to standard error, and into the trace. */
export async function importCommand(log: string, { output }: ImportOptions): Promise<void> {
    const trace =
        output ??
        `${path
            .basename(path.resolve(log))
            .replace(/\.(gz|zst)$/, "")
            .replace(/\.(log|txt|strace)$/, "")}.ipctrace`;
    const importer = new LogImporter();
    const writer = new TraceWriter(trace, importer.clock);
    try {
        const write = async (): Promise<void> => {
            if (importer.beginning !== null) await writer.write(importer.beginning, importer.drain());
        };
        await readLines(await logFiles(log), (line) => importer.take(line), write);
        const rest = importer.end();
        if (importer.calls === 0) throw new CommandError(`'${log}' is no log of strace: it has no calls.`, exitStatuses.failure);
        if (importer.beginning !== null) await writer.write(importer.beginning, rest);
    } catch (error) {
        await writer.discard();
        if (error instanceof CommandError || error instanceof TraceError) throw error;
        throw new CommandError(`cannot read '${log}': ${systemErrorReason(error)}.`, exitStatuses.failure);
    }
    await writer.finish();
    if (importer.beginning !== null) for (const sentence of importer.limits.sentences(importer.beginning)) note(sentence);
    printText(`${trace}: ${importer.records} records of ${importer.calls} calls.\n`);
}

/** Makes the trace as soon as the log has told how it begins, beside its place, which it takes when it is whole. */
class TraceWriter {
    private file: FileHandle | null = null;
    private readonly part: string;

    constructor(
        private readonly trace: string,
        private readonly clock: Clock,
    ) {
        this.part = `${trace}.${process.pid}.part`;
    }

    async write(beginning: Beginning, records: Buffer): Promise<void> {
        this.file ??= await this.begin(beginning);
        try {
            if (records.length > 0) await this.file.appendFile(records);
        } catch (error) {
            throw cannotCreateTrace(this.trace, systemErrorReason(error));
        }
    }

    async finish(): Promise<void> {
        if (this.file === null) return;
        await this.file.close();
        try {
            await rename(this.part, this.trace);
        } catch (error) {
            await rm(this.part, { force: true });
            throw cannotCreateTrace(this.trace, systemErrorReason(error));
        }
    }

    async discard(): Promise<void> {
        await this.file?.close();
        if (this.file !== null) await rm(this.part, { force: true });
    }

    private async begin(beginning: Beginning): Promise<FileHandle> {
        const { words } = programOf(beginning);
        const { started } = this.clock;
        await assertReplaceable(this.trace);
        await createTrace(this.part, {
            programs: words.length === 0 ? [] : [words],
            directory: beginning.directory ?? "",
            payload: "all",
            stacks: false,
            ipcscope: version,
            ...(started !== null && { started: new Date(started).toISOString() }),
        });
        return open(this.part, "a");
    }
}
