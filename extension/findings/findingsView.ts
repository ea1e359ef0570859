/** The view Diagnosis: findings, and below each the lines that have to do with it and its explanation. */
import path from "node:path";
import * as vscode from "vscode";
import { titleOf } from "../../tracer/diagnosis/catalogue";
import type { Finding, Place, Severity } from "../../tracer/diagnosis/finding";
import { explainCommand } from "./explanations";
import { rangeOfLine } from "./findingRange";

type Row =
    | { readonly is: "finding"; readonly finding: Finding }
    | { readonly is: "place"; readonly place: Place }
    | { readonly is: "explanation"; readonly rule: string };

export class FindingsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
    private readonly changed = new vscode.EventEmitter<void>();
    readonly onDidChangeTreeData = this.changed.event;
    private findings: readonly Finding[] = [];
    private readonly view = vscode.window.createTreeView("ipcscope.diagnosis", { treeDataProvider: this });

    show(findings: readonly Finding[]): void {
        this.findings = findings;
        this.view.badge =
            findings.length === 0
                ? undefined
                : { value: findings.length, tooltip: findings.length === 1 ? "1 finding" : `${findings.length} findings` };
        this.changed.fire();
    }

    getChildren(row?: Row): Row[] {
        if (row === undefined) return this.findings.map((finding) => ({ is: "finding", finding }));
        if (row.is !== "finding") return [];
        const { locations, id } = row.finding;
        return [...locations.map((place) => ({ is: "place", place }) as const), { is: "explanation", rule: id }];
    }

    getTreeItem(row: Row): vscode.TreeItem {
        switch (row.is) {
            case "finding":
                return itemOfFinding(row.finding);
            case "place":
                return itemOfPlace(row.place);
            case "explanation":
                return itemOfExplanation(row.rule);
        }
    }

    dispose(): void {
        this.view.dispose();
        this.changed.dispose();
    }
}

const icons = { error: "error", warning: "warning", note: "info" } as const satisfies Record<Severity, string>;

function itemOfFinding({ id, severity, certainty, message, locations }: Finding): vscode.TreeItem {
    const [first] = locations;
    const title = titleOf(id);
    const rule = `${id}${certainty === "likely" ? ", likely" : ""}`;
    const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
    item.description = `${rule}: ${message}`;
    item.tooltip = `${title} (${rule})\n\n${message}`; // a narrow view cuts off the rest
    item.iconPath = new vscode.ThemeIcon(icons[severity]);
    if (first !== undefined) item.command = openCommand(first);
    return item;
}

function itemOfPlace(place: Place): vscode.TreeItem {
    const item = new vscode.TreeItem(`${path.basename(place.file)}:${place.line}`);
    item.description = `${place.role} (${place.process})`;
    item.tooltip = place.file;
    item.command = openCommand(place);
    return item;
}

function itemOfExplanation(rule: string): vscode.TreeItem {
    const item = new vscode.TreeItem("What is that?");
    item.iconPath = new vscode.ThemeIcon("book");
    item.command = explainCommand(rule);
    return item;
}

function openCommand({ file, line }: Place): vscode.Command {
    return {
        command: "vscode.open",
        title: "Open",
        arguments: [vscode.Uri.file(file), { selection: rangeOfLine(line).with({ end: rangeOfLine(line).start }) }],
    };
}
