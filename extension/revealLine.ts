import * as vscode from "vscode";
import { cannotOpenFile } from "./messages";

/** Shows a line of a file where the user's code is: in an editor that has the file already, else in the first column. */
export async function revealLine(file: string, line: number): Promise<void> {
    const uri = vscode.Uri.file(file);
    const position = new vscode.Position(Math.max(0, line - 1), 0);
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    try {
        await vscode.window.showTextDocument(uri, {
            viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
            selection: new vscode.Range(position, position),
        });
    } catch {
        void vscode.window.showWarningMessage(cannotOpenFile(file));
    }
}
