/** Groups of fanotify(7): their marks, and who waits for their permission. */
import { fanotifyEvents } from "../../../tracer/model/kinds/fanotify/bits";
import type { Fanotify, FanotifyMark } from "../../../tracer/model/kinds/fanotify/state";
import { askedText, scopeText } from "../../../tracer/model/kinds/fanotify/text";
import { linedKind } from "../lined/card";

export const fanotify = linedKind("fanotify", { icon: "eye", most: 4, lines: linesOf });

function linesOf({ marks, asked, complete }: Fanotify): readonly string[] {
    const waiting = asked.length === 0 ? [] : [askedText(asked)];
    if (marks.length === 0) return [...waiting, complete ? "nothing is marked" : "what is marked is not known"];
    return [...waiting, ...marks.flatMap(markLines)];
}

/** The path, and below it what counts: both are long. */
function markLines({ scope, path, mask, ignored }: FanotifyMark): readonly string[] {
    const ignoring = ignored === 0 ? "" : `, not ${shortly(ignored)}`;
    return [scopeText(scope, path), `  ${mask === 0 ? "nothing" : shortly(mask)}${ignoring}`];
}

/** Without the FAN_ with which all of them begin. */
function shortly(bits: number): string {
    return fanotifyEvents(bits)
        .map((name) => name.replace(/^FAN_/, ""))
        .join(" ");
}
