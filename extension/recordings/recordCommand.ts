/** IPC Scope: Record Terminal Command. A command line runs in a terminal and is recorded; its trace opens when it has ended. */
import path from "node:path";
import * as vscode from "vscode";
import { traceEditorType } from "../review/traceEditors";
import { fileNameOf } from "./fileNameOf";
import { noFolderToRecordIn } from "./messages";
import type { RecordingsView } from "./recordingsView";

const taskType = "ipcscope.record";

export class RecordCommand implements vscode.Disposable {
    /** Of the last one, which the next is likely to resemble. */
    private before = "";
    /** By the names of their tasks, which are known before one can end. */
    private readonly running = new Map<string, vscode.Uri>();
    private readonly listeners = [
        vscode.commands.registerCommand("ipcscope.recordTerminalCommand", () => this.ask()),
        vscode.tasks.onDidEndTask(({ execution }) => void this.ended(execution.task.name)),
    ];

    constructor(
        private readonly extension: vscode.Uri,
        private readonly view: RecordingsView,
    ) {}

    dispose(): void {
        for (const each of this.listeners) each.dispose();
    }

    private async ask(): Promise<void> {
        const folder = vscode.workspace.workspaceFolders?.[0];
        if (folder?.uri.scheme !== "file") {
            void vscode.window.showInformationMessage(noFolderToRecordIn());
            return;
        }
        const command = await vscode.window.showInputBox({
            title: "Record Terminal Command",
            prompt: `Runs in a terminal, in ${folder.name}, and is recorded.`,
            placeHolder: "ls | wc -l",
            value: this.before,
        });
        if (command === undefined || command.trim() === "") return;
        this.before = command;
        await this.record(command, folder);
    }

    private async record(command: string, folder: vscode.WorkspaceFolder): Promise<void> {
        const place = vscode.Uri.joinPath(folder.uri, ".ipcscope");
        await vscode.workspace.fs.createDirectory(place);
        const trace = vscode.Uri.joinPath(place, fileNameOf(command, new Date()));
        const ipcscope = vscode.Uri.joinPath(this.extension, "dist", "ipcscope").fsPath;
        const words = ["record", "-o", trace.fsPath, "--", "/bin/sh", "-c", command];
        const execution = new vscode.ProcessExecution(ipcscope, words, { cwd: folder.uri.fsPath });
        const task = new vscode.Task({ type: taskType }, folder, path.basename(trace.path, ".ipctrace"), "IPC Scope", execution, []);
        task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, focus: true };
        this.running.set(task.name, trace);
        await vscode.tasks.executeTask(task);
    }

    private async ended(task: string): Promise<void> {
        const trace = this.running.get(task);
        if (trace === undefined) return;
        this.running.delete(task);
        this.view.add(trace);
        // Where nothing could be recorded, the terminal says why.
        await vscode.workspace.fs.stat(trace).then(
            () => vscode.commands.executeCommand("vscode.openWith", trace, traceEditorType),
            () => undefined,
        );
    }
}
