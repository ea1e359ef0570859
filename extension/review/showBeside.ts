import * as vscode from "vscode";

/** Opens a file beside the active group of editors, and not in it any more unless it is all that is there. The focus stays. */
export async function showBeside(file: vscode.Uri, editorType: string): Promise<void> {
    const { tabs } = vscode.window.tabGroups.activeTabGroup;
    const covered = tabs.find(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === file.toString());
    await vscode.commands.executeCommand("vscode.openWith", file, editorType, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
    });
    if (covered !== undefined && tabs.length > 1) await vscode.window.tabGroups.close(covered, true);
}
