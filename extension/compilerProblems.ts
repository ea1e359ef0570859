import * as vscode from "vscode";
import type { CompilerDiagnostic, CompilerSpoke } from "./protocol/customEvents";

/** Errors and warnings of the compiler in the Problems view. */
export class CompilerProblems implements vscode.Disposable {
    private readonly collection = vscode.languages.createDiagnosticCollection("ipcscope");
    /** The files that got diagnostics when a source was last compiled: headers may be among them. */
    private readonly filesOf = new Map<string, ReadonlySet<string>>();

    /** The compiler spoke of texts that are no more as they were: what it said of the whole program goes. */
    private readonly saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        for (const [source, files] of this.filesOf) if (source === uri.fsPath || files.has(uri.fsPath)) this.forget(source);
    });

    show({ source, diagnostics }: CompilerSpoke): void {
        this.forget(source);
        const byFile = new Map<string, CompilerDiagnostic[]>();
        for (const diagnostic of diagnostics) byFile.set(diagnostic.file, [...(byFile.get(diagnostic.file) ?? []), diagnostic]);
        for (const [file, found] of byFile) this.collection.set(vscode.Uri.file(file), found.map(translated));
        this.filesOf.set(source, new Set(byFile.keys()));
    }

    private forget(source: string): void {
        for (const file of this.filesOf.get(source) ?? []) this.collection.delete(vscode.Uri.file(file));
        this.filesOf.delete(source);
    }

    dispose(): void {
        this.saved.dispose();
        this.collection.dispose();
    }
}

const severities = {
    error: vscode.DiagnosticSeverity.Error,
    warning: vscode.DiagnosticSeverity.Warning,
    note: vscode.DiagnosticSeverity.Information,
} as const satisfies Record<CompilerDiagnostic["severity"], vscode.DiagnosticSeverity>;

function translated({ line, column, severity, message }: CompilerDiagnostic): vscode.Diagnostic {
    // A range that ends where it begins is drawn to the end of the word; without a column the whole line is meant.
    const start = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
    const range = column > 0 ? new vscode.Range(start, start) : new vscode.Range(start, start.translate(0, 1000));
    const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
    diagnostic.source = "compiler";
    return diagnostic;
}
