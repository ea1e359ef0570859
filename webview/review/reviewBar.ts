/** The bar above a trace: what it is, the search, and the buttons of the cursor. */
import { css, html, nothing, type TemplateResult } from "lit";
import previous from "@vscode/codicons/src/icons/chevron-left.svg";
import next from "@vscode/codicons/src/icons/chevron-right.svg";
import first from "@vscode/codicons/src/icons/debug-reverse-continue.svg";
import last from "@vscode/codicons/src/icons/debug-continue.svg";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { icons, stateIcons } from "../frame/icons";
import { durationText } from "./timeline/timeText";
import type { Overview } from "../protocol/questions";
import { paces, type Pace } from "./player";
import type { ReviewAction } from "./reviewKeys";

export interface Search {
    readonly text: string;
    readonly matches: number;
    readonly error: string | null;
    /** What does not match is left out, instead of stepping back. */
    readonly hide: boolean;
}

export interface BarActions {
    readonly run: (action: ReviewAction) => void;
    readonly search: (text: string) => void;
    readonly hide: () => void;
    readonly nextMatch: (direction: 1 | -1) => void;
    readonly pace: (pace: Pace) => void;
}

const own = (text: string): TemplateResult => html`<span class="icon" aria-hidden="true">${unsafeHTML(text)}</span>`;

export function reviewBar(
    name: string,
    overview: Overview,
    seq: number,
    reading: TemplateResult | typeof nothing,
    search: Search,
    play: { readonly playing: boolean; readonly pace: Pace },
    actions: BarActions,
): TemplateResult {
    const { run } = actions;
    const processes = new Set(overview.lanes.map(({ process }) => process)).size;
    const button = (action: ReviewAction, label: string, key: string, icon: TemplateResult): TemplateResult =>
        html`<button class="tool" aria-label=${label} title="${label} (${key})" @click=${() => run(action)}>${icon}</button>`;
    return html`
        <div class="bar">
            <div class="name"><b title=${name}>${name}</b><span class="facts">${processes} ${processes === 1 ? "process" : "processes"} · ${overview.events.toLocaleString("en")} events${overview.events === 0 ? "" : ` · ${durationText(overview.end)}`}</span>${reading}</div>
            ${searchField(search, overview.events, actions)}
            <div class="transport" role="group" aria-label="Cursor">
                ${button("firstEvent", "Beginning", "Home", own(first))}
                ${button("previousEvent", "Previous event", "←", own(previous))}
                <button class="tool" aria-label=${play.playing ? "Pause" : "Play"} aria-pressed=${play.playing} title="${play.playing ? "Pause" : "Play"} (space bar in the timeline)" @click=${() => run("play")}>${play.playing ? stateIcons.stopped : stateIcons.running}</button>
                ${button("nextEvent", "Next event", "→", own(next))}
                ${button("lastEvent", "End", "End", own(last))}
                <label class="pace" title="How fast Play goes"><select aria-label="Events a second" @change=${({ target }: Event) => actions.pace(Number((target as HTMLSelectElement).value) as Pace)}>${paces.map((pace) => html`<option value=${pace} ?selected=${pace === play.pace}>${pace}/s</option>`)}</select></label>
                <span class="at" role="status" aria-live="off">${seq.toLocaleString("en")} / ${overview.events.toLocaleString("en")}</span>
            </div>
        </div>
        ${search.error === null ? nothing : html`<p class="search-error" role="alert">${search.error}</p>`}`;
}

function searchField(
    { text, matches, error, hide }: Search,
    events: number,
    { search, hide: turn, nextMatch }: BarActions,
): TemplateResult {
    const key = (event: KeyboardEvent): void => {
        event.stopPropagation();
        if (event.key === "Enter") nextMatch(event.shiftKey ? -1 : 1);
        if (event.key !== "Escape") return;
        search("");
        (event.target as HTMLElement).blur();
    };
    return html`
        <div class="search" role="search">
            <input class="query" type="text" spellcheck="false" aria-label="Search and filter events" aria-invalid=${error !== null} placeholder='process:p2 kind:bytesRead object:pipe1 "text"' title='Search (/): process:p2 exe:wc kind:bytesRead object:pipe1 text:GET result:-1 duration:>1ms "GET"' .value=${text} @input=${({ target }: Event) => search((target as HTMLInputElement).value)} @keydown=${key}>
            ${
                text.trim() === ""
                    ? nothing
                    : html`<span class="matches" role="status">${error === null ? `${matches.toLocaleString("en")} of ${events.toLocaleString("en")}` : ""}</span>
                    <button class="tool" aria-label="Previous match" title="Previous match (Shift+Enter)" @click=${() => nextMatch(-1)}>${icons.up}</button>
                    <button class="tool" aria-label="Next match" title="Next match (Enter)" @click=${() => nextMatch(1)}>${icons.down}</button>
                    <button class="tool hide" aria-pressed=${hide} title="Show only what was found" @click=${turn}>only</button>`
            }
        </div>`;
}

export const barStyles = css`
    .bar { display: flex; align-items: center; gap: 6px 14px; min-height: 36px; padding: 3px 12px; box-sizing: border-box; background: var(--vscode-sideBar-background, var(--card)); border-bottom: 1px solid var(--border); white-space: nowrap; }
    .bar .name { flex: 1 1 0; min-width: 60px; display: flex; align-items: baseline; gap: 10px; overflow: hidden; }
    .bar .name b { color: var(--strong); font-weight: 600; overflow: hidden; text-overflow: ellipsis; }
    .bar .facts { color: var(--dim); overflow: hidden; text-overflow: ellipsis; min-width: 0; }
    .search { flex: 0 1 460px; min-width: 150px; box-sizing: border-box; display: flex; align-items: center; gap: 2px; padding: 0 2px 0 0; border: 1px solid var(--vscode-input-border, var(--border)); border-radius: 3px; background: var(--vscode-input-background, var(--card)); }
    .search:focus-within { border-color: var(--accent); }
    .query { all: unset; flex: 1; min-width: 40px; box-sizing: border-box; height: 24px; padding: 0 8px; font: 12px/24px var(--mono); color: var(--vscode-input-foreground, var(--text)); }
    .query::placeholder { color: var(--vscode-input-placeholderForeground, var(--dim)); }
    .matches { color: var(--dim); font-variant-numeric: tabular-nums; padding-right: 4px; }
    .search-error { margin: 0; padding: 3px 14px; color: var(--trouble-text); border-bottom: 1px solid var(--border); }
    .transport { flex: none; display: flex; align-items: center; gap: 2px; }
    .tool { all: unset; box-sizing: border-box; display: inline-flex; align-items: center; justify-content: center; min-width: 24px; height: 24px; padding: 0 4px; border-radius: 4px; cursor: pointer; color: var(--vscode-icon-foreground, var(--text)); }
    .tool:hover { background: var(--vscode-toolbar-hoverBackground); }
    .tool:focus-visible { outline: 1px solid var(--accent); }
    .tool[aria-pressed="true"] { background: var(--vscode-inputOption-activeBackground); color: var(--vscode-inputOption-activeForeground, var(--strong)); outline: 1px solid var(--vscode-inputOption-activeBorder, transparent); }
    .tool .icon svg { display: block; width: 16px; height: 16px; fill: currentColor; }
    .pace select { background: var(--vscode-dropdown-background, var(--card)); color: var(--vscode-dropdown-foreground, var(--text)); border: 1px solid var(--vscode-dropdown-border, var(--border)); border-radius: 3px; font: 11px/16px var(--sans); padding: 2px; }
    .pace select:focus-visible { outline: 1px solid var(--accent); }
    .at { min-width: 74px; text-align: right; color: var(--dim); font-variant-numeric: tabular-nums; }
    @container (max-width: 1000px) { .bar .name { flex: 1 0 auto; max-width: 40%; } .bar .facts { display: none; } .at { display: none; } }
    @container (max-width: 640px) { .bar { flex-wrap: wrap; padding: 3px 8px; } .bar .search { order: 3; flex: 1 0 100%; } }
`;
