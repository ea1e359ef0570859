/**
 * The lines that the events of a sample in TypeScript carry, held against the comments in it: `// calls: …` says which calls a line makes, and
 * `// later: …` which ones the event loop makes for it.
 */
import { readFileSync } from "node:fs";
import path from "node:path";

interface Place {
    readonly file: string;
    readonly line: number;
}

interface Told {
    readonly process: string;
    readonly kind: string;
    readonly call?: string;
    readonly object?: string | null;
    readonly signal?: string;
    readonly source?: Place;
    readonly begunAt?: Place;
    readonly newObject?: { readonly name: string | null };
}

export interface LineReport {
    /** Events with a line that does not make such a call, nor lets the loop make it. */
    readonly wrong: readonly string[];
    /** Calls of a comment that no event tells of. */
    readonly missing: readonly string[];
    /** Of the calls that a program begins something with: how many have a line, and how many have none. */
    readonly known: number;
    readonly unknown: number;
}

/** What a program begins something with; reading, closing and the like may come later, from the event loop. */
const begins = new Set(["socket", "socketpair", "bind", "listen", "connect", "fork", "kill", "write", "unlink", "rt_sigaction"]);
/** Of the same call others tell. */
const others = new Set(["callBlocked", "callResumed", "callReturned"]);

/** `sample`: its file; `script`: what Node ran of it; `events`: as `ipcscope events --json` prints them. */
export function sampleLines(sample: string, script: string, events: readonly string[]): LineReport {
    const expected = expectations(sample);
    const told = new Set<string>();
    const wrong: string[] = [];
    let [known, unknown] = [0, 0];
    for (const event of ofSample(
        events.filter((line) => line !== "").map((line) => JSON.parse(line) as Told),
        script,
    )) {
        const { call = "", source, begunAt } = event;
        const place = placeOf(sample, source, `calls: ${call}`) ?? placeOf(sample, begunAt, `later: ${call}`);
        if (place !== null) told.add(place);
        const begins = isBeginning(event);
        if (place !== null && (begins || begunAt !== undefined) && !expected.has(place)) wrong.push(place);
        if (!begins) continue;
        if (source === undefined && begunAt === undefined) unknown += 1;
        else known += 1;
    }
    return { wrong, missing: [...expected].filter((place) => !told.has(place)), known, unknown };
}

function placeOf(sample: string, place: Place | undefined, what: string): string | null {
    return place?.file === sample ? `${place.line} ${what}` : null;
}

/** "17 calls: write" */
function expectations(sample: string): ReadonlySet<string> {
    return new Set(
        readFileSync(sample, "utf8")
            .split("\n")
            .flatMap((text, index) =>
                [...text.matchAll(/(calls|later): ([\w, ]*\w)/g)].flatMap(([, how = "", calls = ""]) =>
                    calls.split(", ").map((call) => `${index + 1} ${how}: ${call}`),
                ),
            ),
    );
}

/** What its processes do once they have opened the script. */
function ofSample(events: readonly Told[], script: string): readonly Told[] {
    const names = new Map<string, string>();
    const running = new Set<string>();
    return events.filter((event) => {
        const { process, kind, object, newObject } = event;
        if (typeof object === "string" && typeof newObject?.name === "string") names.set(object, newObject.name);
        if (kind === "programExecuted") running.delete(process);
        if (kind === "descriptorOpened" && path.basename(names.get(object ?? "") ?? "") === script) running.add(process);
        return running.has(process);
    });
}

/** Node's own wakers, and what it does with signals for itself, are no calls of the program. */
function isBeginning({ kind, call, object, signal }: Told): boolean {
    if (call === undefined || !begins.has(call) || others.has(kind)) return false;
    return !/^(eventfd|pipe)\d/.test(object ?? "") && !/^SIG(CHLD|PIPE|XFSZ)$/.test(signal ?? "");
}
