import * as vscode from "vscode";
import { endedReplies } from "./endedReplies";

/** Serves the session of a process whose launch has ended before VS Code could reach it. */
export class EndedSession extends vscode.Disposable implements vscode.DebugAdapter {
    private readonly messages: vscode.EventEmitter<vscode.DebugProtocolMessage>;
    readonly onDidSendMessage: vscode.Event<vscode.DebugProtocolMessage>;
    private sent = 0;

    constructor() {
        const messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
        super(() => messages.dispose());
        this.messages = messages;
        this.onDidSendMessage = messages.event;
    }

    handleMessage(message: vscode.DebugProtocolMessage): void {
        for (const reply of endedReplies(message, this.sent)) {
            this.sent += 1;
            this.messages.fire(reply);
        }
    }
}
