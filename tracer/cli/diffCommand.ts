/** `ipcscope diff`: two recordings of one program. */
import path from "node:path";
import { compareTraces, type ComparedTrace, type Comparison, type Moment } from "../comparison/compareTraces";
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import { InterruptionWatch } from "../model/interruption";
import type { State } from "../model/state";
import { RecordedTrace } from "../review/recordedTrace";
import { exitStatuses } from "./commandError";
import type { ColourChoice } from "./colour";
import { interpretTrace } from "./interpretTrace";
import { LineOutput } from "./terminal";

export interface DiffOptions {
    readonly json?: true;
    readonly color: ColourChoice;
}

/** The exit status is 1 when they differ. */
export async function diffCommand(first: string, second: string, { json, color }: DiffOptions): Promise<void> {
    const comparison = compareTraces(await readWhole(first), await readWhole(second));
    const { differences, atEnd, breaksOff, programs } = comparison;
    const output = new LineOutput(color);
    if (json === true) {
        output.json(comparison);
    } else {
        if (programs !== null) output.line(`These are recordings of two programs: of ${programs.first} and of ${programs.second}.`);
        for (const { process, same, first: here, second: there } of differences) {
            const count = same === 1 ? "1 event is" : `${same} events are`;
            output.line({ text: `${process}: ${count} the same, then`, style: "heading" });
            output.line(`  ${first}: ${momentText(here, breaksOff.first)}`);
            output.line(`  ${second}: ${momentText(there, breaksOff.second)}`);
        }
        if (atEnd.length > 0) output.line({ text: endHeading(first, second, breaksOff), style: "heading" });
        for (const { what, property, first: here, second: there } of atEnd) {
            output.line(`  ${property === "" ? what : `${what}, ${property}`}: ${here ?? "not there"} | ${there ?? "not there"}`);
        }
        if (differences.length === 0 && atEnd.length === 0) output.line("No difference.");
    }
    output.flush();
    if (differences.length > 0 || atEnd.length > 0) process.exitCode = exitStatuses.differences;
}

async function readWhole(name: string): Promise<ComparedTrace> {
    const trace = new RecordedTrace();
    const interruptions = new InterruptionWatch();
    const draft = new Draft();
    const look = (): State => draft.look();
    for await (const { events } of interpretTrace(name)) {
        interruptions.see(events, look);
        for (const event of events) advance(draft, event);
        trace.append(events, look);
    }
    return { trace, end: interruptions.interruption?.before ?? look() };
}

function endHeading(first: string, second: string, breaksOff: Comparison["breaksOff"]): string {
    const cut = [...(breaksOff.first ? [first] : []), ...(breaksOff.second ? [second] : [])];
    return cut.length === 0 ? "At the end" : `At the end, which is where ${cut.join(" and ")} ${cut.length === 1 ? "breaks" : "break"} off`;
}

function momentText(moment: Moment | null, breaksOff: boolean): string {
    if (moment === null) return breaksOff ? "not known: the recording breaks off." : "nothing more.";
    const { seq, time, text, source } = moment;
    const place =
        source === null ? "" : `  [${path.basename(source.file)}:${source.line}${source.function === null ? "" : ` ${source.function}`}]`;
    return `event ${seq}, ${time.toFixed(6)} s: ${text}${place}`;
}
