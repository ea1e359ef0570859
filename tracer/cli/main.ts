/** The entry of the command line: every failure is one sentence and an exit status. */
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { TraceError } from "../trace/traceError";
import { CommandError, exitStatuses } from "./commandError";
import { runCommandLine } from "./commandLine";
import { complain, printTextAsError, whenOutputFails } from "./terminal";

const SIGPIPE = 13;

whenOutputFails((error) => {
    // The reader of our pipe (`| head`) has what it wanted.
    if (error.code === "EPIPE") process.exit(128 + SIGPIPE);
    complain(`cannot write the output: ${systemErrorReason(error)}.`);
    process.exit(exitStatuses.failure);
});

async function main(): Promise<void> {
    try {
        await runCommandLine(process.argv.slice(2));
    } catch (error) {
        complain(sentenceFor(error));
        if (isFault(error) && process.env["IPCSCOPE_DEBUG"] !== undefined) printTextAsError(`${error.stack ?? ""}\n`);
        process.exitCode = exitStatusFor(error);
    }
}

function sentenceFor(error: unknown): string {
    const reason = error instanceof Error ? error.message : String(error);
    return isFault(error) ? `this is a fault of ipcscope itself: ${reason} (set IPCSCOPE_DEBUG=1 to see where).` : reason;
}

function isFault(error: unknown): error is Error {
    return error instanceof Error && !(error instanceof CommandError || error instanceof TraceError);
}

function exitStatusFor(error: unknown): number {
    return error instanceof CommandError ? error.exitStatus : exitStatuses.failure;
}

void main();
