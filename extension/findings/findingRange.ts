import * as vscode from "vscode";

/** The line without its indentation and its end, as far as it is known; `line` counts from 1. */
export function rangeOfLine(line: number): vscode.Range {
    return new vscode.Range(Math.max(0, line - 1), 0, Math.max(0, line - 1), 1000);
}
