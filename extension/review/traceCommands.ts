/** Commands about traces, wherever VS Code runs. */
import * as vscode from "vscode";
import { reviewCommands } from "../../webview/protocol/reviewCommand";
import { noTraceInSight } from "./messages";
import { traceEditorType, type TraceEditors } from "./traceEditors";

export function registerTraceCommands(editors: TraceEditors): vscode.Disposable[] {
    return [
        vscode.commands.registerCommand("ipcscope.openTrace", openTrace),
        vscode.commands.registerTextEditorCommand("ipcscope.eventsOfLine", ({ document, selection }) => {
            if (!editors.showEventsOf(document.uri.path, selection.active.line + 1)) {
                void vscode.window.showInformationMessage(noTraceInSight());
            }
        }),
        ...reviewCommands.map((command) => vscode.commands.registerCommand(`ipcscope.${command}`, () => editors.review(command))),
    ];
}

/** `given`: the file in the Explorer on whose entry the command was chosen. */
async function openTrace(given: vscode.Uri | undefined): Promise<void> {
    const [trace] =
        given === undefined ? ((await vscode.window.showOpenDialog({ filters: { "IPC Scope traces": ["ipctrace"] } })) ?? []) : [given];
    if (trace !== undefined) await vscode.commands.executeCommand("vscode.openWith", trace, traceEditorType);
}
