/** `ipcscope check`: what is wrong with the programs of a recording. */
import { Diagnosis } from "../diagnosis/diagnosis";
import { isAsGrave, type Finding, type Severity } from "../diagnosis/finding";
import { exitStatuses } from "./commandError";
import type { ColourChoice } from "./colour";
import { findingReports, type ReportForm } from "./findingReports";
import { interpretTrace } from "./interpretTrace";
import { LineOutput } from "./terminal";

export interface CheckOptions {
    readonly json?: true;
    readonly sarif?: true;
    readonly github?: true;
    readonly failOn: Severity;
    /** Identifiers of rules. */
    readonly ignore: readonly string[];
    readonly color: ColourChoice;
}

/** The exit status says whether there are findings of the chosen severity, or of a graver one. */
export async function checkCommand(trace: string, options: CheckOptions): Promise<void> {
    const all = await findingsOf(trace);
    const findings = all.filter(({ id }) => !options.ignore.includes(id));
    const output = new LineOutput(options.color);
    findingReports[formOf(options)](findings, output);
    output.flush();
    if (findings.some(({ severity }) => isAsGrave(severity, options.failOn))) process.exitCode = exitStatuses.differences;
}

async function findingsOf(trace: string): Promise<readonly Finding[]> {
    const diagnosis = new Diagnosis();
    for await (const { events } of interpretTrace(trace)) diagnosis.see(events);
    return diagnosis.findings();
}

function formOf({ json, sarif, github }: CheckOptions): ReportForm {
    if (json === true) return "json";
    if (sarif === true) return "sarif";
    return github === true ? "github" : "text";
}
