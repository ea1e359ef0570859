/** Draws the bytes of shared memory, and below them in whose address space it is, where, and how. */
import { css, html, nothing, type TemplateResult } from "lit";
import { counted } from "../../card/numberText";
import { channelStyles } from "../../frame/channelFrame";
import { linkTo, type Actions, type Look } from "../../frame/frame";
import { processClass } from "../../frame/theme";
import { watchStyles } from "./watchNode";
import type { FieldValue, TypedMemory } from "./fields";
import type { AccessLine, Attachment, Cell, MemoryBlock } from "./block";

/** Above this width a row has sixteen bytes. */
const wideCard = 440;
const [wideRow, narrowRow] = [16, 8];
const lineHeight = 16;
/** More have no room: rows of bytes, who ran, who wrote and read, attachments. */
const shownLines = { full: 8, tight: 4, small: 0 } as const;
const shownAttachments = { full: 3, tight: 1, small: 0 } as const;

export function blockNode(block: MemoryBlock, { box: { room, width } }: Look, actions: Actions): TemplateResult {
    if (room === "small") return html`${nothing}`;
    const shown = block.attachments.slice(0, shownAttachments[room]);
    const accesses = room === "full" ? block.accesses : block.accesses.slice(0, 1);
    const below =
        Math.max(1, shown.length) + (block.attachments.length > shown.length ? 1 : 0) + accesses.length + (block.ran === null ? 0 : 1);
    const left = shownLines[room] - below;
    const perLine = Math.floor(width / characterWidth);
    // Some of the bytes themselves stay in sight.
    const typedCount = Math.min(linesOf(block.typed, perLine), Math.max(1, left - 1));
    const rowCount = left - typedCount;
    return html`
        ${typedLines(block.typed, typedCount)}
        ${block.cells === null ? html`<div class="unseen">bytes are shown when a process stops</div>` : rows(block, width >= wideCard ? wideRow : narrowRow, rowCount)}
        ${block.ran === null ? nothing : html`<div class="ran">${block.ran}</div>`}
        ${accesses.map((access) => accessLine(access, actions))}
        ${shown.length === 0 ? html`<div class="attachment nobody">in nobody’s memory</div>` : shown.map((one) => attachmentLine(one))}
        ${block.attachments.length > shown.length ? html`<div class="attachment nobody">and ${block.attachments.length - shown.length} more</div>` : nothing}`;
}

/** About, of the fields' names and values. */
const characterWidth = 7;

function linesOf(typed: readonly TypedMemory[], perLine: number): number {
    return typed.reduce(
        (sum, { title, fields }) =>
            sum + Math.ceil(fields.reduce((all, { name, value }) => all + name.length + value.length + 3, title.length + 2) / perLine),
        0,
    );
}

function typedLines(typed: readonly TypedMemory[], count: number): TemplateResult | typeof nothing {
    if (typed.length === 0) return nothing;
    return html`<div class="typed" .style=${`height:${count * lineHeight}px`}>${typed.map(({ title, fields }) => html`<div title=${fields.map(({ name, value }) => `${name} = ${value}`).join("\n")}><span class="type">${title}</span>${fields.map(fieldValue)}</div>`)}</div>`;
}

function fieldValue({ name, value, changed }: FieldValue): TemplateResult {
    return html` <span class="field${changed ? " changed" : ""}">${name} <b>${value}</b></span>`;
}

function rows({ offset, cells }: MemoryBlock, perRow: number, count: number): TemplateResult {
    const all = cells ?? [];
    const lines = Array.from({ length: Math.min(count, Math.ceil(all.length / perRow)) }, (_, row) => row * perRow);
    return html`<div class="bytes">${lines.map((start) => rowLine(offset + start, all.slice(start, start + perRow)))}</div>`;
}

function rowLine(offset: number, cells: readonly Cell[]): TemplateResult {
    return html`<div class="line"><span class="offset">${offset.toString(16).padStart(4, "0")}</span><span>${cells.map((cell) => html`<i class=${cellClass(cell)}>${cell.hex}</i>`)}</span><span>${cells.map((cell) => html`<i class=${`${cellClass(cell)} letter`}>${cell.text}</i>`)}</span></div>`;
}

function cellClass({ changed, zero }: Cell): string {
    return changed ? "changed" : zero ? "zero" : "";
}

function accessLine({ verb, process, color, where, link }: AccessLine, actions: Actions): TemplateResult {
    return html`<div class="access ${processClass(color)}"><span>${verb} by <b>${process}</b> ${where}</span>${linkTo(link, actions)}</div>`;
}

function attachmentLine({ process, color, address, protection, fresh }: Attachment): TemplateResult {
    return html`<div class="attachment ${processClass(color)}${fresh ? " fresh" : ""}"><b>${process}</b> at <code>${address}</code> <code>${protection}</code></div>`;
}

/** What a screen reader says of it. */
export function spokenBlock({ changed, ran, typed, accesses, attachments }: MemoryBlock): readonly string[] {
    return [
        ...(changed === null ? [] : [`${counted(changed, "byte")} changed since the last stop`]),
        ...(ran === null ? [] : [ran]),
        ...typed.map(
            ({ title, fields }) =>
                `${title}: ${fields.map(({ name, value, changed: fresh }) => `${name} ${value}${fresh ? ", changed" : ""}`).join("; ")}`,
        ),
        ...accesses.map(({ verb, process, where, link }) => [`${verb} by ${process}`, where, link?.text].filter(Boolean).join(" ")),
        counted(attachments.length, "attachment"),
        ...attachments.slice(0, shownAttachments.full).map(({ process, protection }) => `${process}, ${protection}`),
    ];
}

const ownStyles = css`
    .memory { padding: 9px 13px 0; }
    .memory.small { padding-top: 5px; }
    .memory .facts { display: flex; justify-content: space-between; gap: 10px; margin: 3px 0 4px; font-size: 11px; line-height: 16px; color: var(--dim); white-space: nowrap; }
    .memory.small .facts { margin: 1px 0 0; }
    .memory .facts > * { overflow: hidden; text-overflow: ellipsis; }
    .memory .facts .removed { color: var(--trouble-text); flex: none; }
    .bytes { font: 11px/16px var(--mono); color: var(--strong); white-space: pre; margin-bottom: 4px; }
    .bytes .line { display: flex; gap: 9px; overflow: hidden; }
    .bytes .offset { color: var(--dim); }
    .bytes i { font-style: normal; padding: 0 2px; border-radius: 2px; }
    .bytes i.letter { padding: 0; }
    .bytes i.zero { color: color-mix(in srgb, var(--dim) 55%, transparent); }
    .bytes i.changed { background: color-mix(in srgb, var(--new) 30%, transparent); color: var(--new-text); }
    .ran { font-size: 11px; line-height: 16px; color: var(--new-text); margin: -4px 0 4px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .access { display: flex; gap: 8px; font-size: 11px; line-height: 16px; color: var(--text); white-space: nowrap; }
    .access > span { overflow: hidden; text-overflow: ellipsis; }
    .access .link { flex: 0 1 auto; margin-left: auto; }
    .typed { font: 11px/16px var(--mono); color: var(--text); overflow: hidden; margin-bottom: 3px; }
    .typed .type { color: var(--dim); }
    .typed .field { display: inline-block; margin-left: 8px; white-space: nowrap; max-width: 100%; overflow: hidden; text-overflow: ellipsis; vertical-align: top; border-radius: 2px; }
    .typed .field b { font-weight: 400; color: var(--strong); }
    .typed .field.changed { background: color-mix(in srgb, var(--new) 30%, transparent); }
    .typed .field.changed b { color: var(--new-text); }
    .unseen { font-size: 11px; line-height: 16px; color: var(--dim); margin-bottom: 4px; }
    .attachment { font-size: 11px; line-height: 17px; color: var(--text); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .attachment b, .access b { color: color-mix(in srgb, var(--process, var(--dim)) 80%, var(--text)); }
    .attachment code { font-family: var(--mono); }
    .attachment.fresh { background: var(--new-ground); border-radius: 3px; }
    .attachment.nobody { color: var(--dim); }
`;

export const blockStyles = [channelStyles, ownStyles, watchStyles];
