/** Groups of fanotify(7): their marks, and who waits for their permission. */
import { askedText, markText } from "../../../tracer/model/kinds/fanotify/text";
import type { Fanotify } from "../../../tracer/model/kinds/fanotify/state";
import { linedKind } from "../lined/card";

export const fanotify = linedKind("fanotify", { icon: "eye", most: 4, lines: linesOf });

function linesOf({ marks, asked, complete }: Fanotify): readonly string[] {
    const waiting = asked.length === 0 ? [] : [askedText(asked)];
    if (marks.length === 0) return [...waiting, complete ? "nothing is marked" : "what is marked is not known"];
    return [...waiting, ...marks.map(markText)];
}
