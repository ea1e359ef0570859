import { css, html, type TemplateResult } from "lit";
import { icons } from "../../frame/icons";
import type { Bookmark } from "../../protocol/reviewMessages";

interface BookmarkActions {
    readonly go: (seq: number) => void;
    readonly remove: (seq: number) => void;
}

export function bookmarkList(bookmarks: readonly Bookmark[], current: number, { go, remove }: BookmarkActions): TemplateResult {
    if (bookmarks.length === 0) {
        return html`<p class="empty">No bookmarks. B marks the event at the cursor; a note says what is to be seen there. They are saved beside the trace.</p>`;
    }
    return html`<ul class="bookmarks">${bookmarks.map(
        ({ event, text }) => html`
        <li class=${event === current ? "current" : ""}>
            <button class="where" @click=${() => go(event)}><span class="number">event ${event}</span> ${text}</button>
            <button class="tool" aria-label="Remove the bookmark of event ${event}" title="Remove" @click=${() => remove(event)}>${icons.close}</button>
        </li>`,
    )}</ul>`;
}

export const bookmarkStyles = css`
    .bookmarks { margin: 0; padding: 6px 0; list-style: none; }
    .bookmarks li { display: flex; align-items: center; padding: 0 8px; }
    .bookmarks li:hover { background: var(--vscode-list-hoverBackground); }
    .bookmarks li.current { background: color-mix(in srgb, var(--accent) 18%, transparent); }
    .bookmarks .where { all: unset; flex: 1; min-width: 0; cursor: pointer; padding: 4px 6px; overflow-wrap: anywhere; }
    .bookmarks .where:focus-visible { outline: 1px solid var(--accent); }
    .bookmarks .number { color: var(--link); margin-right: 8px; font-variant-numeric: tabular-nums; }
`;
