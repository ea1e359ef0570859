/** Groups of fanotify(7) in words. */
import { count, firstOf, shortPath } from "../../words";
import { fanotifyEvents } from "./bits";
import type { FanotifyNotification } from "./events";
import type { AskedAccess, Fanotify, FanotifyMark, MarkScope } from "./state";

export const scopeWords: Readonly<Record<MarkScope, string>> = {
    file: "file",
    mount: "mount",
    filesystem: "file system",
    namespace: "mount namespace",
};

/** "the mount of /home" */
export function scopeText(scope: MarkScope, path: string | null): string {
    const where = path === null ? null : shortPath(path);
    if (scope === "file") return where ?? "a file that is not known";
    return where === null ? `a ${scopeWords[scope]} that is not known` : `the ${scopeWords[scope]} of ${where}`;
}

export function markText({ scope, path, mask, ignored }: FanotifyMark): string {
    const what = mask === 0 ? "nothing" : fanotifyEvents(mask).join(" ");
    return `${scopeText(scope, path)}: ${what}${ignored === 0 ? "" : `, ignoring ${fanotifyEvents(ignored).join(" ")}`}`;
}

export function notificationText({ events, fd, targetPid, name }: FanotifyNotification): string {
    const of = name === null || name === "." ? "" : ` of ${name}`;
    const by = targetPid > 0 ? ` by ${targetPid}` : "";
    return `${events.join(" ")}${of}${by}${fd === null ? "" : `, with descriptor ${fd}`}`;
}

export function askedText(asked: readonly AskedAccess[]): string {
    return `${asked.length === 1 ? "1 access waits" : `${asked.length} accesses wait`} for an answer: ${firstOf(
        asked.map(({ events, fd, targetPid }) => `${events.join(" ")} by ${targetPid}, descriptor ${fd}`),
    )}`;
}

export function marksText({ marks, complete }: Fanotify): string {
    return `${count(marks.length, "mark")}${complete ? "" : ", perhaps others"}`;
}
