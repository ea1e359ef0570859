/** A trace that is open, with what its page shows beside it; as an archive it is there again at once. */
import type { Finding } from "../../tracer/diagnosis/finding";
import { archiving, loadArchive, saveArchive, type Archived } from "../../tracer/review/archive/archive";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import type { PackedSource } from "../protocol/reviewMessages";
import { Stacks, type SavedStacks } from "./stacks";

export interface OpenedTrace {
    readonly trace: RecordedTrace;
    readonly stacks: Stacks;
    /** Sentences about the trace as a whole. */
    readonly notices: readonly string[];
    /** Files that stand in the trace itself. */
    readonly sources: readonly PackedSource[];
    /** Null: nobody has looked for them. */
    readonly findings: readonly Finding[] | null;
}

interface Beside {
    readonly stacks: SavedStacks;
    readonly notices: readonly string[];
    readonly sources: readonly PackedSource[];
    readonly findings: readonly Finding[] | null;
}

/** Pauses often, as `archiving`. */
export function archivingOpened(opened: OpenedTrace, key: string): Generator<void, Uint8Array, void> {
    return archiving(archivedOf(opened), key);
}

/** The same at once. */
export function savedOpened(opened: OpenedTrace, key: string): Uint8Array {
    return saveArchive(archivedOf(opened), key);
}

function archivedOf({ trace, stacks, notices, sources, findings }: OpenedTrace): Archived {
    return { trace, beside: { stacks: stacks.save(), notices, sources, findings } satisfies Beside };
}

/** Null: these bytes are damaged, or called otherwise. */
export function openArchive(bytes: Uint8Array, key: string): OpenedTrace | null {
    const archived = loadArchive(bytes, key);
    if (archived === null) return null;
    const { notices, sources, findings, ...saved } = archived.beside as Beside;
    const stacks = new Stacks();
    stacks.load(saved.stacks);
    return { trace: archived.trace, stacks, notices, sources, findings };
}
