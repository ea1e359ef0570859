/** Node processes of a launch are debugged by VS Code's own JavaScript debugger, in sessions under the launch's. */
import * as vscode from "vscode";
import { InspectorDoor } from "./inspectorDoor";
import type { LiveDiagram } from "./liveDiagram";
import { nodeNotDebugged } from "./messages";
import type { InspectorOpened } from "./protocol/customEvents";
import { processStands, type ProcessStands, type StopElsewhere } from "./protocol/customRequests";
import { placeOf } from "./stoppedPlace";

const javaScriptDebugger = "pwa-node";
/** In the configuration of the session that we ask for; those of its targets stand below it. */
const ofInspector = "__ipcscopeInspector";

interface Stopped {
    readonly reason?: string;
    readonly threadId?: number;
}

interface AdapterRequest {
    readonly type: string;
    readonly command?: string;
}

/** Requests that let a process go on. */
const goingOn: readonly (string | undefined)[] = ["continue", "next", "stepIn", "stepOut"];

interface AdapterEvent {
    readonly type: string;
    readonly event?: string;
    readonly body?: Stopped;
}

/** A process that is debugged, or will be. */
interface Debugged {
    readonly launch: vscode.DebugSession;
    /** Where its debugger knocks. */
    readonly door: InspectorDoor;
    /** Null: not known yet. */
    pid: number | null;
    name: string;
    /** Of its sessions that have begun, the one that we asked for first. */
    readonly sessions: Set<vscode.DebugSession>;
}

export class NodeSessions implements vscode.Disposable {
    /** By the address of the door. */
    private readonly debugged = new Map<string, Debugged>();
    /** By launch: the first of its processes, which is not there yet. */
    private readonly awaited = new Map<vscode.DebugSession, Promise<Debugged>>();
    private readonly ended = new WeakSet<vscode.DebugSession>();
    /** Sessions that show their user a process at a stop. */
    private readonly standing = new Set<string>();
    private readonly registrations: readonly vscode.Disposable[];

    constructor(private readonly diagram: LiveDiagram) {
        this.registrations = [
            vscode.debug.registerDebugAdapterTrackerFactory(javaScriptDebugger, {
                createDebugAdapterTracker: (session) => this.tracker(session),
            }),
            vscode.debug.onDidChangeActiveStackItem((item) => {
                const pid = item === undefined ? null : (this.debuggedBy(item.session)?.pid ?? null);
                if (pid !== null) this.diagram.focus(pid);
            }),
        ];
    }

    dispose(): void {
        for (const registration of this.registrations) registration.dispose();
        for (const { door } of this.debugged.values()) door.close();
    }

    /** A process will wait for its debugger. One that did not come before the launch was started again still may. */
    expected(launch: vscode.DebugSession): void {
        if (!this.awaited.has(launch)) this.awaited.set(launch, this.attach(launch));
    }

    /** A process waits for its debugger. */
    async inspectorOpened(launch: vscode.DebugSession, { pid, process, url }: InspectorOpened): Promise<void> {
        if (this.ended.has(launch)) return;
        const waiting = this.awaited.get(launch);
        this.awaited.delete(launch);
        const debugged = await (waiting ?? this.attach(launch));
        debugged.pid = pid;
        debugged.name = nameOf(process);
        debugged.door.leadTo(url);
        for (const session of debugged.sessions) callItByProcess(session, debugged);
    }

    private async attach(launch: vscode.DebugSession): Promise<Debugged> {
        const door = await InspectorDoor.open();
        const debugged: Debugged = { launch, door, pid: null, name: nameOf(null), sessions: new Set() };
        this.debugged.set(door.url, debugged);
        void this.open(debugged);
        return debugged;
    }

    private async open(debugged: Debugged): Promise<void> {
        const { launch, door, name } = debugged;
        const begun = await vscode.debug
            .startDebugging(
                launch.workspaceFolder,
                {
                    type: javaScriptDebugger,
                    request: "attach",
                    name,
                    websocketAddress: door.url,
                    continueOnAttach: true,
                    autoAttachChildProcesses: false,
                    skipFiles: ["<node_internals>/**"],
                    internalConsoleOptions: "neverOpen",
                    ...only(launch.configuration, ["sourceMaps", "outFiles", "skipFiles", "smartStep", "resolveSourceMapLocations", "cwd"]),
                    [ofInspector]: door.url,
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
        if (begun) return;
        door.giveUp();
        // One that has been initialized when its launch ends is neither attached nor ended by VS Code, and its debugger cannot hang up
        // before it has attached: it is to find nobody there.
        for (const session of debugged.sessions) session.customRequest("attach", session.configuration).then(undefined, () => undefined);
        if (debugged.sessions.size === 0) this.close(door);
        if (debugged.pid !== null && !this.ended.has(launch)) void vscode.window.showErrorMessage(nodeNotDebugged(debugged.pid));
    }

    private close(door: InspectorDoor): void {
        this.debugged.delete(door.url);
        door.close();
    }

    /** When it stops at one, the launch's other processes freeze and the diagram turns to it, as with gdb. */
    private tracker(session: vscode.DebugSession): vscode.DebugAdapterTracker | undefined {
        const debugged = this.debuggedBy(session);
        if (debugged === undefined) return undefined;
        debugged.sessions.add(session);
        callItByProcess(session, debugged);
        const goesOn = (): void => {
            if (!this.standing.delete(session.id)) return;
            // What it does then is recorded behind that.
            void debugged.door.hold(tell(debugged, null));
            if (this.standing.size === 0) this.diagram.running();
        };
        return {
            onWillReceiveMessage: ({ type, command }: AdapterRequest) => {
                if (type === "request" && goingOn.includes(command)) goesOn();
            },
            onDidSendMessage: ({ type, event, body }: AdapterEvent) => {
                // The debugger calls it "Remote Process" when it has begun.
                callItByProcess(session, debugged);
                if (type !== "event") return;
                if (event === "continued" || event === "terminated") goesOn();
                if (event !== "stopped" || debugged.pid === null) return;
                this.standing.add(session.id);
                void this.stopped(session, debugged, debugged.pid, body ?? {});
            },
            onWillStopSession: () => {
                goesOn();
                debugged.sessions.delete(session);
                if (debugged.sessions.size === 0) this.close(debugged.door);
            },
        };
    }

    /** The diagram shows the stop when it is recorded, at the place that the debugger alone knows. */
    private async stopped(session: vscode.DebugSession, debugged: Debugged, pid: number, { reason, threadId }: Stopped): Promise<void> {
        const place = await placeOf(session, threadId);
        if (!this.standing.has(session.id)) return;
        this.diagram.standsAt(pid, place);
        await tell(debugged, stopOf(reason));
        await this.diagram.stopped(pid);
    }

    private debuggedBy(session: vscode.DebugSession): Debugged | undefined {
        return this.debugged.get(inspectorOf(session) ?? "");
    }

    /** No process of it comes any more. */
    async launchEnded(launch: vscode.DebugSession): Promise<void> {
        this.ended.add(launch);
        const waiting = this.awaited.get(launch);
        this.awaited.delete(launch);
        (await waiting)?.door.giveUp();
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

async function tell({ launch, pid }: Debugged, stands: StopElsewhere | null): Promise<void> {
    if (pid === null) return;
    const request: ProcessStands = { pid, stands };
    await launch.customRequest(processStands, request).then(undefined, () => undefined); // The launch has ended.
}

/** `reason`: of a `stopped` event. What the debugger does not stop for by a wish of its user's, it stops for where something is to be seen. */
function stopOf(reason: string | undefined): StopElsewhere {
    return reason === "step" || reason === "pause" || reason === "entry" ? reason : "breakpoint";
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
