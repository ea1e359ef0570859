/** `ipcscope verify --trace`: holds a recording against what must always be so. */
import { checkTrace } from "./checkTrace";
import { exitStatuses, usageError } from "./commandError";
import { startedByFront } from "./startedByFront";
import { LineOutput } from "./terminal";

export interface VerifyOptions {
    /** A recording, in place of a program. */
    readonly trace?: string;
}

/** The exit status says whether there were faults. */
export async function verifyCommand(program: string | undefined, { trace }: VerifyOptions): Promise<void> {
    if (trace !== undefined && program !== undefined) {
        throw usageError("verify runs a program or checks the recording of --trace, not both.");
    }
    if (program !== undefined) startedByFront();
    if (trace === undefined) {
        throw usageError("missing required argument 'program', or a recording with --trace.");
    }
    await reportFaults(trace);
}

async function reportFaults(trace: string): Promise<void> {
    const output = new LineOutput();
    const { events, faults } = await checkTrace(trace);
    for (const fault of faults) output.line(fault);
    output.line(`${events} events, ${faults.length} faults`);
    output.flush();
    if (faults.length > 0) process.exitCode = exitStatuses.differences;
}
