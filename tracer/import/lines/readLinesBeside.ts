/** Reads a log in a thread of its own, so that the lines are made while others become records. */
import { on } from "node:events";
import { stat } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import type { TakeLine } from "../../strace-parser/straceParser";
import { TraceError } from "../../trace/traceError";
import type { LogFile } from "./logFiles";
import type { Said } from "./lineReader";
import { LineUnpacker } from "./lineUnpacker";
import { readLines } from "./logLines";

/** A log of fewer bytes is read before a thread has begun. */
const leastBytes = 1 << 22;

/** As `readLines`. `thread`: the file of `lineReader`. */
export async function readLinesBeside(
    thread: string,
    files: readonly LogFile[],
    take: TakeLine,
    pause: () => Promise<void>,
): Promise<void> {
    const sizes = await Promise.all(files.map(async ({ path }) => (await stat(path)).size));
    if (sizes.reduce((sum, size) => sum + size, 0) < leastBytes) await readLines(files, take, pause);
    else await readInThread(thread, files, take, pause);
}

async function readInThread(thread: string, files: readonly LogFile[], take: TakeLine, pause: () => Promise<void>): Promise<void> {
    const worker = new Worker(thread, { workerData: files });
    const unpacker = new LineUnpacker();
    try {
        for await (const [said] of on(worker, "message", { close: ["exit"] }) as AsyncIterable<[Said]>) {
            if (said.is === "end") return;
            if (said.is === "failure") throw said.told ? new TraceError(said.reason) : new Error(said.reason);
            unpacker.unpack(said.lines, take);
            worker.postMessage("taken");
            await pause();
        }
        throw new Error("the thread that reads it has ended");
    } finally {
        await worker.terminate();
    }
}
