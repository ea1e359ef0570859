/**
 * The lines that the events of a sample in TypeScript carry, held against the comments in it: `// calls: …` says which calls a line makes, and
 * `// later: …` which ones the event loop, or a thread of Node's pool, makes for it.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import type { Event } from "../../tracer/model/event";
import { RuntimeWork } from "../../tracer/model/folding/runtimeWork";
import { runtimes } from "../../tracer/model/folding/runtimes";
import { startupKind } from "../../tracer/model/folding/startupFiles";
import type { SourceLocation } from "../../tracer/model/sourceLocation";

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

/** Of the same call others tell. */
const others: ReadonlySet<Event["kind"]> = new Set(["callBlocked", "callResumed"]);
/** What only some versions of Node do on such a line. */
const ofSomeVersions: readonly (readonly [RegExp, readonly string[]])[] = [
    [/calls: .*\bsocket(pair)?\b/, ["setsockopt"]],
    [/\brmSync\(/, ["openat", "getdents64", "close"]],
];
/** What libuv opens in advance, to have a descriptor when there are no more. */
const spare = "/dev/null";
/** A process, a thread or a handler ends. */
const endings = /^(exit|exit_group|munmap|rt_sigreturn)$/;

/** `script`: what Node ran of the sample. */
export async function sampleLines(sample: string, script: string, trace: string): Promise<LineReport> {
    const ownLines = expectations(sample);
    const expected = new Set([...ownLines, ...possible(sample), ...expectations(path.join(path.dirname(sample), "mark.ts"))]);
    const told = new Set<string>();
    const [wrong, unknown]: [string[], string[]] = [[], []];
    let known = 0;
    for (const event of await causedEvents(trace, script)) {
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

/** Calls that its processes make once they have opened the script, but for those that Node, or a library, makes for itself. */
async function causedEvents(trace: string, script: string): Promise<readonly Event[]> {
    const caused: Event[] = [];
    const running = new Set<string>();
    const ownFiles = new Set<string>();
    const work = new RuntimeWork();
    const draft = new Draft();
    for await (const { events } of interpretTrace(trace)) {
        for (const event of events) {
            advance(draft, event);
            work.observe(event, draft.now);
            const name = event.kind === "descriptorOpened" ? (draft.now.objects.get(event.object)?.name ?? "") : "";
            const about = "object" in event && event.object !== null ? `${event.process} ${event.object}` : "";
            if (name !== "" && startupKind(name, runtimes[0]) !== null) ownFiles.add(about);
            if (event.kind === "programExecuted") running.delete(event.process);
            const isOfNode = work.runtimeBehind(event, draft.now) !== null || isMessageOfNode(event) || isMissingFileOfNode(event);
            const isOwn = isOfNode || ownFiles.has(about) || name === spare;
            if (running.has(event.process) && !isOwn && isCall(event)) caused.push(event);
            if (path.basename(name) === script) running.add(event.process);
        }
    }
    return caused;
}

function isCall({ kind, call }: Event): boolean {
    return call !== undefined && !others.has(kind) && !endings.test(call);
}

/** Of Node's own accord: between a cluster's primary and its workers, or about handles that are passed. */
function isMessageOfNode(event: Event): boolean {
    const messages = "messages" in event ? (event.messages ?? []) : [];
    const isOfNode = messages.length > 0 && messages.every((message) => typeof message === "string" && message.includes("of Node itself"));
    return isOfNode && event.source === undefined && event.begunAt === undefined;
}

/** It looked for one that it needs for itself. */
function isMissingFileOfNode(event: Event): boolean {
    return event.kind === "callReturned" && event.path !== undefined && startupKind(event.path, runtimes[0]) !== null;
}
