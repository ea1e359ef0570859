/** `ipcscope import`: a log of strace as a trace. */
import path from "node:path";
import { version } from "../../package.json";
import type { Beginning } from "../import/beginning";
import type { Clock } from "../import/clock";
import { programOf } from "../import/firstRecords";
import { logFiles } from "../import/lines/logFiles";
import { LogImporter } from "../import/logImporter";
import { readLinesBeside } from "../import/lines/readLinesBeside";
import { findBuilt } from "../recorder/findBuilt";
import { assertReplaceable, headerOf, traceBeginning } from "../traceFile/createTrace";
import { RecordBlocks } from "../traceFile/recordBlocks";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { cannotCreateTrace, TraceError } from "../trace/traceError";
import { CommandError, exitStatuses } from "./commandError";
import { PartFile } from "../traceFile/partFile";
import { note, printText } from "./terminal";

export interface ImportOptions {
    /** Absent: named after the log, in the working directory. */
    readonly output?: string;
}

/** A trace has what programs read and wrote. */
const ownerOnly = 0o600;

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
        await readLinesBeside(findBuilt("lineReader.js"), await logFiles(log), (line) => importer.take(line), write);
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

/** Makes the trace as soon as the log has told how it begins. */
class TraceWriter {
    private file: PartFile | null = null;
    private readonly blocks = new RecordBlocks();
    /** What was given before, on its way into the file. */
    private before: Promise<void> = Promise.resolve();

    constructor(
        private readonly trace: string,
        private readonly clock: Clock,
    ) {}

    /** The records are packed and written beside what comes next; what went wrong with those before is thrown. */
    async write(beginning: Beginning, records: Buffer): Promise<void> {
        await this.trying(async () => {
            const file = (this.file ??= await this.begin(beginning));
            if (records.length > 0) await this.append(file, this.blocks.add(records));
        });
    }

    async finish(): Promise<void> {
        await this.trying(async () => {
            if (this.file === null) return;
            await this.append(this.file, this.blocks.rest());
            await this.before;
            await this.file.finish();
        });
    }

    async discard(): Promise<void> {
        await this.before.catch(() => undefined);
        await this.file?.discard();
    }

    private async append(file: PartFile, packed: Promise<Buffer>): Promise<void> {
        const { before } = this;
        this.before = Promise.all([packed, before]).then(([bytes]) => file.append(bytes));
        this.before.catch(() => undefined); // It is awaited with the next.
        await before;
    }

    private async begin(beginning: Beginning): Promise<PartFile> {
        const { words } = programOf(beginning);
        const { started } = this.clock;
        await assertReplaceable(this.trace);
        const file = await PartFile.begin(this.trace, ownerOnly);
        const header = headerOf({
            programs: words.length === 0 ? [] : [words],
            directory: beginning.directory ?? "",
            payload: "all",
            stacks: false,
            host: null,
            ipcscope: version,
            ...(started !== null && { started: new Date(started).toISOString() }),
        });
        await file.append(traceBeginning(header));
        return file;
    }

    private async trying(what: () => Promise<void>): Promise<void> {
        try {
            await what();
        } catch (error) {
            throw error instanceof TraceError ? error : cannotCreateTrace(this.trace, systemErrorReason(error));
        }
    }
}
