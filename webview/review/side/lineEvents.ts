/** The events that one line of source caused. */
import { html, type TemplateResult } from "lit";
import type { EventRow } from "../../protocol/questions";
import { eventLink, placeOf } from "./eventLink";

interface Line {
    readonly file: string;
    readonly line: number;
    readonly events: readonly EventRow[];
}

export function lineEvents(
    { file, line, events }: Line,
    { go, all }: { readonly go: (seq: number) => void; readonly all: () => void },
): TemplateResult {
    const where = `${placeOf(file)}:${line}`;
    const said =
        events.length === 0
            ? `No event was caused by ${where}.`
            : `${events.length} ${events.length === 1 ? "event" : "events"} of ${where}`;
    return html`
        <div class="moment line-events">
            <p>${said} <button class="link" @click=${all}>All events</button></p>
            ${events.map((row) => eventLink({ ...row, source: null }, "", { go, open: () => undefined }))}
        </div>`;
}
