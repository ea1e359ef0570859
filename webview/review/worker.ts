/** The worker of a trace's page: reads the trace, answers what the page asks, and draws the moment at which it stands. */
import { emptyState } from "../../tracer/model/state";
import { Pictures, type Shown } from "../pictures";
import { TraceAnswers } from "../reading/traceAnswers";
import type { FromReviewWorker, ToReviewWorker } from "./reviewPicture";
import { afterOpening, type Wanted } from "../reading/afterOpening";
import { ArchiveOpening } from "../reading/archiveOpening";
import type { OpenedTrace } from "../reading/openedTrace";
import { ReadingGrowth } from "../reading/readingGrowth";
import { TraceOpening } from "../reading/traceOpening";
import { toItself } from "../toItself";

const tell = (message: FromReviewWorker): void => postMessage(message);

let name = "";
let opening: TraceOpening | ArchiveOpening | null = null;
let wanted: Wanted = { findings: false, archive: null };
let answers: TraceAnswers | null = null;
let seq = 0;

const shown: Shown = {
    get title() {
        return name;
    },
    phase: "recorded",
    notices: [],
    get state() {
        return answers?.state(seq) ?? emptyState;
    },
    get before() {
        return answers?.state(seq - 1) ?? null;
    },
    get caption() {
        return answers?.caption(seq) ?? null;
    },
    layouts: new Map(),
    get settled() {
        return answers?.isSettled(seq) ?? false;
    },
    sentAt: null,
};
const pictures = new Pictures(shown, tell);
/** Of a trace that is still being read. */
let soFar: OpenedTrace | null = null;
const growth = new ReadingGrowth(
    () => {
        if (soFar !== null) show(soFar, false);
    },
    () => performance.now(),
);

const later = toItself();
const pause = (): Promise<void> => new Promise(later);

addEventListener("message", ({ data }: MessageEvent<ToReviewWorker>) => {
    switch (data.type) {
        case "trace":
            name = data.name;
            opening = openingOf(data);
            wanted = { findings: data.findings ?? false, archive: data.archive?.key ?? null };
            return;
        case "bytes":
            void opening?.push(new Uint8Array(data.bytes)).catch(() => undefined);
            return;
        case "whole":
            if (opening !== null) void finish(opening);
            return;
        case "lines":
            if (opening instanceof TraceOpening) opening.learn(data.stacks, data.notes);
            return;
        case "cancel":
            if (opening instanceof TraceOpening) opening.cancel();
            return;
        case "seek":
            seq = data.seq;
            if (answers !== null && seq > 0) pictures.focus(answers.pidAt(seq));
            pictures.changed(true);
            return;
        case "ask":
            if (answers !== null) tell({ type: "answer", id: data.id, answer: answers.answer(data.question) });
            return;
        case "host":
            return;
        default:
            pictures.tell(data);
    }
});

function openingOf({ name, size, lines, archive }: Extract<ToReviewWorker, { type: "trace" }>): TraceOpening | ArchiveOpening {
    if (archive?.sent === true) return new ArchiveOpening(archive.key);
    return new TraceOpening(name, size, {
        progress: (part) => tell({ type: "progress", part }),
        grown: (opened) => {
            soFar = opened;
            growth.read(opened.trace.length);
        },
        ...(lines && { stacks: (modules, stacks) => tell({ type: "stacks", modules, stacks }) }),
        pause,
    });
}

function show({ trace, stacks, notices }: OpenedTrace, whole: boolean): void {
    if (answers === null) answers = new TraceAnswers(trace, stacks, notices);
    else answers.grow(notices);
    tell({ type: "opened", overview: answers.overview(), whole });
}

async function finish(whole: TraceOpening | ArchiveOpening): Promise<void> {
    let opened: OpenedTrace | null;
    try {
        opened = await whole.finish();
    } catch (error) {
        tell({ type: "failed", message: error instanceof Error ? error.message : String(error) });
        if (wanted.findings) tell({ type: "findings", findings: null });
        return;
    }
    if (opened === null) {
        tell({ type: "archiveRefused" });
        return;
    }
    if (opened.sources.length > 0) tell({ type: "sources", sources: opened.sources });
    show(opened, true);
    const isToBeKept = whole instanceof TraceOpening && whole.isSettled;
    await afterOpening(opened, isToBeKept ? wanted : { ...wanted, archive: null }, {
        findings: (findings) => tell({ type: "findings", findings }),
        archive: ({ buffer }) => postMessage({ type: "archive", bytes: buffer } satisfies FromReviewWorker, { transfer: [buffer] }),
        pause,
    });
}
