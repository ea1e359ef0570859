/** The pages that explain the rules: docs/diagnosis. */
import * as vscode from "vscode";

const command = "ipcscope.explainFinding";

/** Opens the page of a rule. */
export function explanationLink(rule: string): vscode.Uri {
    return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify([rule]))}`);
}

export function explainCommand(rule: string): vscode.Command {
    return { command, title: `Explain ${rule}`, arguments: [rule] };
}

export function registerExplanations(extension: vscode.Uri): vscode.Disposable {
    return vscode.commands.registerCommand(command, (rule: string) =>
        vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(extension, "docs", "diagnosis", `${rule}.md`)),
    );
}
