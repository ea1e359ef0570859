/** The debug sessions of a type that are open: a row of the Call Stack view tells only what VS Code calls its session. */
import * as vscode from "vscode";
import { isLiveProcess } from "./protocol/liveProcess";

export class OpenSessions implements vscode.Disposable {
    private readonly sessions = new Map<string, vscode.DebugSession>();
    private readonly subscriptions: vscode.Disposable;

    constructor(type: string) {
        this.subscriptions = vscode.Disposable.from(
            vscode.debug.onDidStartDebugSession((session) => {
                if (session.type === type) this.sessions.set(session.id, session);
            }),
            vscode.debug.onDidTerminateDebugSession(({ id }) => void this.sessions.delete(id)),
        );
    }

    find(id: string): vscode.DebugSession | undefined {
        return this.sessions.get(id);
    }

    /** That of the process with this number. */
    ofProcess(pid: number): vscode.DebugSession | undefined {
        for (const session of this.sessions.values()) {
            if (isLiveProcess(session.configuration) && session.configuration.__process.pid === pid) return session;
        }
        return undefined;
    }

    dispose(): void {
        this.subscriptions.dispose();
    }
}
