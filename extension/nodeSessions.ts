/** Node processes of a launch are debugged by VS Code's own JavaScript debugger, in sessions under the launch's. */
import * as vscode from "vscode";
import type { LiveDiagram } from "./liveDiagram";
import { nodeNotDebugged } from "./messages";
import type { InspectorOpened } from "./protocol/customEvents";
import { processStands, type ProcessStands } from "./protocol/customRequests";

const javaScriptDebugger = "pwa-node";
/** In the configuration of the session that we ask for; those of its targets stand below it. */
const ofInspector = "__ipcscopeInspector";

interface AdapterEvent {
    readonly type: string;
    readonly event?: string;
}

/** A process that is debugged, or will be; it is found by the address of its inspector. */
interface Debugged {
    readonly launch: vscode.DebugSession;
    /** Null: not known yet. */
    pid: number | null;
    name: string;
    /** Of its sessions that have begun, the one that we asked for first. */
    readonly sessions: Set<vscode.DebugSession>;
    /** VS Code has begun the one that we asked for, or refused. */
    begun: boolean;
    /** Whatever session it has, or gets yet, ends. */
    over: boolean;
}

export class NodeSessions implements vscode.Disposable {
    private readonly debugged = new Map<string, Debugged>();
    /** Sessions that show their user a process at a stop. */
    private readonly standing = new Set<string>();
    private readonly registrations: readonly vscode.Disposable[];

    constructor(private readonly diagram: LiveDiagram) {
        this.registrations = [
            vscode.debug.registerDebugAdapterTrackerFactory(javaScriptDebugger, {
                createDebugAdapterTracker: (session) => this.tracker(session),
            }),
            vscode.debug.onDidTerminateDebugSession((session) => this.launchEnded(session)),
        ];
    }

    dispose(): void {
        for (const registration of this.registrations) registration.dispose();
    }

    /** Attaches to a process that waits for that, or soon will. */
    inspectorOpened(launch: vscode.DebugSession, { pid, process, url }: InspectorOpened): void {
        const known = this.debugged.get(url);
        if (known === undefined) {
            const debugged = { launch, pid, name: nameOf(process), sessions: new Set<vscode.DebugSession>(), begun: false, over: false };
            this.debugged.set(url, debugged);
            void this.attach(debugged, url);
        } else {
            known.pid = pid;
            known.name = nameOf(process);
            for (const session of known.sessions) callItByProcess(session, known);
        }
    }

    /** No process will come there. */
    inspectorClosed(url: string): void {
        const debugged = this.debugged.get(url);
        if (debugged === undefined) return;
        debugged.over = true;
        if (debugged.begun) this.end(debugged, url);
    }

    private end({ sessions }: Debugged, url: string): void {
        this.debugged.delete(url);
        // VS Code would stop the launch with them.
        for (const session of sessions) session.customRequest("disconnect", { terminateDebuggee: false }).then(undefined, () => undefined);
    }

    private async attach(debugged: Debugged, url: string): Promise<void> {
        const { launch } = debugged;
        const begun = await vscode.debug
            .startDebugging(
                launch.workspaceFolder,
                {
                    type: javaScriptDebugger,
                    request: "attach",
                    name: debugged.name,
                    websocketAddress: url,
                    continueOnAttach: true,
                    autoAttachChildProcesses: false,
                    skipFiles: ["<node_internals>/**"],
                    internalConsoleOptions: "neverOpen",
                    ...only(launch.configuration, ["sourceMaps", "outFiles", "skipFiles", "smartStep", "resolveSourceMapLocations", "cwd"]),
                    [ofInspector]: url,
                },
                {
                    parentSession: launch,
                    consoleMode: vscode.DebugConsoleMode.MergeWithParent,
                    lifecycleManagedByParent: true,
                    compact: true,
                },
            )
            .then(
                (done) => done,
                () => false,
            );
        debugged.begun = true;
        if (debugged.over) this.end(debugged, url);
        else if (!begun) void vscode.window.showErrorMessage(nodeNotDebugged(debugged.pid));
    }

    /** When it stops at one, the launch's other processes freeze and the diagram turns to it, as with gdb. */
    private tracker(session: vscode.DebugSession): vscode.DebugAdapterTracker | undefined {
        const debugged = this.debugged.get(inspectorOf(session) ?? "");
        if (debugged === undefined) return undefined;
        debugged.sessions.add(session);
        callItByProcess(session, debugged);
        const goesOn = (): void => {
            if (!this.standing.delete(session.id)) return;
            tell(debugged, false);
            if (this.standing.size === 0) this.diagram.running();
        };
        return {
            onDidSendMessage: ({ type, event }: AdapterEvent) => {
                // The debugger calls it "Remote Process" when it has begun.
                callItByProcess(session, debugged);
                if (type !== "event") return;
                if (event === "continued" || event === "terminated") goesOn();
                if (event !== "stopped" || debugged.pid === null) return;
                this.standing.add(session.id);
                tell(debugged, true);
                void this.diagram.stopped(debugged.pid);
            },
            onWillStopSession: () => {
                goesOn();
                debugged.sessions.delete(session);
            },
        };
    }

    private launchEnded(launch: vscode.DebugSession): void {
        for (const [url, debugged] of this.debugged) if (debugged.launch === launch) this.inspectorClosed(url);
    }
}

/** Beside the process's session of ours, which is called as the program is. */
function nameOf(process: string | null): string {
    return process === null ? "JavaScript" : `JavaScript of ${process}`;
}

/** The one that we asked for, and the one below it; the worker threads have sessions below that. */
function callItByProcess(session: vscode.DebugSession, { name }: Debugged): void {
    const isOfWholeProcess = [session, session.parentSession].some((each) => each?.configuration[ofInspector] !== undefined);
    if (isOfWholeProcess && session.name !== name) session.name = name;
}

function tell({ launch, pid }: Debugged, stands: boolean): void {
    if (pid === null) return;
    const request: ProcessStands = { pid, stands };
    launch.customRequest(processStands, request).then(undefined, () => undefined); // The launch has ended.
}

/** Of a session of the JavaScript debugger; undefined: it is none of ours. */
function inspectorOf(session: vscode.DebugSession): string | undefined {
    for (let each: vscode.DebugSession | undefined = session; each !== undefined; each = each.parentSession) {
        const url: unknown = each.configuration[ofInspector];
        if (typeof url === "string") return url;
    }
    return undefined;
}

function only(configuration: vscode.DebugConfiguration, names: readonly string[]): Readonly<Record<string, unknown>> {
    return Object.fromEntries(names.flatMap((name) => (configuration[name] === undefined ? [] : [[name, configuration[name] as unknown]])));
}
