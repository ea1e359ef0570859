/** Files of source that traces have with them (`ipcscope pack`), as documents that cannot be changed. */
import * as vscode from "vscode";
import type { PackedSource } from "../../webview/protocol/reviewMessages";

const scheme = "ipcscope-source";

export class PackedSources implements vscode.TextDocumentContentProvider {
    /** By the document. */
    private readonly texts = new Map<string, string>();

    static register(sources: PackedSources): vscode.Disposable {
        return vscode.workspace.registerTextDocumentContentProvider(scheme, sources);
    }

    learn(trace: vscode.Uri, sources: readonly PackedSource[]): void {
        for (const { file, text } of sources) this.texts.set(documentOf(trace, file).toString(), text);
    }

    /** undefined: the trace does not have it. */
    find(trace: vscode.Uri, file: string): vscode.Uri | undefined {
        const document = documentOf(trace, file);
        return this.texts.has(document.toString()) ? document : undefined;
    }

    provideTextDocumentContent(document: vscode.Uri): string | undefined {
        return this.texts.get(document.toString());
    }
}

function documentOf(trace: vscode.Uri, file: string): vscode.Uri {
    return vscode.Uri.from({ scheme, path: file, query: trace.toString() });
}
