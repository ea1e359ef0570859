/** IPC Scope: Compare Traces. Two are chosen; a page tells how they differ, and its links show both side by side. */
import * as vscode from "vscode";
import type { Comparison, FirstDifference } from "../../tracer/comparison/compareTraces";
import { nameOf, runCommandLine } from "../exchange/commandLine";
import { activeTrace } from "../review/activeTrace";
import type { TraceEditors } from "../review/traceEditors";
import { chooseTrace, type Recorded } from "./chooseTrace";
import { comparisonHtml } from "./comparisonHtml";
import { compareTwo, comparing, notCompared } from "./messages";

/** Statuses of `ipcscope diff` with which it has compared (docs/diff.md): there is no difference, there is one. */
const compared = [0, 1];

const showDifference = "ipcscope.showDifference";

export interface Comparing {
    readonly extension: vscode.Uri;
    readonly editors: TraceEditors;
    readonly recordings: { getChildren(): Promise<readonly Recorded[]> };
}

export function registerComparing({ extension, editors, recordings }: Comparing): vscode.Disposable {
    /** What the menu of the Explorer hands over: the file, and all that are selected; that of the list of recordings: the recording. */
    const compare = async (given?: vscode.Uri | Recorded, selected?: unknown): Promise<void> => {
        const files = Array.isArray(selected) ? selected.filter((each) => each instanceof vscode.Uri) : [];
        if (files.length > 2) {
            void vscode.window.showInformationMessage(compareTwo());
            return;
        }
        const one = files[0] ?? (given instanceof vscode.Uri ? given : given?.uri) ?? activeTrace();
        const first = one ?? (await chooseTrace("Compare a trace", await recordings.getChildren()));
        if (first === undefined) return;
        const others = files.length === 2 ? [] : await recordings.getChildren();
        const second = files[1] ?? (await chooseTrace(`Compare ${nameOf(first)} with`, others, first));
        if (second !== undefined) await showComparison(extension, first, second);
    };
    return vscode.Disposable.from(
        vscode.commands.registerCommand("ipcscope.compareTraces", compare),
        vscode.commands.registerCommand(showDifference, (...moments: readonly ShownMoment[]) => showBoth(editors, moments)),
    );
}

/** Of a link: a trace's path, and the event; null: it has none. */
type ShownMoment = readonly [path: string, event: number | null];

async function showComparison(extension: vscode.Uri, first: vscode.Uri, second: vscode.Uri): Promise<void> {
    const names = [nameOf(first), nameOf(second)] as const;
    const words = ["diff", "--json", first.fsPath, second.fsPath];
    const { succeeded, said, printed } = await runCommandLine(extension, comparing(...names), words, compared);
    if (succeeded === false) void vscode.window.showErrorMessage(notCompared(...names, said.join(" ")));
    if (succeeded !== true) return;
    const panel = vscode.window.createWebviewPanel("ipcscope.comparison", `${names[0]} ↔ ${names[1]}`, vscode.ViewColumn.Active, {
        enableCommandUris: [showDifference],
        enableFindWidget: true,
        localResourceRoots: [],
    });
    const linkTo = (difference: FirstDifference): string => {
        const moments: readonly ShownMoment[] = [
            [first.fsPath, difference.first?.seq ?? null],
            [second.fsPath, difference.second?.seq ?? null],
        ];
        return `command:${showDifference}?${encodeURIComponent(JSON.stringify(moments))}`;
    };
    panel.webview.html = comparisonHtml(
        JSON.parse(printed) as Comparison,
        { first: first.fsPath, second: second.fsPath },
        { nonce: crypto.randomUUID().replaceAll("-", ""), linkTo },
    );
}

/** The first in the column of the page, before it, and the second in the next one. */
async function showBoth(editors: TraceEditors, moments: readonly ShownMoment[]): Promise<void> {
    let column = vscode.window.tabGroups.activeTabGroup.viewColumn;
    for (const [path, event] of moments) await editors.showMoment(vscode.Uri.file(path), event, column++);
}
