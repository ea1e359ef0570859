import * as vscode from "vscode";
import { nameOf } from "../exchange/commandLine";

/** Of the list of recordings. */
export interface Recorded {
    readonly uri: vscode.Uri;
}

/** One of the recordings, but for `but`, or a file from elsewhere. */
export async function chooseTrace(title: string, recordings: readonly Recorded[], but?: vscode.Uri): Promise<vscode.Uri | undefined> {
    const others = recordings.filter(({ uri }) => uri.toString() !== but?.toString());
    const listed = others.map(({ uri }) => ({ label: nameOf(uri), description: vscode.workspace.asRelativePath(uri), uri }));
    const elsewhere = { label: "Another file…", description: "", uri: null };
    const chosen = await vscode.window.showQuickPick([...listed, elsewhere], { title, matchOnDescription: true });
    if (chosen === undefined) return undefined;
    return chosen.uri ?? (await vscode.window.showOpenDialog({ title, filters: { "IPC Scope traces": ["ipctrace"] } }))?.[0];
}
