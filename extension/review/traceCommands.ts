/** Commands about traces, wherever VS Code runs. */
import * as vscode from "vscode";
import { reviewCommands } from "../../webview/protocol/reviewCommand";
import { eventsOfLine } from "./lineLenses";
import { noTraceInSight } from "./messages";
import { traceEditorType, type TraceEditors } from "./traceEditors";

/** `live`: shows the events of a line of the programs that run; false: none do. */
export function registerTraceCommands(
    editors: TraceEditors,
    live: (file: string, line: number) => boolean = () => false,
): vscode.Disposable[] {
    return [
        vscode.commands.registerCommand("ipcscope.openTrace", openTrace),
        vscode.commands.registerCommand(eventsOfLine, (given?: Partial<LineOfFile>) => {
            const asked = isLine(given) ? given : lineOfCursor();
            if (asked === null) return;
            const isShown = [editors.showEventsOf(asked.path, asked.line), live(asked.path, asked.line)];
            if (!isShown.includes(true)) void vscode.window.showInformationMessage(noTraceInSight());
        }),
        ...reviewCommands.map((command) => vscode.commands.registerCommand(`ipcscope.${command}`, () => editors.review(command))),
    ];
}

/** What a lens hands to the command; a menu hands over the file. */
interface LineOfFile {
    readonly path: string;
    readonly line: number;
}

function isLine(given: Partial<LineOfFile> | undefined): given is LineOfFile {
    return given?.path !== undefined && given.line !== undefined;
}

function lineOfCursor(): LineOfFile | null {
    const editor = vscode.window.activeTextEditor;
    return editor === undefined ? null : { path: editor.document.uri.path, line: editor.selection.active.line + 1 };
}

/** `given`: the file in the Explorer on whose entry the command was chosen. */
async function openTrace(given: vscode.Uri | undefined): Promise<void> {
    const [trace] =
        given === undefined ? ((await vscode.window.showOpenDialog({ filters: { "IPC Scope traces": ["ipctrace"] } })) ?? []) : [given];
    if (trace !== undefined) await vscode.commands.executeCommand("vscode.openWith", trace, traceEditorType);
}
