/**
 * A pipe or a FIFO as a tube. The end that is read is at the left, so that the bytes inside read like a line of text and
 * the next one to be read stands first; bytes that are written come in at the right.
 */
import { css, html, nothing, type TemplateResult } from "lit";
import { channelAxis } from "../../card/channelShape";
import { counted, grouped } from "../../card/numberText";
import { channelInset, channelStyles, channelWires, gauge } from "../../frame/channelFrame";
import { boxStyle, linkTo, lookClasses, markTag, narrowCard, toggleOf, type Actions, type Look } from "../../frame/frame";
import { icons } from "../../frame/icons";
import { processClass } from "../../frame/theme";
import type { NodeKind } from "../nodeKind";
import type { ByteRun, PipeCard, PipeEnd } from "./pipeCard";
import { smallPipeNode } from "./smallNode";
import { pipeAmount, spokenPipe } from "./spoken";

const tubeHeight = 46;
/** From this width on the number of holders stands before their names. */
const wholeEnds = 300;

function pipeNode(card: PipeCard, look: Look, actions: Actions): TemplateResult {
    if (look.box.room === "small") return smallPipeNode(card, look, actions);
    const narrow = look.box.width < narrowCard;
    const full = card.bytes !== null && card.capacity !== null && card.bytes >= card.capacity;
    return html`
        <article class="card channel pipe${look.box.room === "tight" ? " tight" : ""}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spokenPipe(card)}>
            <div class="title">
                <span class="name" title=${card.path ?? card.title}>${card.title}</span>
                ${asideOf(card, actions)}
                ${look.raised ? toggleOf(card.id, icons.up, "Show less (space bar)", true, actions) : nothing}
            </div>
            ${markTag(card.mark)}
            ${channelWires({ write: card.writeEnd.count > 0, read: card.readEnd.count > 0, quiet: card.unused }, look)}
            <div class="tube">${inside(card, actions)}</div>
            ${card.remark === null ? nothing : html`<div class="remark" title=${card.remark}>${card.remark}</div>`}
            <div class="amounts">
                <span class=${full ? "full" : ""}>${full ? `full: ${counted(card.bytes, "byte")}` : narrow ? shortAmount(card) : pipeAmount(card)}</span>
                <span title="${grouped(card.written)} written, ${grouped(card.read)} read so far">${grouped(card.written)} ${narrow ? "in" : "written"} · ${grouped(card.read)} ${narrow ? "out" : "read"}</span>
            </div>
            ${gauge(card.bytes, card.capacity)}
            ${endLine("write", card.writeEnd, look)}
            ${endLine("read", card.readEnd, look)}
        </article>`;
}

function endLine(end: "write" | "read", { count, holders }: PipeEnd, look: Look): TemplateResult {
    const text = count === 0 || look.box.width < wholeEnds ? holders : `${counted(count, "descriptor")}: ${holders}`;
    return html`<div class="end ${end}"><b>${end} end</b><span class=${count === 0 ? "nobody" : ""} title=${holders}>${text}</span></div>`;
}

function asideOf(card: PipeCard, actions: Actions): TemplateResult | typeof nothing {
    if (card.removed) return html`<span class="aside whole removed" title="was ${card.path}">name removed</span>`;
    if (card.path !== null) return html`<span class="aside path" title=${card.path}><bdi>${card.path}</bdi></span>`;
    if (card.creator === null) return nothing;
    return html`<span class="aside creator"><span>${card.creator}${card.link === null ? "" : " at"}</span>${linkTo(card.link, actions)}</span>`;
}

function inside(card: PipeCard, actions: Actions): TemplateResult {
    if (card.bytes === null) return html`<span class="empty">contents unknown</span>`;
    if (card.runs.length === 0) return html`<span class="empty">empty</span>`;
    const capacity = card.capacity ?? card.bytes;
    return html`
        <div class="runs" .style=${`min-width:${Math.min(100, (100 * card.bytes) / Math.max(1, capacity))}%`}>
            ${card.runs.map((run) => runBlock(run, card.runs.length === 1, actions))}
            ${card.moreRuns === 0 ? nothing : html`<div class="run others"><div class="bytes">+${card.moreRuns}</div><div class="by">${counted(card.moreBytes, "byte")}</div></div>`}
        </div>
        <span class="free"><span>free</span></span>`;
}

function runBlock(run: ByteRun, alone: boolean, actions: Actions): TemplateResult {
    const who = run.process ?? "before the trace";
    const title = `${counted(run.bytes, "byte")} from ${run.writes === 1 ? "one write" : `${run.writes} writes`} of ${who}${run.link === null ? "" : ` at ${run.link.text}`}`;
    return html`
        <div class="run ${processClass(run.color)}" .style=${`flex-grow:${Math.ceil(Math.sqrt(run.bytes))}`} title=${title}>
            <div class="bytes">${run.text ?? counted(run.bytes, "byte")}</div>
            <div class="by">${who} ${alone ? linkTo(run.link, actions) : linkTo(run.link, actions, "line")}</div>
        </div>`;
}

function shortAmount({ bytes, capacity }: PipeCard): string {
    return bytes === null || capacity === null ? "unknown" : `${grouped(bytes)} of ${grouped(capacity)}`;
}

const pipeStyles = css`
    .creator { display: flex; align-items: baseline; gap: 5px; }
    .creator > span { overflow: hidden; text-overflow: ellipsis; }
    .creator .link { flex: none; max-width: 75%; }
    .pipe .removed { color: var(--trouble-text); }
    .tube {
        position: absolute; left: ${channelInset - 1}px; right: ${channelInset - 1}px; top: ${channelAxis - tubeHeight / 2 - 1}px; height: ${tubeHeight}px;
        box-sizing: border-box; border: 1.5px solid var(--pipe-border); border-radius: ${tubeHeight / 2}px; background: var(--ground);
        display: flex; align-items: center; padding: 0 12px;
    }
    .empty, .free { color: var(--dim); text-align: center; }
    .empty { flex: 1; }
    /* The word wraps out of sight when there is no room for it. */
    .free { flex: 1 1 0; font-size: 11px; min-width: 0; height: 16px; overflow: hidden; display: flex; flex-wrap: wrap; justify-content: center; }
    .free::before { content: ""; height: 16px; width: 1px; }
    .runs { display: flex; gap: 3px; max-width: 100%; box-sizing: border-box; flex: 0 1 auto; }
    .run { position: relative; flex: 1 1 auto; min-width: 44px; max-width: 100%; overflow: visible; }
    .run .bytes {
        height: 30px; line-height: 28px; box-sizing: border-box; padding: 0 7px; border-radius: 3px; text-align: center; white-space: pre;
        font-family: var(--mono); overflow: hidden; text-overflow: ellipsis; color: var(--strong);
        background: color-mix(in srgb, var(--process, var(--quiet)) 30%, var(--ground)); border: 1px solid var(--process, var(--quiet));
    }
    .run.striped .bytes { border-style: dashed; }
    .run .by { position: absolute; left: 0; right: 0; top: 38px; font-size: 11px; line-height: 15px; color: color-mix(in srgb, var(--process, var(--dim)) 80%, var(--text)); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .run .by .link { color: inherit; vertical-align: bottom; max-width: 100%; line-height: 15px; }
    .run:last-child:first-child .by { right: -80px; }
    .run.others { flex: 0 1 auto; }
    .run.others .bytes { background: none; border-style: dashed; }
`;

export const pipe: NodeKind<PipeCard> = { draw: pipeNode, styles: [channelStyles, pipeStyles] };
