/** Begins a trace: the preamble and the header record. The engine appends everything else. */
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { preambleLength, recordHeadLength, recordTypeNumbers, traceMagic, traceMinorVersion, traceVersion } from "./format";
import type { TraceHeader } from "./record";
import { systemErrorReason } from "./systemErrorReason";
import { cannotCreateTrace } from "./traceError";

/** What the recorder decides; the rest of the header is the moment and the machine. */
export type TraceSettings = Pick<TraceHeader, "programs" | "directory" | "payload" | "stacks" | "ipcscope">;

/** Makes the file, readable by its owner only; an existing one is overwritten. Throws a TraceError when that cannot be. */
export async function createTrace(path: string, settings: TraceSettings): Promise<void> {
    const header: TraceHeader = {
        format: traceVersion,
        minor: traceMinorVersion,
        ipcscope: settings.ipcscope,
        architecture: process.arch === "x64" ? "x86_64" : process.arch,
        started: new Date().toISOString(),
        monotonicStart: process.hrtime.bigint().toString(), // CLOCK_MONOTONIC on Linux
        programs: settings.programs,
        directory: settings.directory,
        payload: settings.payload,
        stacks: settings.stacks,
    };
    try {
        const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOCTTY, 0o600);
        try {
            // The mode above is for new files only. Devices such as /dev/null keep theirs.
            if ((await file.stat()).isFile()) await file.chmod(0o600);
            await file.writeFile(Buffer.concat([preamble(), headerRecord(header)]));
        } finally {
            await file.close();
        }
    } catch (error) {
        throw cannotCreateTrace(path, systemErrorReason(error));
    }
}

function preamble(): Buffer {
    const bytes = Buffer.alloc(preambleLength);
    bytes.write(traceMagic, "latin1");
    bytes.writeUInt32LE(traceVersion, traceMagic.length);
    return bytes;
}

function headerRecord(header: TraceHeader): Buffer {
    const payload = Buffer.from(JSON.stringify(header));
    const head = Buffer.alloc(recordHeadLength);
    head.writeUInt32LE(payload.length, 0);
    head.writeUInt16LE(recordTypeNumbers.header, 4);
    return Buffer.concat([head, payload]);
}
