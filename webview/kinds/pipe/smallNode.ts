/** A pipe in a crowd: its name, the size of its ends, and a slim tube with its bytes. */
import { html, nothing, type TemplateResult } from "lit";
import { counted, grouped } from "../../card/numberText";
import { smallChannelWire } from "../../frame/channelFrame";
import { boxStyle, lookClasses, markTag, narrowCard, toggleOf, type Actions, type Look } from "../../frame/frame";
import { icons } from "../../frame/icons";
import { processClass } from "../../frame/theme";
import type { PipeCard } from "./pipeCard";
import { spokenPipe } from "./spoken";

export function smallPipeNode(card: PipeCard, look: Look, actions: Actions): TemplateResult {
    const narrow = look.box.width < narrowCard;
    const ends = `${grouped(card.writeEnd.count)} can write, ${grouped(card.readEnd.count)} can read`;
    return html`
        <article class="card channel pipe small${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spokenPipe(card)}>
            <div class="title">
                <span class="name" title=${card.path ?? card.title}>${card.title}</span>
                ${narrow ? nothing : html`<span class="ends" title="Write end: ${card.writeEnd.holders}. Read end: ${card.readEnd.holders}">${ends}</span>`}
                <span class="aside${card.removed ? " removed" : ""}">${card.removed ? "name removed" : amountOf(card)}</span>
                ${toggleOf(card.id, icons.down, "Show the pipe in full (space bar)", false, actions)}
            </div>
            ${markTag(card.mark)}
            ${card.readEnd.count === 0 ? nothing : smallChannelWire(look, card.unused)}
            <div class="slim">${contents(card)}</div>
        </article>`;
}

function amountOf({ bytes, capacity }: PipeCard): string {
    if (bytes === null) return "amount unknown";
    if (bytes === 0) return "empty";
    return bytes === capacity
        ? `full: ${counted(bytes, "byte")}`
        : capacity === null
          ? counted(bytes, "byte")
          : `${grouped(bytes)} of ${grouped(capacity)}`;
}

function contents(card: PipeCard): TemplateResult {
    if (card.bytes === null) return html`<span class="unknown">contents unknown</span>`;
    return html`${card.runs.map((run) => html`<span class="piece ${processClass(run.color)}" title="${counted(run.bytes, "byte")} from ${run.process ?? "before the trace"}">${run.text ?? counted(run.bytes, "byte")}</span>`)}
        ${card.moreRuns === 0 ? nothing : html`<span class="unknown">+${card.moreRuns}</span>`}`;
}
