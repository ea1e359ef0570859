import * as vscode from "vscode";
import { baseName } from "../../tracer/model/baseName";
import { cannotOpenFile } from "./messages";

/**
 * Shows a line of a file: in an editor that has the file already, else in `column`. A file that is not where it was
 * recorded may be packed into its trace, or be in the workspace under the same name.
 */
export async function revealLine(file: string, line: number, column: vscode.ViewColumn, packed?: vscode.Uri): Promise<void> {
    const position = new vscode.Position(Math.max(0, line - 1), 0);
    for (const uri of [vscode.Uri.file(file), ...(packed === undefined ? await sameNameInWorkspace(file) : [packed])]) {
        const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
        try {
            await vscode.window.showTextDocument(uri, {
                viewColumn: shown?.viewColumn ?? column,
                selection: new vscode.Range(position, position),
            });
            return;
        } catch {
            // The next one.
        }
    }
    void vscode.window.showWarningMessage(cannotOpenFile(file));
}

async function sameNameInWorkspace(file: string): Promise<readonly vscode.Uri[]> {
    const found = await vscode.workspace.findFiles(`**/${baseName(file).replace(/[*?[\]{}]/g, "?")}`, undefined, 2);
    // Of two it is not known which is meant.
    return found.length === 1 ? found : [];
}

/** Beside an editor: in the column to its left, or else to its right. */
export function columnBeside(column: vscode.ViewColumn | undefined): vscode.ViewColumn {
    return column === undefined || column === vscode.ViewColumn.One ? vscode.ViewColumn.Two : column - 1;
}
