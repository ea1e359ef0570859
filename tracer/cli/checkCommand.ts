/** `ipcscope check`: what is wrong with the programs of a recording. */
import { writeFileSync } from "node:fs";
import { Examination } from "../diagnosis/examination";
import { isAsGrave, type Finding, type Severity } from "../diagnosis/finding";
import { Interpreter } from "../interpret/interpreter";
import { exitText } from "../model/owners/processEvents";
import type { ExitStatus } from "../model/owners/process";
import { count } from "../model/words";
import { SymbolLookup } from "../symbols/symbolLookup";
import { readTraceWithLines } from "../traceFile/readTraceWithLines";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { newFindings, writeBaseline } from "./baseline";
import type { ColourChoice } from "./colour";
import { CommandError, exitStatuses, usageError } from "./commandError";
import { findingReports, type ReportForm } from "./findingReports";
import { LineOutput, note, printText, warn } from "./terminal";

export interface CheckOptions {
    readonly json?: true;
    readonly sarif?: true;
    readonly github?: true;
    readonly failOn: Severity;
    /** Identifiers of rules. */
    readonly ignore: readonly string[];
    readonly baseline?: string;
    readonly writeBaseline?: string;
    readonly report?: string;
    readonly color: ColourChoice;
    /** Milliseconds. */
    readonly hangAfter?: number;
    readonly output?: string;
    readonly watchMemory?: true;
    /** The program `ipcscope` asks what the options are, before it runs a program. */
    readonly plan?: true;
    /** It has run a program, whose trace this is. */
    readonly ran?: true;
    /** As `ran`; the program was ended since nothing happened any more. */
    readonly hung?: true;
}

const mostWaits = 20;

/** The exit status says whether there are findings of the chosen severity, or of a graver one. */
export async function checkCommand(trace: string | undefined, options: CheckOptions): Promise<void> {
    if (options.plan === true) {
        printText(`${options.hangAfter ?? 0} ${options.watchMemory === true ? 1 : 0} ${options.output ?? ""}`);
        return;
    }
    if (trace === undefined) throw usageError("missing required argument 'trace', or '--' and a program. See 'ipcscope check --help'.");
    if (options.ran !== true && options.hung !== true) refuseOptionsOfPrograms(options);
    const examination = await examine(trace);
    const findings = examination.findings();
    const exit = examination.firstExit;
    if (options.hung === true) {
        note("nothing happened any more; the program was ended.");
        if (findings.length === 0) tellWhoWaits(examination.whoWaits());
    }
    if (options.ran === true && exit !== null && !isSuccess(exit)) note(`the program ended with ${exitText(exit)}.`);
    const wanted = findings.filter(({ id }) => !options.ignore.includes(id));
    if (options.writeBaseline !== undefined) {
        writeBaseline(wanted, options.writeBaseline);
        return;
    }
    const unknown = options.baseline === undefined ? wanted : newFindings(wanted, options.baseline);
    if (unknown.length < wanted.length) note(`${count(wanted.length - unknown.length, "finding")} of the baseline left out.`);
    report(unknown, options);
    if (unknown.some(({ severity }) => isAsGrave(severity, options.failOn))) process.exitCode = exitStatuses.differences;
    else if (options.hung === true && findings.length === 0) process.exitCode = exitStatuses.hung;
}

/** A trace is there already. */
function refuseOptionsOfPrograms({ hangAfter, watchMemory, output }: CheckOptions): void {
    const [given] = [
        ...(hangAfter === undefined ? [] : ["--hang-after"]),
        ...(watchMemory === undefined ? [] : ["--watch-memory"]),
        ...(output === undefined ? [] : ["--output"]),
    ];
    if (given !== undefined) throw usageError(`${given} is for a program that is run: ipcscope check [options] -- <program>.`);
}

async function examine(trace: string): Promise<Examination> {
    const lookup = new SymbolLookup(note);
    const interpreter = new Interpreter(lookup);
    const examination = new Examination(interpreter);
    interpreter.tellBefore(examination);
    for await (const records of readTraceWithLines(trace, lookup, warn)) for (const record of records) interpreter.read(record);
    return examination;
}

function tellWhoWaits(waits: readonly string[]): void {
    for (const wait of waits.slice(0, mostWaits)) note(`${wait}.`);
    if (waits.length > mostWaits) note(`${count(waits.length - mostWaits, "thread")} more wait.`);
}

function isSuccess(exit: ExitStatus): boolean {
    return "code" in exit && exit.code === 0;
}

function report(findings: readonly Finding[], options: CheckOptions): void {
    const { report: file } = options;
    if (file === undefined) {
        const output = new LineOutput(options.color);
        findingReports[formOf(options)](findings, output);
        output.flush();
        return;
    }
    let text = "";
    const output = new LineOutput(options.color, (piece) => (text += piece));
    findingReports[formOf(options)](findings, output);
    output.flush();
    try {
        writeFileSync(file, text);
    } catch (error) {
        throw new CommandError(`cannot write ${file}: ${systemErrorReason(error)}.`, exitStatuses.failure);
    }
}

function formOf({ json, sarif, github }: CheckOptions): ReportForm {
    if (json === true) return "json";
    if (sarif === true) return "sarif";
    return github === true ? "github" : "text";
}
