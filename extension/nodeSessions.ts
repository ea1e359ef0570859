/** Node processes of a launch are debugged by VS Code's own JavaScript debugger, in sessions under the launch's. */
import * as vscode from "vscode";
import type { LiveDiagram } from "./liveDiagram";
import { nodeNotDebugged } from "./messages";
import type { InspectorOpened } from "./protocol/customEvents";
import { processStands, type ProcessStands } from "./protocol/customRequests";

const javaScriptDebugger = "pwa-node";
/** In the configuration of the session that we ask for; those of its targets stand below it. */
const ofProcess = "__ipcscopeProcess";

interface AdapterEvent {
    readonly type: string;
    readonly event?: string;
}

/** Attaches to a process that waits for that. */
export async function debugNode(launch: vscode.DebugSession, { pid, url }: InspectorOpened): Promise<void> {
    const { configuration, workspaceFolder } = launch;
    const begun = await vscode.debug
        .startDebugging(
            workspaceFolder,
            {
                type: javaScriptDebugger,
                request: "attach",
                name: `Node ${pid}`,
                websocketAddress: url,
                continueOnAttach: true,
                autoAttachChildProcesses: false,
                skipFiles: ["<node_internals>/**"],
                ...only(configuration, ["sourceMaps", "outFiles", "skipFiles", "smartStep", "resolveSourceMapLocations", "cwd"]),
                [ofProcess]: pid,
            },
            { parentSession: launch, consoleMode: vscode.DebugConsoleMode.MergeWithParent, compact: true },
        )
        .then(
            (done) => done,
            () => false,
        );
    if (!begun) void vscode.window.showErrorMessage(nodeNotDebugged(pid));
}

/** When it stops at one, the launch's other processes freeze and the diagram turns to it, as with gdb. */
export function followNodeSessions(type: string, diagram: LiveDiagram): vscode.Disposable {
    const standing = new Map<string, number>();
    return vscode.debug.registerDebugAdapterTrackerFactory(javaScriptDebugger, {
        createDebugAdapterTracker(session) {
            const found = placeOf(session, type);
            if (found === undefined) return undefined;
            const { launch, pid } = found;
            session.name = `JavaScript (${pid})`;
            const tell = (stands: boolean): void => {
                const request: ProcessStands = { pid, stands };
                launch.customRequest(processStands, request).then(undefined, () => undefined); // The launch has ended.
            };
            const goesOn = (): void => {
                if (!standing.delete(session.id)) return;
                tell(false);
                if (standing.size === 0) diagram.running();
            };
            return {
                onDidSendMessage({ type: kind, event }: AdapterEvent) {
                    if (kind !== "event") return;
                    if (event === "continued" || event === "terminated") goesOn();
                    if (event !== "stopped") return;
                    standing.set(session.id, pid);
                    tell(true);
                    void diagram.stopped(pid);
                },
                onWillStopSession: goesOn,
            };
        },
    });
}

/** Of a session of the JavaScript debugger: for which process of which launch it stands; undefined: it is none of ours. */
function placeOf(session: vscode.DebugSession, type: string): { readonly launch: vscode.DebugSession; readonly pid: number } | undefined {
    let pid: unknown;
    for (let each: vscode.DebugSession | undefined = session; each !== undefined; each = each.parentSession) {
        pid ??= each.configuration[ofProcess];
        if (each.type === type) return typeof pid === "number" ? { launch: each, pid } : undefined;
    }
    return undefined;
}

function only(configuration: vscode.DebugConfiguration, names: readonly string[]): Readonly<Record<string, unknown>> {
    return Object.fromEntries(names.flatMap((name) => (configuration[name] === undefined ? [] : [[name, configuration[name] as unknown]])));
}
