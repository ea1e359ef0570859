import os from "node:os";
import * as vscode from "vscode";
import { sampleNotWritten } from "./messages";

const sample = ["samples", "c", "pipe.c"];

/** Writes a first program where the user wants it, and opens it. */
export async function openSample(extension: vscode.Uri): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
    const place = await vscode.window.showSaveDialog({
        title: "New Sample Program",
        defaultUri: vscode.Uri.joinPath(folder, "pipe.c"),
        filters: { C: ["c"] },
    });
    if (place === undefined) return;
    try {
        // The dialog has asked whether a file may be replaced.
        await vscode.workspace.fs.copy(vscode.Uri.joinPath(extension, ...sample), place, { overwrite: true });
        await vscode.window.showTextDocument(place);
    } catch (error) {
        void vscode.window.showErrorMessage(sampleNotWritten(error instanceof Error ? error.message : String(error)));
    }
}
