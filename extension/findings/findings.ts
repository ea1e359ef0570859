/** What is wrong with the programs of the trace that is shown: in Problems, in the view Diagnosis, and at once when all of them wait. */
import * as vscode from "vscode";
import type { Finding } from "../../tracer/diagnosis/finding";
import { allWait, lookingForFaults } from "../messages";
import { revealLine } from "../review/revealLine";
import type { AwaitedFindings } from "../review/openEditor";
import { explainCommand } from "./explanations";
import { FindingFixes } from "./findingFixes";
import { FindingProblems } from "./findingProblems";
import { FindingsView } from "./findingsView";
import { LiveDiagnosis, type Diagnosed } from "./liveDiagnosis";

export class Findings implements vscode.Disposable {
    readonly listener = new LiveDiagnosis((diagnosed) => this.show(diagnosed));
    private readonly problems = new FindingProblems();
    private readonly fixes = new FindingFixes();
    private readonly view = new FindingsView();
    /** Of the wait that the user was told of. */
    private told: string | null = null;
    /** The trace that was opened last. */
    private recorded: vscode.Uri | null = null;

    dispose(): void {
        this.listener.dispose();
        this.problems.dispose();
        this.fixes.dispose();
        this.view.dispose();
    }

    /**
     * Those of a trace that is opened for review, the last where there are several; its page finds them. While programs run, theirs stay.
     * Null: nobody wants them.
     */
    ofRecorded(trace: vscode.Uri): AwaitedFindings | null {
        // Finding the lines runs tools on the programs that the trace names.
        if (this.listener.isLive() || trace.scheme !== "file" || !vscode.workspace.isTrusted) return null;
        this.recorded = trace;
        let known = (): void => undefined;
        const whenKnown = new Promise<void>((resolve) => (known = resolve));
        void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: lookingForFaults() }, () => whenKnown);
        return {
            tell: (findings) => {
                known();
                if (findings !== null && !this.listener.isLive() && this.recorded === trace) this.show({ findings, allWait: null });
            },
        };
    }

    private show({ findings, allWait: wait }: Diagnosed): void {
        this.problems.show(findings);
        this.fixes.show(findings);
        this.view.show(findings);
        if (wait !== null && wait.message !== this.told) void notice(wait);
        this.told = wait?.message ?? null;
    }
}

const showLine = "Show Line";

async function notice({ id, message, locations }: Finding): Promise<void> {
    const explain = explainCommand(id);
    const [first] = locations;
    const chosen = await vscode.window.showWarningMessage(allWait(message), ...(first === undefined ? [] : [showLine]), explain.title);
    if (chosen === showLine && first !== undefined) await revealLine(first.file, first.line, vscode.ViewColumn.One);
    if (chosen === explain.title) await vscode.commands.executeCommand(explain.command, id);
}
