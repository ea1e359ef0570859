/** Quick fixes of findings: the mend where it is sure, and the page that explains the rule. */
import * as vscode from "vscode";
import type { Finding } from "../../tracer/diagnosis/finding";
import { missingClose } from "./closeFix";
import { explainCommand } from "./explanations";
import { findingSource } from "./findingProblems";

export class FindingFixes implements vscode.CodeActionProvider, vscode.Disposable {
    private findings: readonly Finding[] = [];
    private readonly registration = vscode.languages.registerCodeActionsProvider({ scheme: "file" }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    });

    show(findings: readonly Finding[]): void {
        this.findings = findings;
    }

    async provideCodeActions(
        _document: vscode.TextDocument,
        _range: vscode.Range,
        { diagnostics }: vscode.CodeActionContext,
    ): Promise<vscode.CodeAction[]> {
        const mine = diagnostics.filter(({ source }) => source === findingSource);
        const actions = await Promise.all(mine.map((problem) => this.actionsFor(problem)));
        return actions.flat();
    }

    dispose(): void {
        this.registration.dispose();
    }

    private async actionsFor(problem: vscode.Diagnostic): Promise<readonly vscode.CodeAction[]> {
        const finding = this.findings.find(({ message }) => message === problem.message);
        if (finding === undefined) return [];
        const explain = new vscode.CodeAction(`Explain ${finding.id}`, vscode.CodeActionKind.QuickFix);
        explain.command = explainCommand(finding.id);
        const mend = await closing(finding);
        for (const action of [explain, ...mend]) action.diagnostics = [problem];
        return [...mend, explain];
    }
}

async function closing({ mend }: Finding): Promise<readonly vscode.CodeAction[]> {
    if (mend === undefined) return [];
    const uri = vscode.Uri.file(mend.before.file);
    const document = await vscode.workspace.openTextDocument(uri);
    const insertion = missingClose(document.getText().split("\n"), mend);
    if (insertion === null) return [];
    const action = new vscode.CodeAction(
        `Insert ${insertion.text.trim().replace(/;$/, "")} before line ${mend.before.line}`,
        vscode.CodeActionKind.QuickFix,
    );
    action.edit = new vscode.WorkspaceEdit();
    action.edit.insert(uri, new vscode.Position(insertion.line, 0), insertion.text);
    action.isPreferred = true;
    return [action];
}
