import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { EndedSession } from "./endedSession";
import { clientOpensSessions } from "./protocol/customRequests";
import { isProcessAddress } from "./protocol/processAddress";

/** A launch gets an adapter of its own; the sessions of its processes are served by that adapter. */
export class AdapterDescriptors implements vscode.DebugAdapterDescriptorFactory {
    constructor(private readonly extension: vscode.Uri) {}

    createDebugAdapterDescriptor(session: vscode.DebugSession): vscode.DebugAdapterDescriptor {
        const { configuration } = session;
        if (isProcessAddress(configuration)) return ofProcess(configuration.__process.socket);
        const adapter = vscode.Uri.joinPath(this.extension, "dist", "adapter.js").fsPath;
        // The Node that runs this extension; on the desktop it is a part of Electron, which has to be told to be Node.
        return new vscode.DebugAdapterExecutable(process.execPath, [adapter, clientOpensSessions], { env: { ELECTRON_RUN_AS_NODE: "1" } });
    }
}

/** The launch may have been stopped while its process's session was opened. VS Code would show a dialog about a file that is missing. */
function ofProcess(socket: string): vscode.DebugAdapterDescriptor {
    if (existsSync(socket)) return new vscode.DebugAdapterNamedPipeServer(socket);
    return new vscode.DebugAdapterInlineImplementation(new EndedSession());
}
