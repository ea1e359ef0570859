/** `ipcscope export`: a trace in a format of somebody else. */
import { baseName } from "../model/baseName";
import { RecordedTrace } from "../review/recordedTrace";
import { json } from "../export/json";
import { mermaid } from "../export/mermaid";
import { pcapng } from "../export/pcapng";
import { perfetto } from "../export/perfetto";
import { StraceLog } from "../export/straceLog";
import { cannotWrite, usageError } from "./commandError";
import { Code } from "./export/code";
import { exportHandout } from "./export/exportHandout";
import { htmlPage } from "./export/htmlPage";
import { picture } from "./export/picture";
import { writeFile } from "./export/writeFile";
import type { Instant } from "./instant";
import { interpretTrace } from "./interpretTrace";
import { exportParquet } from "./parquet/exportParquet";
import { note, printDocument, printText } from "./terminal";

export const exportFormats = ["handout", "html", "json", "mermaid", "parquet", "pcapng", "perfetto", "png", "strace", "svg"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions {
    readonly format: ExportFormat;
    /** Absent: named after the trace, in the working directory. "-": standard output. */
    readonly output?: string;
    readonly force?: true;
    /** The moment of a picture, or those of a handout; absent: the end, or those that somebody has noted. */
    readonly at?: readonly Instant[];
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
    readonly path: string;
    readonly code: Code;
    /** What is to be shown: the moments after these events, and its colours. */
    readonly moments: readonly number[];
    readonly theme: "light" | "dark";
}

interface Format {
    /** Of a file's name. */
    readonly ending: string;
    readonly pieces: (source: Source) => Iterable<Piece> | Promise<Iterable<Piece>>;
}

const formats: Readonly<Record<Exclude<ExportFormat, "parquet">, Format>> = {
    handout: { ending: "handout.html", pieces: ({ path, trace, moments, code }) => exportHandout(path, trace, moments, code) },
    html: { ending: "html", pieces: ({ trace, name }) => htmlPage(trace, name) },
    json: { ending: "json", pieces: ({ trace }) => json(trace) },
    mermaid: { ending: "mmd", pieces: ({ trace }) => noteLength(withLineEnds(mermaid(trace))) },
    pcapng: { ending: "pcapng", pieces: ({ trace, started }) => pcapng(trace, started) },
    perfetto: { ending: "perfetto.json", pieces: ({ trace }) => perfetto(trace) },
    png: { ending: "png", pieces: async (source) => [await pictureOf(source, "png")] },
    strace: { ending: "log", pieces: ({ log }) => withLineEnds(log) },
    svg: { ending: "svg", pieces: async (source) => [await pictureOf(source, "svg")] },
};

export async function exportCommand(path: string, options: ExportOptions): Promise<void> {
    const { format, output, force, at = [], theme = "light" } = options;
    if (format === "parquet") return exportParquet(path, output, force === true);
    const trace = new RecordedTrace();
    const strace = new StraceLog();
    const log: string[] = [];
    const code = new Code();
    let started = 0;
    for await (const { record, events, look, places } of interpretTrace(path)) {
        if (record.type === "header") started = (Date.parse(record.header.started) || 0) / 1000;
        if (format === "handout") code.see(record, events, places);
        if (format === "strace") log.push(...strace.lines(record));
        else trace.append(events, look);
    }
    const { ending, pieces } = formats[format];
    const name = baseName(path);
    const written = await pieces({ name, path, trace, started, log, code, moments: at.map((each) => seqAt(trace, path, each)), theme });
    if (output === "-") for (const piece of written) printDocument(piece);
    else await writeNew(output ?? `${name.replace(/\.ipctrace$/, "")}.${ending}`, written, force === true);
}

async function pictureOf({ trace, name, moments, theme }: Source, format: "png" | "svg"): Promise<string | Buffer> {
    if (moments.length > 1) throw usageError("a picture is of one moment: name one with --at.");
    return picture(trace, name, { format, moments: moments.length === 0 ? [trace.length] : moments, theme });
}

/** The last event until then. */
function seqAt({ events, length }: RecordedTrace, path: string, at: Instant): number {
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

/** What Mermaid draws where nobody has set `maxTextSize`, in characters. */
const mostOfMermaid = 50_000;

/** Says so of a diagram that is too long. */
function* noteLength(pieces: Iterable<string>): Generator<string, void, void> {
    let length = 0;
    for (const piece of pieces) {
        length += piece.length;
        yield piece;
    }
    if (length <= mostOfMermaid) return;
    note(
        `Mermaid draws at most ${mostOfMermaid} characters unless its maxTextSize is more, and these are ${length}: 'html' shows a trace of any length.`,
    );
}

function* withLineEnds(lines: Iterable<string>): Generator<string, void, void> {
    for (const line of lines) yield `${line}\n`;
}
