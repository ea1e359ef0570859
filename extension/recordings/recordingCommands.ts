/** What is done with a recording of the list: the one whose entry the command was chosen on, or the selected one. */
import path from "node:path";
import * as vscode from "vscode";
import { notesFile } from "../review/bookmarks";
import type { Recording } from "./findRecordings";
import { askToDelete, askToDeleteForGood, badName, nameTaken, notDeleted, notRenamed } from "./messages";
import type { RecordingsView } from "./recordingsView";

const ending = ".ipctrace";

export function registerRecordingCommands(view: RecordingsView): vscode.Disposable[] {
    const command = (name: string, act: (trace: vscode.Uri) => Thenable<unknown>): vscode.Disposable =>
        vscode.commands.registerCommand(`ipcscope.${name}`, async (row?: Recording) => {
            const chosen = row ?? view.selected;
            if (chosen !== undefined) await act(chosen.uri);
        });
    return [
        command("renameRecording", async (trace) => {
            await rename(trace);
            view.refreshSoon();
        }),
        command("deleteRecording", async (trace) => {
            await moveToTrash(trace);
            view.refreshSoon();
        }),
        command("revealRecording", reveal),
        vscode.commands.registerCommand("ipcscope.sortRecordings", () => view.turnOrder()),
    ];
}

/** Its bookmarks go along, and editors that show it. */
async function rename(trace: vscode.Uri): Promise<void> {
    const before = path.basename(trace.path, ending);
    const name = await vscode.window.showInputBox({
        title: `Rename the recording ${before}`,
        value: before,
        validateInput: (text) => objection(trace, text.trim()),
    });
    if (name === undefined || name.trim() === before) return;
    const renamed = vscode.Uri.joinPath(trace, "..", `${name.trim()}${ending}`);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(trace, renamed, { overwrite: false });
    if (await exists(notesFile(trace))) edit.renameFile(notesFile(trace), notesFile(renamed), { overwrite: false });
    if (!(await vscode.workspace.applyEdit(edit))) void vscode.window.showErrorMessage(notRenamed(before));
}

async function objection(trace: vscode.Uri, name: string): Promise<string | null> {
    if (name === "" || /[/\\\0]/.test(name)) return badName();
    if (name === path.basename(trace.path, ending)) return null;
    return (await exists(vscode.Uri.joinPath(trace, "..", `${name}${ending}`))) ? nameTaken(name) : null;
}

/** With its bookmarks. Where there is no trash (on a remote machine) the user is asked again. */
async function moveToTrash(trace: vscode.Uri): Promise<void> {
    const name = path.basename(trace.path, ending);
    if (!(await agrees(askToDelete(name), "Move to Trash"))) return;
    try {
        await remove(trace, true);
    } catch {
        if (await agrees(askToDeleteForGood(name), "Delete for Good")) {
            await remove(trace, false).catch((error: unknown) => {
                void vscode.window.showErrorMessage(notDeleted(name, error instanceof Error ? error.message : String(error)));
            });
        }
    }
}

async function agrees(question: string, answer: string): Promise<boolean> {
    return (await vscode.window.showWarningMessage(question, { modal: true }, answer)) === answer;
}

async function remove(trace: vscode.Uri, useTrash: boolean): Promise<void> {
    await vscode.workspace.fs.delete(trace, { useTrash });
    if (await exists(notesFile(trace))) await vscode.workspace.fs.delete(notesFile(trace), { useTrash });
}

async function exists(file: vscode.Uri): Promise<boolean> {
    return vscode.workspace.fs.stat(file).then(
        () => true,
        () => false,
    );
}

/** In the Explorer, or where it is in no folder of the workspace, in the system's own. */
function reveal(trace: vscode.Uri): Thenable<unknown> {
    const inWorkspace = vscode.workspace.getWorkspaceFolder(trace) !== undefined;
    return vscode.commands.executeCommand(inWorkspace ? "revealInExplorer" : "revealFileInOS", trace);
}
