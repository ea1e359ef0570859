/** What is done with a trace when its page shows it already. It pauses often, since the page asks meanwhile. */
import { Diagnosis } from "../../tracer/diagnosis/diagnosis";
import type { Finding } from "../../tracer/diagnosis/finding";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { leastEventsShown } from "./readingGrowth";
import { archivingOpened, type OpenedTrace } from "./openedTrace";

export interface Wanted {
    readonly findings: boolean;
    /** How the archive is called; null: nobody keeps it. */
    readonly archive: string | null;
}

export interface AfterListener {
    readonly findings: (findings: readonly Finding[]) => void;
    readonly archive: (bytes: Uint8Array<ArrayBuffer>) => void;
    /** Resolves when the messages that have come meanwhile were heard. */
    readonly pause: () => Promise<void>;
}

const recordsAtOnce = 200;

export async function afterOpening(opened: OpenedTrace, wanted: Wanted, listener: AfterListener): Promise<void> {
    const { pause } = listener;
    const findings = wanted.findings ? (opened.findings ?? (await inSteps(findingsOf(opened.trace), pause))) : null;
    if (findings !== null) listener.findings(findings);
    if (wanted.archive === null || opened.trace.length < leastEventsShown) return;
    listener.archive(new Uint8Array(await inSteps(archivingOpened({ ...opened, findings }, wanted.archive), pause)));
}

function* findingsOf(trace: RecordedTrace): Generator<void, readonly Finding[], void> {
    const diagnosis = new Diagnosis();
    let records = 0;
    for (const events of trace.records()) {
        diagnosis.see(events);
        records += 1;
        if (records % recordsAtOnce === 0) yield;
    }
    return diagnosis.findings();
}

async function inSteps<Result>(work: Generator<void, Result, void>, pause: () => Promise<void>): Promise<Result> {
    for (;;) {
        const { done, value } = work.next();
        if (done === true) return value;
        await pause();
    }
}
