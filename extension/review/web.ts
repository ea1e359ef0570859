/** The part of IPC Scope that the browser's edition of VS Code loads: it opens traces, and runs no programs. */
import * as vscode from "vscode";
import { pictureCommands } from "../../webview/protocol/pictureCommand";
import { LineLenses } from "./lineLenses";
import { TraceArchives } from "./traceArchives";
import { registerTraceCommands } from "./traceCommands";
import { TraceEditors } from "./traceEditors";

export function activate(context: vscode.ExtensionContext): void {
    const lenses = new LineLenses();
    const editors = new TraceEditors(context.extensionUri, lenses, () => null, new TraceArchives(context));
    context.subscriptions.push(
        lenses,
        TraceEditors.register(editors),
        ...registerTraceCommands(editors),
        ...pictureCommands.map((command) => vscode.commands.registerCommand(`ipcscope.${command}`, () => editors.do(command))),
    );
}
