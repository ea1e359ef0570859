import path from "node:path";
import * as vscode from "vscode";
import type { DiagramPanel } from "./diagramPanel";
import { selectAProcess } from "./messages";
import type { OpenSessions } from "./openSessions";
import { endProcess, sendSignal, type SendSignal } from "./protocol/customRequests";
import { isLiveProcess } from "./protocol/liveProcess";
import { pictureCommands } from "../webview/protocol/pictureCommand";
import type { TraceEditors } from "./review/traceEditors";
import { signalChoices } from "./signalChoices";
import { openSample } from "./sampleProgram";
import type { WatchedMemory } from "./watchedMemory";

/** What the commands act on. */
export interface CommandTargets {
    readonly extension: vscode.Uri;
    readonly panel: DiagramPanel;
    readonly traces: TraceEditors;
    readonly open: OpenSessions;
    readonly watched: WatchedMemory;
}

export function registerCommands(debugType: string, { extension, panel, traces, open, watched }: CommandTargets): vscode.Disposable[] {
    return [
        vscode.commands.registerCommand("ipcscope.showDiagram", () => panel.show()),
        ...pictureCommands.map((command) =>
            vscode.commands.registerCommand(`ipcscope.${command}`, () => {
                if (!traces.do(command)) panel.do(command);
            }),
        ),
        vscode.commands.registerCommand("ipcscope.watchMemory", watched.toggle),
        vscode.commands.registerCommand("ipcscope.openSample", () => openSample(extension)),
        vscode.commands.registerCommand("ipcscope.debugFile", (file?: vscode.Uri) => debugFile(debugType, file)),
        vscode.commands.registerCommand("ipcscope.endProcess", (_item?: unknown, row?: CallStackRow) =>
            endProcessOf(row === undefined ? vscode.debug.activeDebugSession : open.find(row.sessionId), debugType),
        ),
        vscode.commands.registerCommand("ipcscope.sendSignal", (item?: CardOfProcess, row?: CallStackRow) =>
            sendSignalTo(
                item?.pid !== undefined
                    ? open.ofProcess(item.pid)
                    : row === undefined
                      ? vscode.debug.activeDebugSession
                      : open.find(row.sessionId),
                debugType,
            ),
        ),
    ];
}

/** What VS Code hands to a command of the Call Stack's context menu, as its second argument. */
interface CallStackRow {
    readonly sessionId: string;
}

/** What VS Code hands to a command of the context menu of a process's card: its data-vscode-context. */
interface CardOfProcess {
    readonly pid?: number;
}

async function endProcessOf(session: vscode.DebugSession | undefined, debugType: string): Promise<void> {
    if (session?.type === debugType && isLiveProcess(session.configuration)) await session.customRequest(endProcess);
    else void vscode.window.showInformationMessage(selectAProcess());
}

async function sendSignalTo(session: vscode.DebugSession | undefined, debugType: string): Promise<void> {
    if (session?.type !== debugType || !isLiveProcess(session.configuration)) {
        void vscode.window.showInformationMessage(selectAProcess());
        return;
    }
    const chosen = await vscode.window.showQuickPick(signalChoices, {
        title: `Send a signal to ${session.name}`,
        matchOnDescription: true,
    });
    if (chosen === undefined) return;
    const argument: SendSignal = { signal: chosen.label };
    await session.customRequest(sendSignal, argument).then(undefined, (error: unknown) => {
        void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    });
}

async function debugFile(debugType: string, given: vscode.Uri | undefined): Promise<void> {
    const file = given ?? vscode.window.activeTextEditor?.document.uri;
    const program = file === undefined ? {} : { program: file.fsPath };
    const name = file === undefined ? "IPC Scope" : path.basename(file.fsPath);
    await vscode.debug.startDebugging(file && vscode.workspace.getWorkspaceFolder(file), {
        type: debugType,
        request: "launch",
        name,
        ...program,
    });
}
