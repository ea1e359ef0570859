/** Bookmarks that were changed at two places, as in two windows. */
import type { Bookmark } from "../../webview/protocol/reviewMessages";

/** What both have made of `before`. Where they have changed the same bookmark, `ours` counts. */
export function mergedBookmarks(before: readonly Bookmark[], ours: readonly Bookmark[], theirs: readonly Bookmark[]): readonly Bookmark[] {
    const [known, own, other] = [before, ours, theirs].map(textByEvent) as [TextByEvent, TextByEvent, TextByEvent];
    const events = [...new Set([...own.keys(), ...other.keys()])].sort((one, another) => one - another);
    return events.flatMap((event) => {
        const text = own.get(event) === known.get(event) ? other.get(event) : own.get(event);
        return text === undefined ? [] : [{ event, text }];
    });
}

export function areSame(some: readonly Bookmark[], others: readonly Bookmark[]): boolean {
    return (
        some.length === others.length &&
        some.every(({ event, text }, index) => event === others[index]?.event && text === others[index].text)
    );
}

type TextByEvent = ReadonlyMap<number, string>;

function textByEvent(bookmarks: readonly Bookmark[]): TextByEvent {
    return new Map(bookmarks.map(({ event, text }) => [event, text]));
}
