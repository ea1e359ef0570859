/** Above each line of source, when the user wants it: what it did, in the programs that run or in the traces that are open. */
import * as vscode from "vscode";
import { notesOfFile, type FileNotes, type LineNote } from "../../tracer/model/lineNotes";

const setting = "lineNotes";
export const eventsOfLine = "ipcscope.eventsOfLine";

/** Who knows what lines did: the programs that run, or an open trace. */
type Teller = object;

export class LineLenses implements vscode.CodeLensProvider, vscode.Disposable {
    private readonly changed = new vscode.EventEmitter<void>();
    readonly onDidChangeCodeLenses = this.changed.event;
    private readonly told = new Map<Teller, readonly FileNotes[]>();
    private readonly registered: readonly { dispose(): unknown }[];
    private readonly turned = new vscode.EventEmitter<boolean>();
    /** Whether the user wants them. */
    readonly onDidTurn = this.turned.event;

    constructor() {
        this.registered = [
            this.changed,
            this.turned,
            vscode.languages.registerCodeLensProvider({ scheme: "*" }, this),
            vscode.commands.registerCommand("ipcscope.lineNotes", () =>
                vscode.workspace.getConfiguration("ipcscope").update(setting, !this.on, vscode.ConfigurationTarget.Global),
            ),
            vscode.workspace.onDidChangeConfiguration((change) => {
                if (!change.affectsConfiguration(`ipcscope.${setting}`)) return;
                this.turned.fire(this.on);
                this.changed.fire();
            }),
        ];
    }

    get on(): boolean {
        return vscode.workspace.getConfiguration("ipcscope").get<boolean>(setting) === true;
    }

    /** In place of what this one told before. */
    tell(teller: Teller, files: readonly FileNotes[]): void {
        this.told.set(teller, files);
        if (this.on) this.changed.fire();
    }

    forget(teller: Teller): void {
        if (this.told.delete(teller) && this.on) this.changed.fire();
    }

    provideCodeLenses({ uri, lineCount }: vscode.TextDocument): vscode.CodeLens[] {
        if (!this.on) return [];
        return [...this.told.values()].flatMap((files) =>
            notesOfFile(files, uri.path)
                .filter(({ line }) => line <= lineCount)
                .map((note) => lensOf(uri, note)),
        );
    }

    dispose(): void {
        for (const each of this.registered) each.dispose();
    }
}

function lensOf({ path }: vscode.Uri, { line, text }: LineNote): vscode.CodeLens {
    const command = { title: text, command: eventsOfLine, tooltip: "Show the events of this line", arguments: [{ path, line }] };
    return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), command);
}
