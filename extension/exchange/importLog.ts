/** IPC Scope: Import strace Log. The trace stands beside the log, and opens. */
import path from "node:path";
import * as vscode from "vscode";
import { traceEditorType } from "../review/traceEditors";
import { nameOf, runCommandLine } from "./commandLine";
import { importedWithout, notImported } from "./messages";

/** `given`: a log, or a folder with those of `strace -ff`, or what these are called before their numbers; without one the user chooses. */
export async function importLog(extension: vscode.Uri, given: vscode.Uri | undefined): Promise<void> {
    const log = given ?? (await chooseLog());
    const trace = log === undefined ? undefined : await placeFor(log);
    if (log === undefined || trace === undefined) return;
    const words = ["import", "-o", trace.fsPath, log.fsPath];
    const { succeeded, said } = await runCommandLine(extension, `Importing ${nameOf(log)}`, words);
    if (succeeded === false) void vscode.window.showErrorMessage(notImported(nameOf(log), said.join(" ")));
    if (succeeded !== true) return;
    await vscode.commands.executeCommand("vscode.openWith", trace, traceEditorType);
    if (said.length > 0) void vscode.window.showInformationMessage(importedWithout(nameOf(log), said));
}

async function chooseLog(): Promise<vscode.Uri | undefined> {
    const [file, folder] = ["A file", "A folder with the files of strace -ff"];
    const what = await vscode.window.showQuickPick([file, folder], { title: "Import a log of strace" });
    if (what === undefined) return undefined;
    const asked = { title: "Import a log of strace", canSelectFiles: what === file, canSelectFolders: what === folder };
    return (await vscode.window.showOpenDialog(asked))?.[0];
}

/** Beside the log; the user is asked where something is there already. */
async function placeFor(log: vscode.Uri): Promise<vscode.Uri | undefined> {
    const name = path.basename(log.path).replace(/(\.(log|txt|strace))?(\.(gz|zst))?$/, "");
    const trace = vscode.Uri.joinPath(log, "..", `${name}.ipctrace`);
    const free = await vscode.workspace.fs.stat(trace).then(
        () => false,
        () => true,
    );
    return free ? trace : vscode.window.showSaveDialog({ defaultUri: trace, filters: { "IPC Scope traces": ["ipctrace"] } });
}
