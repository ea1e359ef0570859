/** IPC Scope: Export Trace. The format is chosen, then the file. */
import path from "node:path";
import * as vscode from "vscode";
import { openATrace } from "../messages";
import { activeTrace } from "../review/activeTrace";
import { nameOf, runCommandLine } from "./commandLine";
import { exportChoices } from "./exportFormats";
import { exported, notExported, onlyFiles } from "./messages";

/** `given`: the file in the Explorer, or the recording in the list, on whose entry the command was chosen. */
export async function exportTrace(extension: vscode.Uri, given?: vscode.Uri | { readonly uri: vscode.Uri }): Promise<void> {
    const trace = given instanceof vscode.Uri ? given : (given?.uri ?? activeTrace());
    if (trace?.scheme !== "file") {
        void vscode.window.showInformationMessage(trace === undefined ? openATrace() : onlyFiles());
        return;
    }
    const chosen = await vscode.window.showQuickPick(exportChoices, { title: `Export ${nameOf(trace)}`, matchOnDescription: true });
    if (chosen === undefined) return;
    const name = `${path.basename(trace.path, ".ipctrace")}.${chosen.ending}`;
    const file = await vscode.window.showSaveDialog({
        title: `Export ${nameOf(trace)}`,
        defaultUri: vscode.Uri.joinPath(trace, "..", name),
    });
    if (file === undefined) return;
    const words = ["export", "--format", chosen.format, "--force", "-o", file.fsPath, trace.fsPath];
    const { succeeded, said } = await runCommandLine(extension, `Exporting ${nameOf(trace)}`, words);
    if (succeeded === true) await offerToOpen(file, chosen.isFolder === true, said);
    else if (succeeded === false) void vscode.window.showErrorMessage(notExported(nameOf(trace), said.join(" ")));
}

/** `notes`: what is to be known about it. */
async function offerToOpen(file: vscode.Uri, isFolder: boolean, notes: readonly string[]): Promise<void> {
    const [open, reveal] = ["Open", "Reveal"];
    const chosen = await vscode.window.showInformationMessage(exported(nameOf(file), notes), ...(isFolder ? [reveal] : [open, reveal]));
    if (chosen === reveal) await vscode.commands.executeCommand("revealFileInOS", file);
    if (chosen !== open) return;
    if (file.path.endsWith(".html")) await vscode.env.openExternal(file);
    else await vscode.commands.executeCommand("vscode.open", file);
}
