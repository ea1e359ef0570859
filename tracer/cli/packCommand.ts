/** `ipcscope pack`: a trace that can be looked at on another machine. */
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { count } from "../model/words";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { cannotCreateTrace, TraceError } from "../trace/traceError";
import { assertReplaceable } from "../traceFile/createTrace";
import { packedTrace } from "./pack/packedTrace";
import { packingOf } from "./pack/packing";
import { printText } from "./terminal";

export interface PackOptions {
    /** Absent: `NAME.packed.ipctrace`, in the working directory. */
    readonly output?: string;
    readonly redact?: true;
}

/** The trace takes its place when it is whole. */
export async function packCommand(trace: string, { output, redact }: PackOptions): Promise<void> {
    const packed = output ?? `${path.basename(trace).replace(/\.ipctrace$/, "")}.packed.ipctrace`;
    const packing = await packingOf(trace);
    await assertReplaceable(packed);
    const part = `${packed}.${process.pid}.part`;
    try {
        const file = await open(part, "wx", 0o600);
        try {
            for await (const piece of packedTrace(trace, packing, redact === true)) await file.appendFile(piece);
        } finally {
            await file.close();
        }
        await rename(part, packed);
    } catch (error) {
        await rm(part, { force: true });
        throw error instanceof TraceError ? error : cannotCreateTrace(packed, systemErrorReason(error));
    }
    const stacks = packing.lines.reduce((sum, each) => sum + each.stacks.length, 0);
    printText(`${packed}: ${count(packing.sources.length, "source file")}, ${count(stacks, "stack")}.\n`);
}
