/** What each key, button and command does. */
import { post } from "../host";
import type { Bookmark } from "../protocol/reviewMessages";
import type { ReviewStage } from "./reviewStage";
import type { ReviewAction } from "./reviewKeys";
import type { StepOf } from "../protocol/questions";
import { timelineActions } from "./timeline/timelineActions";

export const reviewActions: Readonly<Record<ReviewAction, (page: ReviewStage) => void>> = {
    nextEvent: (page) => step(page, 1, { what: page.search.hide ? "match" : "any" }),
    previousEvent: (page) => step(page, -1, { what: page.search.hide ? "match" : "any" }),
    nextOfProcess: (page) => stepInProcess(page, 1),
    previousOfProcess: (page) => stepInProcess(page, -1),
    nextOfObject: (page) => stepAtObject(page, 1),
    previousOfObject: (page) => stepAtObject(page, -1),
    nextOfCard: (page) => stepAtCard(page, 1),
    previousOfCard: (page) => stepAtCard(page, -1),
    firstEvent: (page) => page.go(1),
    lastEvent: (page) => page.go(page.overview?.events ?? 0),
    rowAbove: (page) => toRow(page, -1),
    rowBelow: (page) => toRow(page, 1),
    play: ({ player }) => player.toggle(),
    searchTrace: ({ renderRoot }) => renderRoot.querySelector<HTMLInputElement>(".query")?.focus(),
    bookmark(page) {
        const { seq, moment } = page.place;
        const known = page.bookmarks.find(({ event }) => event === seq);
        page.side.choose("event");
        if (known === undefined && moment !== null) page.mark("Bookmark", withBookmark(page.bookmarks, { event: seq, text: "" }));
        void page.updateComplete.then(() => page.renderRoot.querySelector<HTMLInputElement>(".note-text")?.focus());
    },
    openLine({ place }) {
        const source = place.moment?.source ?? null;
        if (source !== null) post({ type: "open", file: source.file, line: source.line });
    },
    summary: ({ side }) => side.choose("summary"),
    ...timelineActions,
    rangeFrom(page) {
        const time = page.place.moment?.time ?? 0;
        page.select({ from: time, to: Math.max(time, page.range?.to ?? page.overview?.end ?? time) });
    },
    rangeTo(page) {
        const time = page.place.moment?.time ?? 0;
        page.select({ from: Math.min(time, page.range?.from ?? 0), to: time });
    },
    leave(page) {
        if (page.range !== null) page.select(null);
        else if (page.search.text !== "") page.find("");
    },
};

export function withBookmark(bookmarks: readonly Bookmark[], bookmark: Bookmark): readonly Bookmark[] {
    return [...bookmarks.filter(({ event }) => event !== bookmark.event), bookmark].sort((one, other) => one.event - other.event);
}

function step(page: ReviewStage, direction: 1 | -1, of: StepOf): void {
    page.player.stop();
    void page.cursor.step(direction, of);
}

function stepInProcess(page: ReviewStage, direction: 1 | -1): void {
    const { moment } = page.place;
    step(page, direction, moment === null ? { what: "any" } : { what: "process", process: moment.process });
}

function stepAtObject(page: ReviewStage, direction: 1 | -1): void {
    const object = page.place.moment?.object ?? null;
    if (object !== null) step(page, direction, { what: "object", object: object.id });
}

/** Where no card has the focus, at the object of the event. */
function stepAtCard(page: ReviewStage, direction: 1 | -1): void {
    const card = page.diagram?.cardInFocus ?? null;
    if (card === null) stepAtObject(page, direction);
    else step(page, direction, { what: "card", card });
}

/** To the nearest event of the row above or below. */
function toRow(page: ReviewStage, direction: 1 | -1): void {
    const { timeline, place } = page;
    if (timeline === null || place.moment === null) return;
    const row = timeline.neighbour(timeline.cursor.lane, direction);
    if (row !== undefined && row.members.length > 0) {
        void page.cursor.goToTime(
            place.moment.time,
            row.members.map(({ id }) => id),
        );
    }
}
