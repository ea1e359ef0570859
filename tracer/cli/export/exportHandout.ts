/** `ipcscope export --format handout`. */
import { handout } from "../../export/handout/handout";
import { commentsIn, marksIn, stopsIn, type Moment } from "../../export/handout/moments";
import { pagesOf } from "../../export/handout/page";
import { baseName } from "../../model/baseName";
import type { RecordedTrace } from "../../review/recordedTrace";
import { usageError } from "../commandError";
import { bookmarksOf } from "./bookmarks";
import type { Code } from "./code";
import { pictures } from "./picture";

/** More would take minutes, and nobody prints them. */
const mostPages = 100;

/**
 * Pieces of the page. `chosen`: the moments after these events; where there are none, the first of these that the trace has: bookmarks, marks,
 * the places where its sources say that one is to stop, stops of the debugger, the end.
 */
export async function exportHandout(path: string, trace: RecordedTrace, chosen: readonly number[], code: Code): Promise<Iterable<string>> {
    if (trace.length === 0) throw usageError(`'${path}' has no events.`);
    const title = baseName(path);
    const moments = chosen.length > 0 ? chosen.map((seq) => ({ seq, title: null, place: null })) : await tellingMoments(path, trace, code);
    const pages = [...pagesOf(trace, moments)];
    const { length } = pages;
    if (length > mostPages) throw usageError(`these are ${length} moments, and a handout has at most ${mostPages}: choose some with --at.`);
    const diagrams = await pictures(trace, title, { format: "svg", moments: pages.map(({ moment }) => moment.seq), theme: "light" });
    return handout({ title, pages, diagrams, textOf: code.textOf });
}

async function tellingMoments(path: string, trace: RecordedTrace, { textOf, placesOf }: Code): Promise<readonly Moment[]> {
    const bookmarks = (await bookmarksOf(path)).filter(({ event }) => event >= 1 && event <= trace.length);
    const kinds = [
        () => bookmarks.map(({ event, text }) => ({ seq: event, title: text === "" ? null : text, place: null })),
        () => marksIn(trace),
        () => commentsIn(trace, textOf, placesOf),
        () => stopsIn(trace),
    ];
    for (const momentsOf of kinds) {
        const moments = momentsOf();
        if (moments.length > 0) return moments;
    }
    return [{ seq: trace.length, title: "The end", place: null }];
}
