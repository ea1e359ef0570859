/** `ipcscope summary`: what a trace is about, on one page. */
import { summaryOf } from "../review/summary/summary";
import type { ColourChoice } from "./colour";
import { reviewTrace } from "./reviewTrace";
import { summaryJson } from "./summaryJson";
import { summaryLines } from "./summaryLines";
import { LineOutput } from "./terminal";

export interface SummaryOptions {
    readonly json?: true;
    readonly color: ColourChoice;
}

export async function summaryCommand(path: string, options: SummaryOptions): Promise<void> {
    const trace = await reviewTrace(path);
    const summary = summaryOf(trace);
    const output = new LineOutput(options.color);
    if (options.json === true) output.json(summaryJson(summary, trace));
    else for (const line of summaryLines(summary, trace)) output.line(...line);
    output.flush();
}
