/** Listens to the debug sessions: what they tell goes to the diagram, the Problems view and the user. */
import * as vscode from "vscode";
import type { CompilerProblems } from "./compilerProblems";
import type { DiagramPanel } from "./diagramPanel";
import type { LiveDiagram } from "./liveDiagram";
import { launchEnded } from "./messages";
import type {
    CompilerSpoke,
    ImportantMessage,
    InspectorOpened,
    MemorySeen,
    SessionRenamed,
    SessionWanted,
    TraceBegun,
} from "./protocol/customEvents";
import type { MemoryWatch } from "./protocol/customRequests";
import { frozenReason } from "./protocol/frozenReason";
import type { NodeSessions } from "./nodeSessions";
import { openProcessSession } from "./processSessions";
import { isLiveProcess } from "./protocol/liveProcess";
import { isReplay } from "./protocol/replayed";
import type { Preparation } from "./recordings/preparation";
import type { RecordingsView } from "./recordings/recordingsView";
import type { WatchedMemory } from "./watchedMemory";

interface Listeners {
    readonly diagram: LiveDiagram;
    readonly panel: DiagramPanel;
    readonly node: NodeSessions;
    readonly problems: CompilerProblems;
    readonly watched: WatchedMemory;
    readonly recordings: RecordingsView;
    readonly preparation: Preparation;
}

interface AdapterEvent {
    readonly type: string;
    readonly event?: string;
    readonly body?: { readonly exitCode?: number; readonly reason?: string };
}

interface ClientRequest {
    readonly type: string;
    readonly command?: string;
}

export function followSessions(type: string, listeners: Listeners): vscode.Disposable[] {
    const { diagram, node, watched, preparation } = listeners;
    const stopped = new Set<string>();
    const exitStatus = new Map<string, number>();
    /** Launches that the user has stopped: how their programs ended is no news. */
    const stoppedByUser = new Set<string>();

    const endOf = (launch: string): string | null => (stoppedByUser.has(launch) ? null : launchEnded(exitStatus.get(launch)));

    const notesStop =
        (launch: string) =>
        ({ type: kind, command }: ClientRequest): void => {
            if (kind === "request" && command === "terminate") stoppedByUser.add(launch);
        };

    const processTracker = (session: vscode.DebugSession, pid: number): vscode.DebugAdapterTracker => ({
        onWillReceiveMessage: notesStop(session.parentSession?.id ?? session.id),
        onDidSendMessage({ type: kind, event = "", body }: AdapterEvent) {
            if (kind !== "event" || body?.reason === frozenReason) return;
            received(session, event, body, listeners);
            if (event === "stopped") {
                stopped.add(session.id);
                void diagram.stopped(pid);
            } else if (event === "continued" || event === "terminated") {
                if (stopped.delete(session.id) && stopped.size === 0) diagram.running();
            }
        },
        onWillStopSession: () => void stopped.delete(session.id),
    });

    const launchTracker = (session: vscode.DebugSession): vscode.DebugAdapterTracker => ({
        onWillReceiveMessage: notesStop(session.id),
        onDidSendMessage({ type: kind, event = "", body }: AdapterEvent) {
            if (kind !== "event") return;
            received(session, event, body, listeners);
            if (event === "exited" && body?.exitCode !== undefined) exitStatus.set(session.id, body.exitCode);
            if (event !== "terminated") return;
            // VS Code does not tell of the end of one that has not begun.
            void node.launchEnded(session);
            void diagram.ended(endOf(session.id));
            watched.ended(session);
        },
    });

    const replayTracker = (session: vscode.DebugSession): vscode.DebugAdapterTracker => ({
        onDidSendMessage({ type: kind, event = "", body }: AdapterEvent) {
            if (kind === "event") received(session, event, body, listeners);
        },
    });

    return [
        vscode.debug.registerDebugAdapterTrackerFactory(type, {
            createDebugAdapterTracker(session) {
                const { configuration } = session;
                if (isReplay(configuration)) return replayTracker(session);
                return isLiveProcess(configuration) ? processTracker(session, configuration.__process.pid) : launchTracker(session);
            },
        }),
        vscode.debug.onDidTerminateDebugSession((session) => {
            if (session.type !== type || isLiveProcess(session.configuration) || isReplay(session.configuration)) return;
            void node.launchEnded(session);
            void diagram.ended(endOf(session.id));
            watched.ended(session);
            preparation.ended(session);
            exitStatus.delete(session.id);
            stoppedByUser.delete(session.id);
        }),
        vscode.debug.onDidChangeActiveStackItem((item) => {
            const configuration = item?.session.configuration ?? {};
            if (isLiveProcess(configuration)) diagram.focus(configuration.__process.pid);
        }),
    ];
}

/** An event of ours. VS Code would pass it on only after it has been to the window and back, which has much else to do when a launch begins. */
function received(
    session: vscode.DebugSession,
    event: string,
    body: unknown,
    { diagram, panel, node, problems, watched, recordings, preparation }: Listeners,
): void {
    switch (event) {
        case "ipcscope.trace": {
            const { path, title } = body as TraceBegun;
            diagram.follow(path, title);
            if (session.configuration["record"] !== undefined) {
                const trace = vscode.Uri.file(path);
                recordings.add(trace);
                preparation.begun(session, trace);
            }
            panel.showForLaunch();
            return;
        }
        case "ipcscope.diagnostics":
            problems.show(body as CompilerSpoke);
            return;
        case "ipcscope.process":
            openProcessSession(session, body as SessionWanted).catch(() => undefined); // The launch has ended meanwhile.
            return;
        case "ipcscope.inspector":
            void node.inspectorOpened(session, body as InspectorOpened);
            return;
        case "ipcscope.nodeExpected":
            node.expected(session);
            return;
        case "ipcscope.memory":
            void diagram.seesMemory(body as MemorySeen);
            return;
        case "ipcscope.watching":
            watched.told(session, body as MemoryWatch);
            return;
        case "ipcscope.renamed":
            session.name = (body as SessionRenamed).name;
            return;
        case "ipcscope.message": {
            const { severity, text } = body as ImportantMessage;
            if (severity === "error") void vscode.window.showErrorMessage(text);
            else void vscode.window.showWarningMessage(text);
        }
    }
}
