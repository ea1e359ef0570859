/** Files, terminals, the null device and every object that a name and one line describe. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { PlainCard } from "../scene/scene";
import { lastPart } from "../scene/visibleText";
import { boxStyle, lookClasses, markTag, type Look } from "./card";
import { kindIcons } from "./icons";

export function plainNode(card: PlainCard, look: Look): TemplateResult {
    const path = card.path === null ? nothing : html`<span class="aside path" title=${card.path}><bdi>${card.path}</bdi></span>`;
    // A file is known by its name: its path, which may be long, has a line of its own.
    const named = card.kind === "file" || card.kind === "directory" || card.kind === "memfd";
    const removed = card.removed ? " removed" : "";
    return html`
        <article class="card plain${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${`${lastPart(card.title)}${card.path === null ? "" : `, ${lastPart(card.path)}`}, ${card.detail}`}>
            <div class="title">
                <span class="kind">${kindIcons[card.kind]}</span>
                <span class="name" title=${card.title}>${card.title}</span>
                ${named ? html`<span class="aside whole${removed}">${card.detail}</span>` : path}
            </div>
            <div class="fact${named ? "" : removed}">${named ? path : card.detail}</div>
            ${markTag(card.mark)}
        </article>`;
}

export const plainStyles = css`
    .plain { padding: 11px 13px 0; }
    .plain .kind { align-self: center; color: var(--dim); }
    .plain .fact { margin-top: 6px; font-size: 11px; color: var(--dim); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .plain .fact .path { display: block; margin: 0; }
    .plain .removed { color: var(--trouble-text); }
`;
