/** `ipcscope export`: a trace in a format of somebody else. */
import { open } from "node:fs/promises";
import { RecordedTrace } from "../review/recordedTrace";
import { json } from "../export/json";
import { mermaid } from "../export/mermaid";
import { perfetto } from "../export/perfetto";
import { StraceLog } from "../export/straceLog";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { CommandError, exitStatuses, usageError } from "./commandError";
import { htmlPage } from "./export/htmlPage";
import { interpretTrace } from "./interpretTrace";
import { printText } from "./terminal";

export const exportFormats = ["html", "json", "mermaid", "perfetto", "strace"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions {
    readonly format: ExportFormat;
    /** Absent: named after the trace, in the working directory. "-": standard output. */
    readonly output?: string;
    readonly force?: true;
}

interface Format {
    /** Of a file's name. */
    readonly ending: string;
    readonly pieces: (trace: RecordedTrace, name: string, log: readonly string[]) => Iterable<string>;
}

const formats: Readonly<Record<ExportFormat, Format>> = {
    html: { ending: "html", pieces: htmlPage },
    json: { ending: "json", pieces: json },
    mermaid: { ending: "mmd", pieces: withLineEnds(mermaid) },
    perfetto: { ending: "perfetto.json", pieces: perfetto },
    strace: { ending: "log", pieces: (_trace, _name, log) => log.map((line) => `${line}\n`) },
};

export async function exportCommand(name: string, { format, output, force }: ExportOptions): Promise<void> {
    const trace = new RecordedTrace();
    const strace = new StraceLog();
    const log: string[] = [];
    for await (const { record, events, look } of interpretTrace(name)) {
        if (format === "strace") log.push(...strace.lines(record));
        else trace.append(events, look);
    }
    const { ending, pieces } = formats[format];
    const base = name.split("/").at(-1) ?? name;
    if (output === "-") for (const piece of pieces(trace, base, log)) process.stdout.write(piece);
    else await writeNew(output ?? `${base.replace(/\.ipctrace$/, "")}.${ending}`, pieces(trace, base, log), force === true);
}

/** A file that is there is replaced only on demand. */
async function writeNew(path: string, pieces: Iterable<string>, replace: boolean): Promise<void> {
    try {
        const file = await open(path, replace ? "w" : "wx");
        try {
            for (const piece of joined(pieces)) await file.appendFile(piece);
        } finally {
            await file.close();
        }
    } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "EEXIST") {
            throw usageError(`'${path}' is there already: name another file, or replace it with --force.`);
        }
        if (error instanceof Error && "errno" in error) {
            throw new CommandError(`cannot write '${path}': ${systemErrorReason(error)}.`, exitStatuses.failure);
        }
        throw error;
    }
    printText(`${path}\n`);
}

/** Pieces of a useful size. */
function* joined(pieces: Iterable<string>): Generator<string, void, void> {
    const enough = 1 << 16;
    let text = "";
    for (const piece of pieces) {
        text += piece;
        if (text.length < enough) continue;
        yield text;
        text = "";
    }
    yield text;
}

function withLineEnds(lines: (trace: RecordedTrace) => Iterable<string>): Format["pieces"] {
    return function* (trace) {
        for (const line of lines(trace)) yield `${line}\n`;
    };
}
