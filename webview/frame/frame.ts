/** What all cards have in common: a place, a frame, a title line, a mark, links into the source. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { Box, Mark, NodeId, PlacedCard, Reached, Side, SourceLink } from "../card/card";

/** What a card can ask of the page. */
export interface Actions {
    open(link: SourceLink): void;
    unfold(id: NodeId): void;
    /** Whether each access to shared memory is recorded; null: that cannot be changed, since no program runs. */
    readonly watching: boolean | null;
    watchMemory(on: boolean): void;
}

/** How the page sees a card at the moment. */
export interface Look {
    readonly box: PlacedCard;
    readonly side: Side;
    /** The sides at which data come in and go out, where they are more than that one. */
    readonly reached: Reached;
    /** It lies on the ways of what the user points at. */
    readonly related: boolean;
    readonly selected: boolean;
    /** It is larger than its place, and covers what lies below. */
    readonly raised: boolean;
}

/** Below this width cards say less. */
export const narrowCard = 250;

/** Styles are set through the object model: the page's policy forbids style attributes. */
export function boxStyle({ x, y, width, height }: Box): string {
    return `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
}

export function lookClasses(look: Look): string {
    return `${look.related ? " related" : ""}${look.selected ? " selected" : ""}${look.raised ? " raised" : ""}`;
}

export function markTag(mark: Mark): TemplateResult | typeof nothing {
    return mark === null ? nothing : html`<span class="mark" title="since the last stop">${mark}</span>`;
}

/** Shows all of a small card, or makes it small again. From the keyboard: the space bar on the card. */
export function toggleOf(id: NodeId, content: TemplateResult | string, title: string, open: boolean, actions: Actions): TemplateResult {
    const toggle = (event: Event): void => {
        event.stopPropagation();
        actions.unfold(id);
    };
    return html`<button class="toggle" tabindex="-1" title=${title} aria-expanded=${open ? "true" : "false"} @click=${toggle}>${content}</button>`;
}

/** Reached from the keyboard with Enter on the card, so it is not a tab stop of its own. */
export function linkTo(link: SourceLink | null, actions: Actions, form: "whole" | "line" = "whole"): TemplateResult | typeof nothing {
    if (link === null) return nothing;
    const colon = link.text.lastIndexOf(":");
    const open = (event: Event): void => {
        event.stopPropagation();
        actions.open(link);
    };
    return html`<button class="link" tabindex="-1" title="Open ${link.file}:${link.line}" @click=${open}>${form === "line" ? nothing : html`<span class="file">${link.text.slice(0, colon)}</span>`}<span>${link.text.slice(colon)}</span></button>`;
}

export const cardStyles = css`
    .card {
        position: absolute;
        box-sizing: border-box;
        background: var(--card);
        border: 1px solid var(--border);
        border-radius: 6px;
        color: var(--text);
        font: 12px/16px var(--sans);
        outline: none;
        scroll-margin: 44px 24px 24px;
        animation: appear 160ms ease-out;
    }
    @keyframes appear { from { opacity: 0; } }
    .card:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
    .card.raised { z-index: 3; box-shadow: 0 4px 16px var(--vscode-widget-shadow, transparent); }
    .card.related { border-color: color-mix(in srgb, var(--accent) 75%, var(--border)); }
    .card.selected { box-shadow: 0 0 0 1px var(--accent); border-color: var(--accent); }
    .card.marked { border-color: color-mix(in srgb, var(--new) 60%, var(--border)); }

    .title { display: flex; align-items: baseline; gap: 8px; white-space: nowrap; }
    .name { font-size: 13px; font-weight: 600; color: var(--strong); overflow: hidden; text-overflow: ellipsis; flex: 0 1 auto; min-width: 24px; }
    .aside { margin-left: auto; font-size: 11px; color: var(--dim); overflow: hidden; text-overflow: ellipsis; flex: 0 1000 auto; min-width: 0; }
    .aside.whole { flex-shrink: 0; }
    .path { font-family: var(--mono); direction: rtl; text-align: left; }
    .path bdi { direction: ltr; unicode-bidi: isolate; }
    .mark {
        flex: none;
        font-size: 10px;
        line-height: 14px;
        padding: 0 5px;
        border-radius: 7px;
        color: var(--new-text);
        background: var(--new-ground);
        border: 1px solid color-mix(in srgb, var(--new) 45%, transparent);
        box-sizing: border-box;
        height: 16px;
        font-weight: 400;
        white-space: nowrap;
    }
    /* A card's own mark sits on its frame, where it takes room from nothing. */
    .card > .mark { position: absolute; right: 10px; top: -9px; z-index: 1; background: color-mix(in srgb, var(--new) 20%, var(--ground)); border-color: color-mix(in srgb, var(--new) 60%, var(--border)); }
    /* On a small card it must not cover the button below it. */
    .card.compact > .mark, .card.small > .mark { top: -12px; }
    .link {
        all: unset;
        display: inline-flex;
        min-width: 0;
        cursor: pointer;
        color: var(--link);
        font: 11px/16px var(--mono);
        white-space: nowrap;
    }
    .toggle { all: unset; flex: none; cursor: pointer; font-size: 10px; line-height: 14px; padding: 0 5px; border-radius: 7px; color: var(--dim); border: 1px solid var(--border); box-sizing: border-box; height: 16px; align-self: center; }
    .toggle:hover { color: var(--link); border-color: var(--link); }
    .toggle .icon svg { width: 12px; height: 12px; }
    /* When there is little room the file's name is cut, not the line's number. */
    .link .file { overflow: hidden; text-overflow: ellipsis; }
    .link:hover { text-decoration: underline; }
    .link:focus-visible { outline: 1px solid var(--accent); }
    .icon { display: inline-flex; flex: none; }
    .icon svg { width: 14px; height: 14px; display: block; }
    @media (prefers-reduced-motion: reduce) { .card { animation: none; } }
    :host-context(.vscode-reduce-motion) .card { animation: none; }
`;
