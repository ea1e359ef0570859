/** Begins a trace: the preamble and the header record. The engine appends everything else. */
import { constants } from "node:fs";
import { open, rm, type FileHandle } from "node:fs/promises";
import os from "node:os";
import { preambleLength, recordTypeNumbers, traceMagic, traceMinorVersion, traceVersion } from "../trace/format";
import type { TraceHeader } from "../trace/record";
import { framed } from "./encodeRecord";
import { machineHere } from "./machineHere";
import { systemErrorReason } from "./systemErrorReason";
import { cannotCreateTrace, noTraceToReplace, TraceError } from "../trace/traceError";

/** What the recorder decides; the rest of the header is the moment and the machine. */
export type TraceSettings = Pick<TraceHeader, "programs" | "directory" | "payload" | "stacks" | "ipcscope"> & {
    /** Of a trace that is made of something that was recorded before; absent: now. */
    readonly started?: string;
    /** Where that was; absent: here. */
    readonly host?: string | null;
};

/**
 * Makes the file, readable by its owner only; an existing trace is overwritten. Throws a TraceError when that cannot be, and
 * when a file is there that is no trace.
 */
export async function createTrace(path: string, settings: TraceSettings): Promise<void> {
    try {
        const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
        const file = await open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
        try {
            if (!(await mayBeReplaced(file))) throw noTraceToReplace(path);
            await file.chmod(0o600); // The mode above is for new files only.
            await file.truncate();
            await file.writeFile(traceBeginning({ ...headerOf(settings), machine: await machineHere() })).catch(async (error: unknown) => {
                await rm(path);
                throw error;
            });
        } finally {
            await file.close();
        }
    } catch (error) {
        if (error instanceof TraceError) throw error;
        throw cannotCreateTrace(path, systemErrorReason(error));
    }
}

/** Of a trace that is made now; what is told of the machine apart. */
export function headerOf(settings: TraceSettings): TraceHeader {
    return {
        format: traceVersion,
        minor: traceMinorVersion,
        ipcscope: settings.ipcscope,
        architecture: process.arch === "x64" ? "x86_64" : process.arch,
        started: settings.started ?? new Date().toISOString(),
        host: settings.host === undefined ? os.hostname() : settings.host,
        monotonicStart: process.hrtime.bigint().toString(), // CLOCK_MONOTONIC on Linux
        programs: settings.programs,
        directory: settings.directory,
        payload: settings.payload,
        stacks: settings.stacks,
    };
}

/** Throws a TraceError when a file is there that is no trace, or a link. */
export async function assertReplaceable(path: string): Promise<void> {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    try {
        const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
        try {
            if (!(await mayBeReplaced(file))) throw noTraceToReplace(path);
        } finally {
            await file.close();
        }
    } catch (error) {
        if (error instanceof TraceError) throw error;
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
        throw cannotCreateTrace(path, systemErrorReason(error));
    }
}

/** An empty file, or one that begins as a trace. */
async function mayBeReplaced(file: FileHandle): Promise<boolean> {
    if (!(await file.stat()).isFile()) return false;
    const beginning = Buffer.alloc(traceMagic.length);
    const { bytesRead } = await file.read(beginning, 0, beginning.length, 0);
    return bytesRead === 0 || beginning.toString("latin1", 0, bytesRead) === traceMagic;
}

/** The preamble and the header. */
export function traceBeginning(header: TraceHeader): Buffer {
    return Buffer.concat([preamble(), framed(recordTypeNumbers.header, Buffer.from(JSON.stringify(header)))]);
}

function preamble(): Buffer {
    const bytes = Buffer.alloc(preambleLength);
    bytes.write(traceMagic, "latin1");
    bytes.writeUInt32LE(traceVersion, traceMagic.length);
    return bytes;
}
