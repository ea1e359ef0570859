/** Debug sessions that replay a trace: their cursor and that of the trace's editor are one. */
import path from "node:path";
import * as vscode from "vscode";
import { openATrace } from "./messages";
import type { MomentShown } from "./protocol/customEvents";
import { goToMoment, type GoToMoment } from "./protocol/customRequests";
import { activeTrace } from "./review/activeTrace";
import type { MovedCursor, TraceEditors } from "./review/traceEditors";

export class ReplaySessions implements vscode.Disposable {
    /** By the trace's file. */
    private readonly sessions = new Map<string, vscode.DebugSession>();
    private readonly subscriptions: vscode.Disposable;

    constructor(
        type: string,
        private readonly traces: TraceEditors,
    ) {
        this.subscriptions = vscode.Disposable.from(
            vscode.commands.registerCommand("ipcscope.replayTrace", (given?: vscode.Uri | { readonly uri: vscode.Uri }) =>
                replay(type, given instanceof vscode.Uri ? given : (given?.uri ?? activeTrace())),
            ),
            vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
                if (session.type === type && event === "ipcscope.moment") this.arrived(session, body as MomentShown);
            }),
            vscode.debug.onDidTerminateDebugSession((session) => this.ended(session)),
            traces.onDidMoveCursor((moved) => void this.follow(moved)),
        );
    }

    dispose(): void {
        this.subscriptions.dispose();
    }

    /** Where the editor asked for it, it is there already. */
    private arrived(session: vscode.DebugSession, { trace, event, asked, lines }: MomentShown): void {
        this.sessions.set(trace, session);
        if (!asked) void this.traces.showReplayed(vscode.Uri.file(trace), event, lines);
    }

    private async follow({ trace, event }: MovedCursor): Promise<void> {
        const there: GoToMoment = { event };
        // A session that has just ended needs no answer.
        await this.sessions
            .get(trace.fsPath)
            ?.customRequest(goToMoment, there)
            .then(undefined, () => undefined);
    }

    private ended(session: vscode.DebugSession): void {
        for (const [trace, of] of this.sessions) {
            if (of.id !== session.id) continue;
            this.sessions.delete(trace);
            this.traces.replayEnded(vscode.Uri.file(trace));
        }
    }
}

async function replay(type: string, trace: vscode.Uri | undefined): Promise<void> {
    if (trace === undefined) {
        void vscode.window.showInformationMessage(openATrace());
        return;
    }
    const name = `Replay ${path.basename(trace.fsPath)}`;
    await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(trace), { type, request: "launch", name, trace: trace.fsPath });
}
