/** `ipcscope open`: a trace in VS Code, by the command that it, or its kin, has put on the PATH. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { traceFacts } from "../traceFile/traceFacts";
import { CommandError, exitStatuses } from "./commandError";

const editors = ["code", "codium", "code-server"] as const;

/** The exit status is the editor's. */
export async function openCommand(trace: string): Promise<void> {
    await traceFacts(trace); // Throws where it is none.
    for (const editor of editors) {
        const status = await run(editor, path.resolve(trace));
        if (status === null) continue;
        process.exitCode = status;
        return;
    }
    throw new CommandError(
        `there is no VS Code to open '${trace}' with: none of ${editors.join(", ")} is on the PATH.`,
        exitStatuses.failure,
    );
}

/** As a shell has its status; null: there is no such command. */
function run(editor: string, file: string): Promise<number | null> {
    return new Promise((resolve, reject) => {
        const child = spawn(editor, [file], { stdio: "inherit" });
        child.once("error", (error: NodeJS.ErrnoException) => {
            if (error.code === "ENOENT") resolve(null);
            else reject(new CommandError(`cannot start '${editor}': ${systemErrorReason(error)}.`, exitStatuses.failure));
        });
        child.once("close", (status, signal) => resolve(status ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
}
