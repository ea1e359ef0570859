/** Runs `ipcscope`: what exports and imports is the same program as in a terminal. */
import { spawn } from "node:child_process";
import path from "node:path";
import * as vscode from "vscode";

export interface CommandEnd {
    /** null: the user cancelled it. */
    readonly succeeded: boolean | null;
    /** The sentences on standard error, without the program's name. */
    readonly said: readonly string[];
    /** Its standard output. */
    readonly printed: string;
}

/** With a notification that tells what is being done, and that can cancel it. `successes`: its exit statuses that are none of a failure. */
export function runCommandLine(
    extension: vscode.Uri,
    title: string,
    words: readonly string[],
    successes: readonly number[] = [0],
): Thenable<CommandEnd> {
    const script = vscode.Uri.joinPath(extension, "dist", "ipcscope.js").fsPath;
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(
        options,
        (_, token) =>
            new Promise<CommandEnd>((resolve) => {
                // The Node that runs this extension; on the desktop it is a part of Electron, which has to be told to be Node.
                const environment = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
                const program = spawn(process.execPath, [script, ...words], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
                let [printed, text] = ["", ""];
                let cancelled = false;
                program.stdout.setEncoding("utf8").on("data", (piece: string) => (printed += piece));
                program.stderr.setEncoding("utf8").on("data", (piece: string) => (text += piece));
                token.onCancellationRequested(() => {
                    cancelled = true;
                    program.kill();
                });
                program.on("error", (error) => resolve({ succeeded: false, said: [error.message], printed }));
                program.on("close", (status) => {
                    const succeeded = cancelled ? null : successes.includes(status ?? -1);
                    resolve({ succeeded, said: sentences(text), printed });
                });
            }),
    );
}

function sentences(text: string): readonly string[] {
    const lines = text.split("\n").map((line) => line.replace(/^ipcscope: (note: |warning: )?/, ""));
    return lines.filter((line) => line !== "").map((line) => line.charAt(0).toUpperCase() + line.slice(1));
}

/** A file's name without its folders. */
export function nameOf(file: vscode.Uri): string {
    return path.basename(file.fsPath);
}
