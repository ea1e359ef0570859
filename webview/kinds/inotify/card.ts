/** Inotify instances (inotify(7)): the paths that are watched. */
import { watchText, type Inotify } from "../../../tracer/model/kinds/inotify";
import { linedKind } from "../lined/card";

export const inotify = linedKind("inotify", { icon: "eye", most: 4, lines: linesOf });

function linesOf({ watches, complete }: Inotify): readonly string[] {
    if (watches.length === 0) return [complete ? "nothing is watched" : "what is watched is not known"];
    return watches.map(watchText);
}
