/** `ipcscope export`: a trace in a format of somebody else. */
import { baseName } from "../model/baseName";
import { RecordedTrace } from "../review/recordedTrace";
import { json } from "../export/json";
import { mermaid } from "../export/mermaid";
import { pcapng } from "../export/pcapng";
import { perfetto } from "../export/perfetto";
import { StraceLog } from "../export/straceLog";
import { cannotWrite, usageError } from "./commandError";
import { htmlPage } from "./export/htmlPage";
import { picture } from "./export/picture";
import { writeFile } from "./export/writeFile";
import type { Instant } from "./instant";
import { interpretTrace } from "./interpretTrace";
import { exportParquet } from "./parquet/exportParquet";
import { printDocument, printText } from "./terminal";

export const exportFormats = ["html", "json", "mermaid", "parquet", "pcapng", "perfetto", "png", "strace", "svg"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions {
    readonly format: ExportFormat;
    /** Absent: named after the trace, in the working directory. "-": standard output. */
    readonly output?: string;
    readonly force?: true;
    /** The moment of a picture; absent: the end. */
    readonly at?: Instant;
    /** Of a picture; absent: light. */
    readonly theme?: "light" | "dark";
}

type Piece = string | Uint8Array;

/** What there is to write. */
interface Source {
    /** Of its file. */
    readonly name: string;
    readonly trace: RecordedTrace;
    /** Seconds since the epoch. */
    readonly started: number;
    /** Its lines as a log of strace; empty where nobody asked for them. */
    readonly log: readonly string[];
    /** Of a picture: the moment after this event, and its colours. */
    readonly seq: number;
    readonly theme: "light" | "dark";
}

interface Format {
    /** Of a file's name. */
    readonly ending: string;
    readonly pieces: (source: Source) => Iterable<Piece> | Promise<Iterable<Piece>>;
}

const formats: Readonly<Record<Exclude<ExportFormat, "parquet">, Format>> = {
    html: { ending: "html", pieces: ({ trace, name }) => htmlPage(trace, name) },
    json: { ending: "json", pieces: ({ trace }) => json(trace) },
    mermaid: { ending: "mmd", pieces: ({ trace }) => withLineEnds(mermaid(trace)) },
    pcapng: { ending: "pcapng", pieces: ({ trace, started }) => pcapng(trace, started) },
    perfetto: { ending: "perfetto.json", pieces: ({ trace }) => perfetto(trace) },
    png: { ending: "png", pieces: async ({ trace, name, seq, theme }) => [await picture(trace, name, { format: "png", seq, theme })] },
    strace: { ending: "log", pieces: ({ log }) => withLineEnds(log) },
    svg: { ending: "svg", pieces: async ({ trace, name, seq, theme }) => [await picture(trace, name, { format: "svg", seq, theme })] },
};

export async function exportCommand(path: string, options: ExportOptions): Promise<void> {
    const { format, output, force, at, theme = "light" } = options;
    if (format === "parquet") return exportParquet(path, output, force === true);
    const trace = new RecordedTrace();
    const strace = new StraceLog();
    const log: string[] = [];
    let started = 0;
    for await (const { record, events, look } of interpretTrace(path)) {
        if (record.type === "header") started = (Date.parse(record.header.started) || 0) / 1000;
        if (format === "strace") log.push(...strace.lines(record));
        else trace.append(events, look);
    }
    const { ending, pieces } = formats[format];
    const name = baseName(path);
    const written = await pieces({ name, trace, started, log, seq: seqAt(trace, path, at), theme });
    if (output === "-") for (const piece of written) printDocument(piece);
    else await writeNew(output ?? `${name.replace(/\.ipctrace$/, "")}.${ending}`, written, force === true);
}

/** The last event until then. */
function seqAt({ events, length }: RecordedTrace, path: string, at: Instant | undefined): number {
    if (at === undefined) return length;
    if ("microseconds" in at) return Math.max(1, events.lastAt((at.microseconds + 0.5) / 1e6));
    if (at.seq > length) throw usageError(`'${path}' has ${length} events, so there is no event ${at.seq}.`);
    return Math.max(1, at.seq);
}

/** A file that is there is replaced only on demand. */
async function writeNew(path: string, pieces: Iterable<Piece>, replace: boolean): Promise<void> {
    try {
        await writeFile(path, joined(pieces), replace);
    } catch (error) {
        throw cannotWrite(path, error);
    }
    printText(`${path}\n`);
}

/** Pieces of a useful size. */
function* joined(pieces: Iterable<Piece>): Generator<Buffer, void, void> {
    const enough = 1 << 16;
    let waiting: Uint8Array[] = [];
    let length = 0;
    for (const piece of pieces) {
        const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
        waiting.push(bytes);
        length += bytes.length;
        if (length < enough) continue;
        yield Buffer.concat(waiting);
        waiting = [];
        length = 0;
    }
    yield Buffer.concat(waiting);
}

function* withLineEnds(lines: Iterable<string>): Generator<string, void, void> {
    for (const line of lines) yield `${line}\n`;
}
