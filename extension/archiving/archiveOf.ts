/** What stands in the index of a trace, made as its page makes it, without a page. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { indexableTrace } from "../../tracer/traceFile/indexFile";
import { savedOpened } from "../../webview/reading/openedTrace";
import { leastEventsShown } from "../../webview/reading/readingGrowth";
import { TraceOpening } from "../../webview/reading/traceOpening";
import type { Archive, FromArchiver, LinesFound, ToBeArchived } from "./messages";

type Asked = Extract<FromArchiver, { type: "stacks" }>;

interface ArchiveListener {
    /** From 0 to 1. */
    readonly progress: (part: number) => void;
    readonly stacks: (asked: Asked) => Promise<LinesFound>;
}

/**
 * null: it is too short for one or has no end, or would be read otherwise the next time. Throws a TraceError when the file is no trace,
 * and what the file system says when it cannot be read.
 */
export async function archiveOf({ file, lines }: ToBeArchived, { progress, stacks }: ArchiveListener): Promise<Archive | null> {
    const { size } = await stat(file);
    const key = (await indexableTrace(file))?.key;
    if (key === undefined) return null;
    const opening: TraceOpening = new TraceOpening(file, size, {
        progress,
        ...(lines && {
            stacks: (modules, asked) => {
                void stacks({ type: "stacks", modules, stacks: asked }).then((found) => opening.learn(found.stacks, found.notes));
            },
        }),
        pause: () => Promise.resolve(),
    });
    for await (const piece of createReadStream(file)) await opening.push(piece as Uint8Array);
    const opened = await opening.finish();
    if (!opening.isSettled || opened.trace.length < leastEventsShown) return null;
    return { key, bytes: savedOpened(opened, key) };
}
