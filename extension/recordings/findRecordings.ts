/** The traces in the workspace's folders, and what their files tell. */
import * as vscode from "vscode";
import { traceFacts, type TraceFacts } from "../../tracer/traceFile/traceFacts";
import { startOf } from "./recordingText";

const recordingsPattern = "**/*.ipctrace";
const leftOut = "**/node_modules/**";
const mostListed = 1000;

export interface Recording {
    readonly uri: vscode.Uri;
    /** Or one sentence: why it cannot be read. */
    readonly facts: TraceFacts | string;
}

export type RecordingOrder = "newest" | "largest";

interface Known {
    /** Another one: the file is read again. */
    readonly state: string;
    readonly recording: Recording;
}

/** Remembers what it has read, as long as the files are the same. */
export class FoundRecordings {
    private known: ReadonlyMap<string, Known> = new Map();

    /** `more`: files outside the workspace that belong to the list. */
    async find(more: Iterable<vscode.Uri>, order: RecordingOrder): Promise<Recording[]> {
        const inWorkspace = await vscode.workspace.findFiles(recordingsPattern, leftOut, mostListed);
        const files = new Map([...inWorkspace, ...more].filter(({ scheme }) => scheme === "file").map((uri) => [uri.toString(), uri]));
        const now = new Map<string, Known>();
        for (const [key, found] of await Promise.all(
            [...files].map(async ([key, uri]) => [key, await look(uri, this.known.get(key))] as const),
        )) {
            if (found !== null) now.set(key, found);
        }
        this.known = now;
        return [...now.values()].map(({ recording }) => recording).sort(order === "largest" ? bySize : byTime);
    }
}

/** null: it has gone meanwhile. */
async function look(uri: vscode.Uri, before: Known | undefined): Promise<Known | null> {
    try {
        const { size, mtime } = await vscode.workspace.fs.stat(uri);
        const state = `${size} ${mtime}`;
        return before?.state === state ? before : { state, recording: await recordingOf(uri) };
    } catch {
        return null;
    }
}

async function recordingOf(uri: vscode.Uri): Promise<Recording> {
    try {
        return { uri, facts: await traceFacts(uri.fsPath) };
    } catch (error) {
        return { uri, facts: error instanceof Error ? error.message : String(error) };
    }
}

function byTime(one: Recording, other: Recording): number {
    return timeOf(other) - timeOf(one) || byName(one, other);
}

function bySize(one: Recording, other: Recording): number {
    return sizeOf(other) - sizeOf(one) || byName(one, other);
}

function byName(one: Recording, other: Recording): number {
    return one.uri.path.localeCompare(other.uri.path);
}

function timeOf({ facts }: Recording): number {
    return typeof facts === "string" ? 0 : (startOf(facts.header.started) ?? 0);
}

function sizeOf({ facts }: Recording): number {
    return typeof facts === "string" ? 0 : facts.bytes;
}
