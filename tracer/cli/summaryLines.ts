/** The summary of a trace as lines of text. */
import type { ObjectId, ProcessId } from "../model/identities";
import { exitText } from "../model/owners/processEvents";
import { count } from "../model/words";
import type { RecordedTrace } from "../review/recordedTrace";
import type { ProcessSummary } from "../review/summary/processes";
import type { LongWait, TraceSummary } from "../review/summary/summary";
import { processStyle } from "./colour";
import type { Piece } from "./terminal";

type Line = readonly Piece[];

/** Of longer lists only the beginning. */
const mostLines = 20;

export function summaryLines(summary: TraceSummary, trace: RecordedTrace): readonly Line[] {
    const { sums, seconds, ended, processes, longestWaits, flows, failures, notes, circumstances } = summary;
    const objectSums = sums.waitingByObject.map(({ object, ...sum }) => [objectPiece(object), waitingText(sum)]);
    const causeSums = sums.waitingByCause.map(({ what, ...sum }) => [what, waitingText(sum)]);
    return [
        [`${count(sums.events, "event")}, ${count(sums.calls, "call")}, ${secondsText(seconds)}. ${endTexts[ended ?? "none"]}`],
        ...section("Processes", processLines(processes)),
        ...section("Waiting by object", objectSums),
        ...section("Waiting by cause", causeSums),
        ...section(
            "Longest waits",
            longestWaits.map((wait) => waitLine(wait, trace)),
        ),
        ...section(
            "Bytes",
            flows.map(({ from, to, through, bytes, times }) => [
                processPiece(from),
                " → ",
                processPiece(to),
                " through ",
                objectPiece(through),
                `  ${count(bytes, "byte")}, ${count(times, "time")}`,
            ]),
        ),
        ...section(
            "Errors",
            failures.map(({ process, call, error, times, first }) => [
                processPiece(process),
                ` ${call} `,
                { text: error, style: "fails" },
                `  ${count(times, "time")}, first in event ${first}`,
            ]),
        ),
        ...section(
            "Notes",
            notes.map((text) => [text]),
        ),
        ...section(
            "Recording",
            circumstances.map(({ name, value }) => [`${name}: ${value}`]),
        ),
    ];
}

const endTexts: Readonly<Record<NonNullable<TraceSummary["ended"]> | "none", string>> = {
    ended: "All processes have ended.",
    killed: "The processes were killed.",
    left: "The recording was ended; processes went on.",
    none: "The trace has no end.",
};

function section(title: string, lines: readonly Line[]): readonly Line[] {
    if (lines.length === 0) return [];
    const more = lines.length - mostLines;
    const rest: readonly Line[] = more > 0 ? [[{ text: `  and ${more} more`, style: "faint" }]] : [];
    return [[], [{ text: title, style: "heading" }], ...lines.slice(0, mostLines).map((line) => ["  ", ...line]), ...rest];
}

/** Children stand under those who made them. */
function processLines(processes: readonly ProcessSummary[]): readonly Line[] {
    const lines: Line[] = [];
    const add = (process: ProcessSummary, depth: number): void => {
        const { id, pid, began, ended, exit, command, calls, waited } = process;
        const fate = exit === null ? "goes on" : exitText(exit);
        const times = `${secondsText(began)} – ${ended === null ? "" : secondsText(ended)}`;
        lines.push([
            "  ".repeat(depth),
            processPiece(id),
            ` (${pid}) ${command}`,
            { text: `  ${times}, ${fate}; ${count(calls, "call")}, waited ${secondsText(waited)}`, style: "faint" },
        ]);
        for (const child of processes) if (child.parent === id) add(child, depth + 1);
    };
    for (const process of processes) if (process.parent === null) add(process, 0);
    return lines;
}

function waitLine({ process, call, object, what, seconds, from, endedBy }: LongWait, { events }: RecordedTrace): Line {
    const place: Line = object === null ? [] : [" on ", objectPiece(object)];
    const end: Line = endedBy === null ? [] : [", ended by ", processPiece(events.process(endedBy)), ` (event ${endedBy})`];
    return [secondsText(seconds), "  ", processPiece(process), ` ${call}`, ...place, ` for ${what}, from event ${from}`, ...end];
}

function waitingText({ seconds, waits }: { readonly seconds: number; readonly waits: number }): string {
    return `  ${secondsText(seconds)} in ${count(waits, "wait")}`;
}

function processPiece(id: ProcessId): Piece {
    return { text: id, style: processStyle(id) };
}

function objectPiece(id: ObjectId | null): Piece {
    return id === null ? "no object" : { text: id, style: "object" };
}

function secondsText(seconds: number): string {
    return `${seconds.toFixed(6)} s`;
}
