import * as vscode from "vscode";
import type { Finding, Place, Severity } from "../../tracer/diagnosis/finding";
import { explanationLink } from "./explanations";
import { rangeOfLine } from "./findingRange";

/** Findings in the Problems view, at their first line; the others are related information. */
export class FindingProblems implements vscode.Disposable {
    private readonly collection = vscode.languages.createDiagnosticCollection("ipcscope.findings");

    show(findings: readonly Finding[]): void {
        const byFile = new Map<string, vscode.Diagnostic[]>();
        for (const finding of findings) {
            const [first, ...related] = finding.locations;
            if (first === undefined) continue;
            byFile.set(first.file, [...(byFile.get(first.file) ?? []), problemOf(finding, first, related)]);
        }
        this.collection.clear();
        for (const [file, problems] of byFile) this.collection.set(vscode.Uri.file(file), problems);
    }

    dispose(): void {
        this.collection.dispose();
    }
}

const severities = {
    error: vscode.DiagnosticSeverity.Error,
    warning: vscode.DiagnosticSeverity.Warning,
    note: vscode.DiagnosticSeverity.Information,
} as const satisfies Record<Severity, vscode.DiagnosticSeverity>;

/** `source` of the problems that are findings. */
export const findingSource = "IPC Scope";

function problemOf({ id, severity, message }: Finding, first: Place, related: readonly Place[]): vscode.Diagnostic {
    const problem = new vscode.Diagnostic(rangeOfLine(first.line), message, severities[severity]);
    problem.source = findingSource;
    problem.code = { value: id, target: explanationLink(id) };
    problem.relatedInformation = related.map(
        ({ file, line, process, role }) =>
            new vscode.DiagnosticRelatedInformation(new vscode.Location(vscode.Uri.file(file), rangeOfLine(line)), `${role} (${process})`),
    );
    return problem;
}
