/**
 * The lines that the events of a sample in TypeScript carry, held against the comments in it: `// calls: …` says which calls a line makes, and
 * `// later: …` which ones the event loop, or a thread of Node's pool, makes for it.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { SourceLocation } from "../../tracer/model/sourceLocation";
import { causedEvents } from "./causedEvents";

export interface LineReport {
    /** Lines that an event carries although they neither make such a call nor let it be made. */
    readonly wrong: readonly string[];
    /** Calls of a comment that no event tells of. */
    readonly missing: readonly string[];
    /** Events that the program caused and that carry its line. */
    readonly known: number;
    /** Those that carry none: the calls. */
    readonly unknown: readonly string[];
}

/** What only some versions of Node do on such a line. */
const ofSomeVersions: readonly (readonly [RegExp, readonly string[]])[] = [
    [/calls: .*\bsocket(pair)?\b/, ["setsockopt"]],
    [/\brmSync\(/, ["openat", "getdents64", "close"]],
];
/** `script`: what Node ran of the sample. */
export async function sampleLines(sample: string, script: string, trace: string): Promise<LineReport> {
    const ownLines = expectations(sample);
    const expected = new Set([...ownLines, ...possible(sample), ...expectations(path.join(path.dirname(sample), "mark.ts"))]);
    const told = new Set<string>();
    const [wrong, unknown]: [string[], string[]] = [[], []];
    let known = 0;
    for (const { event } of await causedEvents(trace, script)) {
        const { call = "", source, begunAt } = event;
        const place = source !== undefined ? placeText(source, `calls: ${call}`) : begunAt && placeText(begunAt, `later: ${call}`);
        if (place === undefined) unknown.push(`${event.kind} of ${call}`);
        else if (expected.has(place)) known += 1;
        else wrong.push(place);
        if (place !== undefined) told.add(place);
    }
    return { wrong, missing: ownLines.filter((place) => !told.has(place)), known, unknown };
}

function placeText({ file, line }: Pick<SourceLocation, "file" | "line">, what: string): string {
    return `${path.basename(file)}:${line} ${what}`;
}

/** "echo.ts:17 calls: write" */
function expectations(file: string): readonly string[] {
    return ofLines(file, (text) =>
        [...text.matchAll(/(calls|later): ([\w, ]*\w)/g)].flatMap(([, how = "", calls = ""]) =>
            calls.split(", ").map((call) => `${how}: ${call}`),
        ),
    );
}

function possible(file: string): readonly string[] {
    return ofLines(file, (text) =>
        ofSomeVersions.flatMap(([pattern, calls]) => (pattern.test(text) ? calls.map((call) => `calls: ${call}`) : [])),
    );
}

function ofLines(file: string, found: (text: string) => readonly string[]): readonly string[] {
    return readFileSync(file, "utf8")
        .split("\n")
        .flatMap((text, index) => found(text).map((what) => placeText({ file, line: index + 1 }, what)));
}
