/** What the list of recordings says of each. */
import type { TraceFacts } from "../../tracer/traceFile/traceFacts";

/** "./server 8080, ./client": the programs as they were called. */
export function programsText({ header }: TraceFacts): string {
    return header.programs.map((words) => words.join(" ")).join(", ");
}

/** In the local time of the reader; null where the trace tells no moment. */
export function startedText({ header }: TraceFacts): string | null {
    const started = startOf(header.started);
    return started === null ? null : new Date(started).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/** Milliseconds since the epoch, of a time as the header has it; null where it is none. */
export function startOf(started: string): number | null {
    const moment = Date.parse(started);
    return Number.isNaN(moment) ? null : moment;
}

/** "412 ms", "3.2 s", "2 min 5 s", "1 h 2 min"; the trace says nothing of how long where it has no end. */
export function durationText({ duration }: TraceFacts): string {
    if (duration === null) return "without an end";
    const seconds = duration / 1e9;
    if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
    const minutes = Math.floor(Math.round(seconds) / 60);
    return minutes < 60 ? `${minutes} min ${Math.round(seconds) % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "340 B", "12.4 kB", "1.2 GB": in powers of a thousand. */
export function sizeText(bytes: number): string {
    const units = ["B", "kB", "MB", "GB"];
    let value = bytes;
    let unit = 0;
    while (value >= 999.95 && unit < units.length - 1) {
        value /= 1000;
        unit += 1;
    }
    return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ""}`;
}

/** What stands beside its name. */
export function summaryText(facts: TraceFacts): string {
    return [programsText(facts), startedText(facts), durationText(facts), sizeText(facts.bytes)]
        .filter((text) => text !== null)
        .join(" · ");
}
