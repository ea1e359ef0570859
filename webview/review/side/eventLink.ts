/** A line that leads to another event. */
import { css, html, nothing, type TemplateResult } from "lit";
import { processColor } from "../../card/processColor";
import { processClass } from "../../frame/theme";
import type { EventLink } from "../../protocol/questions";

export interface LinkActions {
    readonly go: (seq: number) => void;
    readonly open: (file: string, line: number) => void;
}

/** `before`: words such as "12 of 12 bytes:". */
export function eventLink(link: EventLink, before: string, { go, open }: LinkActions): TemplateResult {
    const { source } = link;
    return html`
        <div class="event-link ${processClass(processColor(link.process))}">
            <button class="to" title="Go to event ${link.seq}" @click=${() => go(link.seq)}><span class="words">${before} <b>${link.text}</b> by ${link.process}</span><span class="number">event ${link.seq}</span></button>
            ${source === null ? nothing : html`<button class="place" title="Open ${source.file}:${source.line}" @click=${() => open(source.file, source.line)}>${placeOf(source.file)}:${source.line}${source.function === null ? "" : ` in ${source.function}()`}</button>`}
        </div>`;
}

export function placeOf(file: string): string {
    return file.slice(file.lastIndexOf("/") + 1);
}

export const eventLinkStyles = css`
    .event-link { display: flex; flex-direction: column; align-items: flex-start; margin: 4px 0; padding: 5px 8px 5px 10px; border: 1px solid var(--border); border-left: 4px solid var(--process, var(--line)); border-radius: 3px; background: var(--card); }
    .event-link .to { all: unset; box-sizing: border-box; display: flex; gap: 10px; width: 100%; cursor: pointer; color: var(--text); }
    .event-link .to .words { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    .event-link .to b { font: 12px/17px var(--mono); font-weight: 400; color: var(--strong); }
    .event-link .number { flex: none; color: var(--link); }
    .event-link .to:hover .number { text-decoration: underline; }
    .place { all: unset; cursor: pointer; color: var(--link); font: 12px/17px var(--mono); overflow-wrap: anywhere; }
    .place:hover { text-decoration: underline; }
    .to:focus-visible, .place:focus-visible { outline: 1px solid var(--accent); outline-offset: 1px; }
`;
