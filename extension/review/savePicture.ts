import * as vscode from "vscode";
import { baseName } from "../../tracer/model/baseName";
import { pictureNotSaved } from "./messages";

/** Asks for a file, beginning in the first folder of the workspace. `name`: what it could be called. */
export async function savePicture(name: string, base64: string): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const file = await vscode.window.showSaveDialog({
        filters: { "PNG pictures": ["png"] },
        ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, baseName(name)) }),
    });
    if (file === undefined) return;
    try {
        await vscode.workspace.fs.writeFile(file, bytesOf(base64));
    } catch (error) {
        void vscode.window.showErrorMessage(pictureNotSaved(error instanceof Error ? error.message : String(error)));
    }
}

function bytesOf(base64: string): Uint8Array {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
