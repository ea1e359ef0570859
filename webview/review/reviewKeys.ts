/** What the keys do in a trace, wherever the focus is but in a field of text or on a card of the diagram. */
import type { ReviewCommand } from "../protocol/reviewCommand";

export type ReviewAction =
    | ReviewCommand
    | "firstEvent"
    | "lastEvent"
    | "rowAbove"
    | "rowBelow"
    | "zoomIn"
    | "zoomOut"
    | "whole"
    | "earlier"
    | "later"
    | "idle"
    | "rangeFrom"
    | "rangeTo"
    | "leave";

interface ReviewKey {
    readonly action: ReviewAction;
    readonly key: string;
    readonly shift?: true;
    readonly alt?: true;
    /** The diagram has this key for itself: it is the timeline's only where the timeline has the focus. */
    readonly timelineOnly?: true;
    /** Also on a card of the diagram. */
    readonly onCards?: true;
    /** For the line of help. */
    readonly says: string;
}

export const reviewKeys: readonly ReviewKey[] = [
    { action: "nextOfProcess", key: "ArrowRight", shift: true, says: "next event of this process" },
    { action: "previousOfProcess", key: "ArrowLeft", shift: true, says: "previous event of this process" },
    { action: "nextOfObject", key: "ArrowRight", alt: true, says: "next event of this object" },
    { action: "previousOfObject", key: "ArrowLeft", alt: true, says: "previous event of this object" },
    { action: "nextOfCard", key: ".", onCards: true, says: "next change of this card" },
    { action: "previousOfCard", key: ",", onCards: true, says: "previous change of this card" },
    { action: "nextEvent", key: "ArrowRight", says: "next event" },
    { action: "previousEvent", key: "ArrowLeft", says: "previous event" },
    { action: "rowAbove", key: "ArrowUp", timelineOnly: true, says: "row above" },
    { action: "rowBelow", key: "ArrowDown", timelineOnly: true, says: "row below" },
    { action: "firstEvent", key: "Home", says: "beginning" },
    { action: "lastEvent", key: "End", says: "end" },
    { action: "earlier", key: "PageUp", timelineOnly: true, says: "earlier" },
    { action: "later", key: "PageDown", timelineOnly: true, says: "later" },
    { action: "zoomIn", key: "+", timelineOnly: true, says: "zoom in" },
    { action: "zoomIn", key: "=", timelineOnly: true, says: "zoom in" },
    { action: "zoomOut", key: "-", timelineOnly: true, says: "zoom out" },
    { action: "whole", key: "0", timelineOnly: true, says: "the whole trace" },
    { action: "idle", key: "c", timelineOnly: true, says: "leave out idle time" },
    { action: "rangeFrom", key: "[", says: "range from here" },
    { action: "rangeTo", key: "]", says: "range to here" },
    // Where brackets take AltGr.
    { action: "rangeFrom", key: "<", says: "range from here" },
    { action: "rangeTo", key: ">", says: "range to here" },
    { action: "play", key: " ", timelineOnly: true, says: "play" },
    { action: "searchTrace", key: "/", says: "search" },
    { action: "bookmark", key: "b", says: "bookmark" },
    { action: "openLine", key: "Enter", timelineOnly: true, says: "open the line" },
    { action: "summary", key: "s", says: "summary" },
    { action: "leave", key: "Escape", says: "leave the search, the range" },
];

/** null: the key is not ours. */
export function actionOf(event: KeyboardEvent, focus: "timeline" | "card" | "elsewhere"): ReviewAction | null {
    if (event.ctrlKey || event.metaKey) return null;
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isCharacter = event.key.length === 1;
    const found = reviewKeys.find(
        ({ key, shift, alt, timelineOnly, onCards }) =>
            key === pressed &&
            (isCharacter || (shift === true) === event.shiftKey) &&
            (alt === true) === event.altKey &&
            (timelineOnly !== true || focus === "timeline") &&
            (onCards === true || focus !== "card"),
    );
    return found?.action ?? null;
}
