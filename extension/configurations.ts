/** Launch configurations: what F5 does without a launch.json, and what the settings add. */
import path from "node:path";
import * as vscode from "vscode";
import { openAProgram } from "./messages";
import { isProcessAddress } from "./protocol/processAddress";
import { isReplay } from "./protocol/replayed";
import { activeTrace } from "./review/activeTrace";

export class Configurations implements vscode.DebugConfigurationProvider {
    resolveDebugConfiguration(
        folder: vscode.WorkspaceFolder | undefined,
        configuration: vscode.DebugConfiguration,
    ): vscode.DebugConfiguration | undefined {
        if (isProcessAddress(configuration)) return configuration;
        const asked = isEmpty(configuration) ? openDocument() : configuration;
        if (isReplay(asked)) return replayOf(asked, folder);
        const program: unknown = asked["program"] ?? asked["runtimeExecutable"] ?? activeProgram();
        if (typeof program !== "string" || program === "") {
            void vscode.window.showInformationMessage(openAProgram());
            return undefined;
        }
        const name = typeof asked.name === "string" && asked.name !== "" ? asked.name : path.basename(program);
        const workspace = folder ?? vscode.workspace.workspaceFolders?.[0];
        return withSettings({
            ...asked,
            type: asked.type,
            request: asked.request,
            name,
            ...placeOf(asked, program, folder),
            ...(workspace === undefined ? {} : { __workspaceFolder: workspace.uri.fsPath }),
        });
    }

    provideDebugConfigurations(): vscode.DebugConfiguration[] {
        const file = activeProgram();
        return [
            file === undefined
                ? { type: "ipcscope", request: "launch", name: "IPC Scope: the open file", program: "${file}" }
                : { type: "ipcscope", request: "launch", name: `IPC Scope: ${path.basename(file)}`, program: file },
        ];
    }
}

/** A trace that is open in front is replayed; of a program it is found out later. */
function openDocument(): vscode.DebugConfiguration {
    const trace = activeTrace();
    return { type: "ipcscope", request: "launch", name: "", ...(trace !== undefined && { trace: trace.fsPath }) };
}

/** Its path may be relative to the workspace's folder. */
function replayOf(
    asked: vscode.DebugConfiguration & { readonly trace: string },
    folder: vscode.WorkspaceFolder | undefined,
): vscode.DebugConfiguration {
    const workspace = folder ?? vscode.workspace.workspaceFolders?.[0];
    return {
        ...(workspace === undefined ? {} : { cwd: workspace.uri.fsPath }),
        internalConsoleOptions: "neverOpen",
        ...asked,
        type: asked.type,
        request: asked.request,
        name: asked.name === "" ? path.basename(asked.trace) : asked.name,
    };
}

/** What runs without a program, such as an npm script, runs in the workspace's folder. */
function placeOf(
    asked: vscode.DebugConfiguration,
    program: string,
    folder: vscode.WorkspaceFolder | undefined,
): Partial<vscode.DebugConfiguration> {
    if (asked["runtimeExecutable"] === undefined) return { program };
    return asked["program"] === undefined && asked["cwd"] === undefined && folder !== undefined ? { cwd: folder.uri.fsPath } : {};
}

/** VS Code hands over an empty configuration where there is no launch.json. */
function isEmpty({ type, request, name }: Partial<vscode.DebugConfiguration>): boolean {
    return type === undefined && request === undefined && name === undefined;
}

/** The file that the user looks at, if it can be run; when no editor has the focus, one that stands beside it, or the only one in any tab. */
function activeProgram(): string | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const editors = activeTextEditor === undefined ? visibleTextEditors : [activeTextEditor];
    const seen = editors.find(({ document }) => runs(document.uri.fsPath) && document.uri.scheme === "file")?.document.uri.fsPath;
    return seen ?? (activeTextEditor === undefined ? onlyProgram() : undefined);
}

function runs(file: string): boolean {
    return /\.(c|[cm]?[jt]s)$/.test(file) && !file.endsWith(".d.ts");
}

/** Such a file in a tab, if there is one and no other: the walkthrough's page hides the editors of its group. */
function onlyProgram(): string | undefined {
    const files = vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs.map(({ input }) => input))
        .flatMap((input) => (input instanceof vscode.TabInputText && input.uri.scheme === "file" ? [input.uri.fsPath] : []))
        .filter(runs);
    const [file, ...others] = new Set(files);
    return others.length === 0 ? file : undefined;
}

/** The launch configuration wins over the settings. */
function withSettings(configuration: vscode.DebugConfiguration): vscode.DebugConfiguration {
    const settings = vscode.workspace.getConfiguration("ipcscope");
    return {
        // What the program prints is in the terminal, so the Debug Console does not push itself in front of it.
        ...(configuration["console"] === "internalConsole" ? {} : { internalConsoleOptions: "neverOpen" }),
        gdb: settings.get<string>("gdb"),
        compiler: settings.get<string>("compiler"),
        compilerArguments: settings.get<string[]>("compilerArguments"),
        ...configuration,
    };
}
