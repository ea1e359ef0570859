/** `ipcscope pack`: a trace that can be looked at on another machine. */
import path from "node:path";
import { count } from "../model/words";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { cannotCreateTrace, TraceError } from "../trace/traceError";
import { assertReplaceable } from "../traceFile/createTrace";
import { packedTrace } from "./pack/packedTrace";
import { packingOf } from "./pack/packing";
import { PartFile } from "../traceFile/partFile";
import { printText } from "./terminal";

export interface PackOptions {
    /** Absent: `NAME.packed.ipctrace`, in the working directory. */
    readonly output?: string;
    readonly redact?: true;
}

const ownerOnly = 0o600;

/** The trace takes its place when it is whole. */
export async function packCommand(trace: string, { output, redact }: PackOptions): Promise<void> {
    const packed = output ?? `${path.basename(trace).replace(/\.ipctrace$/, "")}.packed.ipctrace`;
    const packing = await packingOf(trace);
    await assertReplaceable(packed);
    try {
        const file = await PartFile.begin(packed, ownerOnly);
        try {
            for await (const piece of packedTrace(trace, packing, redact === true)) await file.append(piece);
        } catch (error) {
            await file.discard();
            throw error;
        }
        await file.finish();
    } catch (error) {
        throw error instanceof TraceError ? error : cannotCreateTrace(packed, systemErrorReason(error));
    }
    const stacks = packing.lines.reduce((sum, each) => sum + each.stacks.length, 0);
    printText(`${packed}: ${count(packing.sources.length, "source file")}, ${count(stacks, "stack")}.\n`);
}
