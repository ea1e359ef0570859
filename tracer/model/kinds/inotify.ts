/** Inotify instances: paths that are watched, and what happened to them (inotify(7), fs/notify/inotify). */
import type { Wait } from "../awaits";
import { onlyOthers } from "../ender";
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";
import type { NewObjectBase, ObjectBase } from "../kernelObject";
import { callText, count, firstOf, nameOf, said, shortPath } from "../words";
import { watchedText } from "./inotify/bits";
import type { Kind } from "./kind";

export interface Watch {
    /** The number by which events name it. */
    readonly watch: number;
    /** As it was when it was added; null: unknown. */
    readonly path: string | null;
    /** "IN_CREATE", "IN_ONESHOT": what the kernel keeps of the mask. */
    readonly events: readonly string[];
}

export interface Inotify extends ObjectBase {
    readonly kind: "inotify";
    /** The kernel removes those by itself whose file is gone; a read tells of it later (IN_IGNORED). */
    readonly watches: readonly Watch[];
    /** False: there may be others, or fewer: it existed before the trace, events were lost, or a read was not captured. */
    readonly complete: boolean;
}

/** Absent: made before the trace. */
export interface InotifyFacts {
    readonly complete?: true;
}

interface OfInotify extends EventBase {
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
}

export interface InotifyCreated extends OfInotify {
    readonly kind: "inotifyCreated";
    readonly newObject: NewObjectBase & InotifyFacts & { readonly kind: "inotify" };
    readonly closeOnExec: boolean;
    readonly statusFlags: readonly string[];
}

/** inotify_add_watch(2); the same file again changes what is watched for. */
export interface InotifyWatchAdded extends OfInotify {
    readonly kind: "inotifyWatchAdded";
    readonly watch: number;
    /** Null: not captured. */
    readonly watched: string | null;
    readonly events: readonly string[];
    readonly changed: boolean;
}

/** inotify_rm_watch(2). */
export interface InotifyWatchRemoved extends OfInotify {
    readonly kind: "inotifyWatchRemoved";
    readonly watch: number;
    readonly watched: string | null;
}

export interface Notification {
    /** -1: of none (IN_Q_OVERFLOW). */
    readonly watch: number;
    /** Of the watch; null: not known. */
    readonly path: string | null;
    /** Of the file within the directory that is watched; null: the file itself. */
    readonly name: string | null;
    readonly events: readonly string[];
    /** Joins the two halves of a rename; 0: none. */
    readonly cookie: number;
}

/** read(2). */
export interface InotifyRead extends OfInotify {
    readonly kind: "inotifyRead";
    readonly notifications: readonly Notification[];
    /** What follows was not captured. */
    readonly truncated?: true;
}

export type InotifyEvent = InotifyCreated | InotifyWatchAdded | InotifyWatchRemoved | InotifyRead;

function pathText(path: string | null, watch: number): string {
    return path === null ? `watch ${watch}` : shortPath(path);
}

function notificationText({ path, watch, name, events }: Notification): string {
    const what = events.join(" ");
    if (watch < 0) return what;
    return `${what} ${name === null ? pathText(path, watch) : `${name} in ${pathText(path, watch)}`}`;
}

/** What an event means that nobody asked for. */
function meaning(notifications: readonly Notification[]): string | null {
    const told = new Set(notifications.flatMap(({ events }) => events));
    if (told.has("IN_Q_OVERFLOW")) return "The queue was full: events were lost.";
    if (told.has("IN_MOVED_FROM") && told.has("IN_MOVED_TO")) return "The same cookie joins the two halves of a rename.";
    return told.has("IN_IGNORED") ? "IN_IGNORED: the watch is gone, by inotify_rm_watch or since its file is gone." : null;
}

function awaited({ watches, complete }: Inotify, wait: Wait): string | null {
    if (wait.awaits.what !== "input") return null;
    if (watches.length === 0) return complete ? "nothing is watched" : null;
    return `waiting until something happens to ${firstOf(
        watches.map(({ path, watch }) => pathText(path, watch)),
        "or",
    )}`;
}

export function watchText({ watch, path, events }: Watch): string {
    return `${watch} ${path ?? "path unknown"}: ${watchedText(events)}`;
}

export const inotify: Kind<Inotify, InotifyFacts, InotifyEvent> = {
    word: "inotify instance",
    traits: { named: false, position: "none", identity: "maker", connects: false, buffers: false },
    begins: (base, { complete = false }) => ({ ...base, kind: "inotify", watches: [], complete }),
    events: {
        inotifyCreated: {
            opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, statusFlags, access: "read" }],
            says: (event) =>
                said(
                    `${nameOf(event)} made ${event.object}: descriptor ${event.fd}.`,
                    "It watches nothing yet. A read waits until something happens to a path that is watched.",
                ),
        },
        inotifyWatchAdded: {
            becomes(inotify, { watch, watched, events }) {
                inotify.watches = [...inotify.watches.filter((each) => each.watch !== watch), { watch, path: watched, events }];
            },
            says: (event, _inotify, look) =>
                said(
                    event.changed
                        ? `${nameOf(event)} changed what ${look.name(event.object)} watches ${pathText(event.watched, event.watch)} for: ${watchedText(event.events)}.`
                        : `${nameOf(event)} made ${look.name(event.object)} watch ${pathText(event.watched, event.watch)} for ${watchedText(event.events)}: watch ${event.watch}.`,
                    event.events.includes("IN_ONESHOT") ? "After one event the watch is gone (IN_ONESHOT)." : null,
                ),
        },
        inotifyWatchRemoved: {
            becomes(inotify, { watch }) {
                inotify.watches = inotify.watches.filter((each) => each.watch !== watch);
            },
            says: (event, _inotify, look) =>
                said(
                    `${callText(event, event.fd)} made ${look.name(event.object)} watch ${pathText(event.watched, event.watch)} no more.`,
                    "What is in the queue stays there, and IN_IGNORED is put behind it.",
                ),
        },
        inotifyRead: {
            becomes(inotify, { notifications, truncated }) {
                const gone = new Set(notifications.filter(({ events }) => events.includes("IN_IGNORED")).map(({ watch }) => watch));
                if (gone.size > 0) inotify.watches = inotify.watches.filter(({ watch }) => !gone.has(watch));
                const lost = notifications.some(({ events }) => events.includes("IN_Q_OVERFLOW"));
                if (lost || truncated === true) inotify.complete = false;
            },
            says: (event, _inotify, look) =>
                said(
                    `${callText(event, event.fd, "read")} got ${count(event.notifications.length, "event")} from ${look.name(event.object)}: ${firstOf(event.notifications.map(notificationText))}.`,
                    meaning(event.notifications),
                ),
        },
    },
    awaited,
    enders: () => onlyOthers("whoever changes what it watches"),
    whyReady: (_inotify, what) => (what === "IN" ? "events are in its queue" : null),
    json: ({ watches, complete }) => ({ complete, watches }),
    lines: ({ id, watches, complete }) => [
        `${id}  inotify instance: ${count(watches.length, "path")} watched${complete ? "" : ", perhaps others"}`,
        ...watches.map((watch) => `      ${watchText(watch)}`),
    ],
};
