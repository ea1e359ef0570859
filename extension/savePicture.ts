import path from "node:path";
import * as vscode from "vscode";
import { pictureNotSaved } from "./messages";

/** Asks for a file, beginning in the first folder of the workspace. `name`: what it could be called. */
export async function savePicture(name: string, content: Uint8Array): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const file = await vscode.window.showSaveDialog({
        filters: { "PNG pictures": ["png"] },
        ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, path.basename(name)) }),
    });
    if (file === undefined) return;
    try {
        await vscode.workspace.fs.writeFile(file, content);
    } catch (error) {
        void vscode.window.showErrorMessage(pictureNotSaved(error instanceof Error ? error.message : String(error)));
    }
}
