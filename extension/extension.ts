/** The part of IPC Scope that VS Code loads: it starts debug adapters, and shows the diagram of what they record. */
import * as vscode from "vscode";
import { AdapterDescriptors } from "./adapterDescriptors";
import { registerCommands } from "./commands";
import { registerComparing } from "./comparing/compareTraces";
import { CompilerProblems } from "./compilerProblems";
import { Configurations } from "./configurations";
import { DiagramFeed } from "./diagramFeed";
import { DiagramPanel } from "./diagramPanel";
import { exportTrace } from "./exchange/exportTrace";
import { importLog } from "./exchange/importLog";
import { OfferImport } from "./exchange/offerImport";
import { registerExplanations } from "./findings/explanations";
import { Findings } from "./findings/findings";
import { LiveDiagram } from "./liveDiagram";
import { LiveLineNotes } from "./liveLineNotes";
import { NodeSessions } from "./nodeSessions";
import { OpenSessions } from "./openSessions";
import { Preparation } from "./recordings/preparation";
import { RecordCommand } from "./recordings/recordCommand";
import { ReplaySessions } from "./replaySessions";
import { registerRecordingCommands } from "./recordings/recordingCommands";
import { RecordingsView } from "./recordings/recordingsView";
import { findLines } from "./findLines";
import type { LineFinder } from "./review/lineFinder";
import { LineLenses } from "./review/lineLenses";
import { TraceArchives } from "./review/traceArchives";
import { registerTraceCommands } from "./review/traceCommands";
import { TraceEditors } from "./review/traceEditors";
import { followSessions } from "./sessions";
import { toEach } from "./traceListener";
import { WatchedMemory } from "./watchedMemory";

export const debugType = "ipcscope";

export function activate(context: vscode.ExtensionContext): void {
    const log = vscode.window.createOutputChannel("IPC Scope", { log: true });
    const feed = new DiagramFeed();
    const findings = new Findings();
    const watched = new WatchedMemory(feed);
    const panel = new DiagramPanel(context.extensionUri, feed, watched, log);
    const lenses = new LineLenses();
    const lineNotes = new LiveLineNotes(lenses);
    const diagram = new LiveDiagram(feed, toEach([findings.listener, lineNotes]));
    const archives = new TraceArchives(context);
    const lines = (): LineFinder | null => (vscode.workspace.isTrusted ? findLines : null);
    const preparation = new Preparation(context.extensionUri, lines);
    const traces = new TraceEditors(context.extensionUri, lenses, lines, archives, (trace) => findings.ofRecorded(trace));
    const node = new NodeSessions(diagram);
    const problems = new CompilerProblems();
    const open = new OpenSessions(debugType);
    const recordings = new RecordingsView();
    const configurations = new Configurations();
    context.subscriptions.push(
        log,
        panel,
        diagram,
        problems,
        open,
        findings,
        lenses,
        lineNotes,
        recordings,
        preparation,
        registerExplanations(context.extensionUri),
        vscode.debug.registerDebugConfigurationProvider(debugType, configurations),
        vscode.debug.registerDebugConfigurationProvider(debugType, configurations, vscode.DebugConfigurationProviderTriggerKind.Dynamic),
        vscode.debug.registerDebugAdapterDescriptorFactory(debugType, new AdapterDescriptors(context.extensionUri)),
        TraceEditors.register(traces),
        ...registerTraceCommands(traces, (file, line) => panel.showLine(file, line)),
        ...registerRecordingCommands(recordings),
        new RecordCommand(context.extensionUri, recordings),
        ...followSessions(debugType, { diagram, panel, node, problems, watched, recordings, preparation }),
        new OfferImport(context.extensionUri),
        vscode.commands.registerCommand("ipcscope.importLog", (log?: vscode.Uri) => importLog(context.extensionUri, log)),
        vscode.commands.registerCommand("ipcscope.exportTrace", (trace?: vscode.Uri) => exportTrace(context.extensionUri, trace)),
        registerComparing({ extension: context.extensionUri, editors: traces, recordings }),
        new ReplaySessions(debugType, traces),
        node,
        ...registerCommands(debugType, { extension: context.extensionUri, panel, traces, open, watched }),
    );
}
