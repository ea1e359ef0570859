/** Files, terminals, the null device and every object that a name and one line describe. */
import { css, html, nothing, type TemplateResult } from "lit";
import { lastPart } from "../../card/visibleText";
import { boxStyle, lookClasses, markTag, type Look } from "../../frame/frame";
import { cardIcons } from "../../frame/icons";
import type { NodeKind } from "../nodeKind";
import type { PlainCard } from "./card";

function plainNode(card: PlainCard, look: Look): TemplateResult {
    const path = card.path === null ? nothing : html`<span class="aside path" title=${card.path}><bdi>${card.path}</bdi></span>`;
    const { named } = card;
    const removed = card.removed ? " removed" : "";
    return html`
        <article class="card plain${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${`${lastPart(card.title)}${card.path === null ? "" : `, ${lastPart(card.path)}`}, ${card.detail}`}>
            <div class="title">
                <span class="kind">${cardIcons[card.icon]}</span>
                <span class="name" title=${card.title}>${card.title}</span>
                ${named ? html`<span class="aside whole${removed}">${card.detail}</span>` : path}
            </div>
            <div class="fact${named ? "" : removed}">${named ? path : card.detail}</div>
            ${markTag(card.mark)}
        </article>`;
}

const plainStyles = css`
    .plain { padding: 11px 13px 0; }
    .plain .kind { align-self: center; color: var(--dim); }
    .plain .fact { margin-top: 6px; font-size: 11px; color: var(--dim); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .plain .fact .path { display: block; margin: 0; }
    .plain .removed { color: var(--trouble-text); }
`;

export const plain: NodeKind<PlainCard> = { draw: plainNode, styles: [plainStyles] };
