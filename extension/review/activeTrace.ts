import * as vscode from "vscode";
import { traceEditorType } from "./traceEditors";

/** The trace in the editor that is in front of the active group. */
export function activeTrace(): vscode.Uri | undefined {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputCustom && input.viewType === traceEditorType ? input.uri : undefined;
}
