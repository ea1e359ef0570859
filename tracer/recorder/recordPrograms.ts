/** Records programs from start to end, as `strace -f -o` would: on our terminal, with their output and exit status. */
import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTrace, type TraceSettings } from "../trace/createTrace";
import { recordHeadLength, recordTypeNumbers } from "../trace/format";
import { systemErrorReason } from "../trace/systemErrorReason";
import { engineCommand, writeEngineTable } from "./engineCommand";
import { withCallersOpenFiles } from "./openFilesLimit";
import { stdioWithInherited } from "./inheritedDescriptors";
import { engineDoesNotRun, engineKilled } from "./recorderError";

export interface Recording extends TraceSettings {
    readonly trace: string;
    /** A snapshot of the kernel's account after every so many returned calls. */
    readonly judge?: number;
}

/** Of the record `end`. */
const endLength = recordHeadLength + 13;

/** How the first program ended. */
export type ProgramEnd = { readonly code: number } | { readonly signal: NodeJS.Signals };

export interface RecordingResult {
    readonly end: ProgramEnd;
    /** False when no program could be started: the engine has said why, and the trace is gone. */
    readonly started: boolean;
}

/** Throws a TraceError or RecorderError when the recording cannot begin or the engine is killed. */
export async function recordPrograms(recording: Recording): Promise<RecordingResult> {
    const stdio = stdioWithInherited(); // Before we open anything.
    const directory = await mkdtemp(path.join(tmpdir(), "ipcscope-"));
    try {
        const command = engineCommand({ ...recording, table: await writeEngineTable(directory) });
        await createTrace(recording.trace, recording);
        const beginning = await sizeOf(recording.trace);
        const end = await runEngine([...withCallersOpenFiles(), ...command], stdio);
        if (beginning === null) return { end, started: true };
        if (((await sizeOf(recording.trace)) ?? 0) <= beginning + endLength) {
            await rm(recording.trace); // Nothing but its beginning and perhaps its end.
            return { end, started: false };
        }
        // The engine ends itself by the signal that ended the program; whoever kills the engine leaves a trace without an end.
        if ("signal" in end && end.signal === "SIGKILL" && !(await hasEnd(recording.trace))) throw engineKilled(end.signal);
        return { end, started: true };
    } finally {
        await rm(directory, { recursive: true, force: true });
    }
}

function runEngine([executable = "", ...words]: readonly string[], stdio: StdioOptions): Promise<ProgramEnd> {
    return new Promise((resolve, reject) => {
        const engine = spawn(executable, words, { stdio });
        const stopPassing = passSignals(engine);
        engine.once("error", (error) => {
            stopPassing();
            reject(engineDoesNotRun(systemErrorReason(error)));
        });
        engine.once("close", (code, signal) => {
            stopPassing();
            resolve(signal === null ? { code: code ?? 0 } : { signal });
        });
    });
}

/** Interrupts of the terminal reach the programs by themselves: we only have to outlive them. Orders to end go to the engine, which ends all. */
function passSignals(engine: ChildProcess): () => void {
    const ignored: readonly NodeJS.Signals[] = ["SIGINT", "SIGQUIT"];
    const passed: readonly NodeJS.Signals[] = ["SIGTERM", "SIGHUP"];
    const ignore = (): void => undefined;
    const pass = (signal: NodeJS.Signals): void => void engine.kill(signal);
    for (const signal of ignored) process.on(signal, ignore);
    for (const signal of passed) process.on(signal, pass);
    return () => {
        for (const signal of ignored) process.off(signal, ignore);
        for (const signal of passed) process.off(signal, pass);
    };
}

/** Null for what is no file, such as /dev/null. */
async function sizeOf(trace: string): Promise<number | null> {
    const facts = await stat(trace);
    return facts.isFile() ? facts.size : null;
}

/** Whether the last record is `end`. */
async function hasEnd(trace: string): Promise<boolean> {
    const file = await open(trace, "r");
    try {
        const { size } = await file.stat();
        const head = Buffer.alloc(recordHeadLength);
        await file.read(head, 0, head.length, Math.max(0, size - endLength));
        return head.readUInt16LE(4) === recordTypeNumbers.end && head.readUInt32LE(0) === endLength - recordHeadLength;
    } finally {
        await file.close();
    }
}
