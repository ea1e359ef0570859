/** Offers to import a log of strace that is opened as text: once for each. */
import path from "node:path";
import * as vscode from "vscode";
import { nameOf } from "./commandLine";
import { importLog } from "./importLog";
import { areLogs, isALog } from "./messages";
import { looksLikeStrace } from "./straceLook";

/** Enough for the first lines. */
const lengthLookedAt = 20_000;

export class OfferImport implements vscode.Disposable {
    private readonly asked = new Set<string>();
    private readonly listener: vscode.Disposable;

    constructor(private readonly extension: vscode.Uri) {
        this.listener = vscode.window.onDidChangeActiveTextEditor((editor) => void this.look(editor));
        void this.look(vscode.window.activeTextEditor);
    }

    dispose(): void {
        this.listener.dispose();
    }

    private async look(editor: vscode.TextEditor | undefined): Promise<void> {
        const document = editor?.document;
        if (document?.uri.scheme !== "file" || !mayBeLog(document)) return;
        const log = (await logOfThreads(document.uri)) ?? document.uri;
        if (this.asked.has(log.fsPath)) return;
        const end = document.positionAt(lengthLookedAt);
        if (!looksLikeStrace(document.getText(new vscode.Range(new vscode.Position(0, 0), end)))) return;
        this.asked.add(log.fsPath);
        const what = log === document.uri ? isALog(nameOf(log)) : areLogs(nameOf(log));
        const accepted = "Import";
        if ((await vscode.window.showInformationMessage(what, accepted)) === accepted) await importLog(this.extension, log);
    }
}

function mayBeLog({ languageId }: vscode.TextDocument): boolean {
    return ["plaintext", "log"].includes(languageId);
}

/** Of a file NAME.PID that has others of the same name beside it: NAME, which is what they all are called to `ipcscope import`. */
async function logOfThreads(file: vscode.Uri): Promise<vscode.Uri | undefined> {
    const [, name] = /^(.+)\.\d+$/.exec(path.basename(file.path)) ?? [];
    if (name === undefined) return undefined;
    const folder = vscode.Uri.joinPath(file, "..");
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const alike = entries.filter(([entry]) => entry.startsWith(`${name}.`) && /^\d+$/.test(entry.slice(name.length + 1)));
    return alike.length > 1 ? vscode.Uri.joinPath(folder, name) : undefined;
}
