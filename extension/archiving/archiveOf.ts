/** The archive of a trace's file, made as its page makes it, without a page. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { afterOpening } from "../../webview/reading/afterOpening";
import { TraceOpening } from "../../webview/reading/traceOpening";
import type { FromArchiver, LinesFound, ToBeArchived } from "./messages";

type Asked = Extract<FromArchiver, { type: "stacks" }>;

interface ArchiveListener {
    /** From 0 to 1. */
    readonly progress: (part: number) => void;
    readonly stacks: (asked: Asked) => Promise<LinesFound>;
}

/**
 * null: it is too short for one, or would be read otherwise the next time. Throws a TraceError when the file is no trace, and what the file system
 * says when it cannot be read.
 */
export async function archiveOf({ file, key, lines }: ToBeArchived, { progress, stacks }: ArchiveListener): Promise<Uint8Array | null> {
    const { size } = await stat(file);
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
    if (!opening.isSettled) return null;
    let made: Uint8Array | null = null;
    await afterOpening(
        opened,
        { findings: false, archive: key },
        { findings: () => undefined, archive: (bytes) => (made = bytes), pause: () => Promise.resolve() },
    );
    return made;
}
