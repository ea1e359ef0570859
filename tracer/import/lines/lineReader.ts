/** A thread that reads a log, for `readLinesBeside`. */
import { parentPort, workerData } from "node:worker_threads";
import { TraceError } from "../../trace/traceError";
import { systemErrorReason } from "../../traceFile/systemErrorReason";
import type { LogFile } from "./logFiles";
import { readLines } from "./logLines";
import { LinePacker } from "./linePacker";
import type { PackedLines } from "./packedLines";

/** What the thread says, in this order: lines, then one of the others. */
export type Said =
    | { readonly is: "lines"; readonly lines: PackedLines }
    | { readonly is: "end" }
    /** `told`: the reason is a sentence for the user. */
    | { readonly is: "failure"; readonly reason: string; readonly told: boolean };

/** So many pieces are on their way at once. */
const mostOnTheirWay = 3;

async function read(files: readonly LogFile[]): Promise<void> {
    const packer = new LinePacker();
    let onTheirWay = 0;
    let taken = (): void => undefined;
    parentPort?.on("message", () => {
        onTheirWay--;
        taken();
    });
    const say = (said: Said, ...memory: ArrayBuffer[]): void => parentPort?.postMessage(said, memory);
    const send = (): void => {
        const lines = packer.take();
        onTheirWay++;
        say({ is: "lines", lines }, lines.numbers.buffer as ArrayBuffer, lines.text.buffer as ArrayBuffer);
    };
    try {
        await readLines(
            files,
            (line) => packer.put(line),
            async () => {
                send();
                while (onTheirWay >= mostOnTheirWay) await new Promise<void>((resolve) => (taken = resolve));
            },
        );
        send();
        say({ is: "end" });
    } catch (error) {
        const told = error instanceof TraceError;
        say({ is: "failure", reason: told ? error.message : systemErrorReason(error), told });
    } finally {
        parentPort?.removeAllListeners("message");
    }
}

void read(workerData as readonly LogFile[]);
