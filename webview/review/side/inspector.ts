/** All that there is to say of the event at the cursor. */
import { html, nothing, type TemplateResult } from "lit";
import { processColor } from "../../card/processColor";
import { processClass } from "../../frame/theme";
import type { BytesLink, EventLink, Moment } from "../../protocol/questions";
import type { Bookmark, StackPlace } from "../../protocol/reviewMessages";
import { durationText, momentText } from "../timeline/timeText";
import { eventLink, placeOf, type LinkActions } from "./eventLink";
import { hexLines } from "./hexText";

export interface InspectorActions extends LinkActions {
    readonly manual: (page: string) => void;
    readonly bookmark: (text: string) => void;
    readonly forget: () => void;
    /** Marks the card in the diagram. */
    readonly showCard: (id: string) => void;
}

const bytesInLine = 8;
const mostLines = 64;

/** `isEmpty`: no event was recorded. */
export function inspector(
    moment: Moment | null,
    isEmpty: boolean,
    bookmark: Bookmark | undefined,
    actions: InspectorActions,
): TemplateResult {
    if (isEmpty) return html`<p class="empty">Nothing was recorded: the trace has no event.</p>`;
    if (moment === null) {
        return html`<p class="empty">The beginning of the trace: nothing has happened yet. Press → for the first event.</p>`;
    }
    return html`
        <section class="moment ${processClass(processColor(moment.process))}" aria-label="Event ${moment.seq}">
            <h3>${moment.title}</h3>
            <p class="when"><button class="who" title="Show ${moment.process} in the diagram" @click=${() => actions.showCard(moment.process)}>${moment.process}</button> · event ${moment.seq} · ${momentText(moment.time)}${moment.duration === null ? "" : ` · took ${durationText(moment.duration)}`}${moment.waited?.length === null || moment.waited === null ? "" : `, waited ${durationText(moment.waited.length)}`}</p>
            ${moment.result === null ? nothing : html`<p class=${moment.result.failed ? "failed" : "result"}>${moment.result.text}</p>`}
            <p class="plain">${moment.sentence.text}${moment.sentence.explanation === null ? nothing : html` <span class="why">${moment.sentence.explanation}</span>`}</p>
            ${waited(moment, actions)}
            ${facts(moment, actions)}
            ${payload(moment)}
            ${bytesFrom("Where the bytes came from", moment.origins, moment.payload?.length ?? 0, actions)}
            ${bytesFrom("Who took the bytes", moment.takers, moment.payload?.length ?? 0, actions)}
            ${links("What led to this", withoutBytes(moment.causes, moment.origins), actions)}
            ${links("What came of it", withoutBytes(moment.effects, moment.takers), actions)}
            ${stack(moment, actions)}
            ${begun(moment, actions)}
            ${note(bookmark, actions)}
            ${moment.manual.length === 0 ? nothing : html`<p class="manual">Manual: ${moment.manual.map((page) => html`<button class="link" title="Open the manual page ${page}" @click=${() => actions.manual(page)}>${page}</button> `)}</p>`}
        </section>`;
}

function waited({ waited: wait }: Moment, actions: InspectorActions): TemplateResult | typeof nothing {
    if (wait === null) return nothing;
    return html`<h4>Waiting</h4><p class="waiting">${wait.for}${wait.length === null ? " It has not ended." : ` It took ${durationText(wait.length)}.`}</p>
        ${wait.endedBy === null ? nothing : eventLink(wait.endedBy, "ended by", actions)}`;
}

function facts({ facts: all, object }: Moment, { showCard }: InspectorActions): TemplateResult | typeof nothing {
    if (all.length === 0 && object === null) return nothing;
    return html`<dl>
        ${object === null ? nothing : html`<dt>object</dt><dd><button class="link" title="Show ${object.id} in the diagram" @click=${() => showCard(object.id)}>${object.name}</button></dd>`}
        ${all.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}
    </dl>`;
}

function payload({ payload: moved }: Moment): TemplateResult | typeof nothing {
    if (moved === null) return nothing;
    const { bytes, length } = moved;
    const lines = hexLines(bytes, bytesInLine, mostLines);
    const shown = Math.min(bytes.length, bytesInLine * mostLines);
    return html`
        <h4>${length === 1 ? "1 byte" : `${length} bytes`}</h4>
        <table class="hex" aria-label="The bytes as hexadecimal digits and as text">
            ${lines.map((line) => html`<tr><th scope="row">${line.offset}</th><td class="digits">${line.hex.join(" ")}</td><td class="chars">${line.text}</td></tr>`)}
        </table>
        ${shown < length ? html`<p class="more">${length - shown} more bytes${bytes.length < length ? `; ${bytes.length} were recorded` : ""}</p>` : nothing}`;
}

function bytesFrom(title: string, all: readonly BytesLink[], total: number, actions: InspectorActions): TemplateResult | typeof nothing {
    if (all.length === 0) return nothing;
    return html`<h4>${title}</h4>${all.map(({ event, offset, length }) => {
        const which =
            length >= total ? (length === 1 ? "the byte:" : `all ${length} bytes:`) : `bytes ${offset} to ${offset + length - 1}:`;
        return event === null ? html`<p class="unknown">${which} not known</p>` : eventLink(event, which, actions);
    })}`;
}

function links(title: string, all: readonly EventLink[], actions: InspectorActions): TemplateResult | typeof nothing {
    return all.length === 0 ? nothing : html`<h4>${title}</h4>${all.map((link) => eventLink(link, "", actions))}`;
}

function withoutBytes(all: readonly EventLink[], told: readonly BytesLink[]): readonly EventLink[] {
    return all.filter(({ seq }) => told.every(({ event }) => event?.seq !== seq));
}

function stack({ stack: places, source }: Moment, { open }: InspectorActions): TemplateResult | typeof nothing {
    if (places.length === 0 && source === null) return nothing;
    const own = source === null ? [] : [{ function: source.function, file: source.file, line: source.line, module: "" }];
    return html`<h4>Stack</h4><ol class="stack">${withoutUnknown(places.length === 0 ? own : places).map(
        ({ function: name, file, line, module, alike }) => {
            const isOwn = source !== null && file === source.file && line === source.line;
            const called = name === null ? (alike === 1 ? "a function" : `${alike} functions`) : `${name}()`;
            return html`<li class="${isOwn ? "own" : ""}${name === null ? " unknown" : ""}"><span>${called}</span>${file === null ? html`<span class="module">of ${module}</span>` : html`<button class="place" title="Open ${file}:${line}" @click=${() => open(file, line)}>${placeOf(file)}:${line}</button>`}</li>`;
        },
    )}</ol>`;
}

/** The event loop of its runtime made the call by itself. */
function begun({ begunAt: place }: Moment, { open }: InspectorActions): TemplateResult | typeof nothing {
    if (place === null) return nothing;
    const text = `${placeOf(place.file)}:${place.line}`;
    return html`<p class="begun">Begun at <button class="place" title="Open ${place.file}:${place.line}" @click=${() => open(place.file, place.line)}>${text}</button>; the event loop made this call later.</p>`;
}

/** Functions of one module without names, one after the other, are one row. */
function withoutUnknown(places: readonly StackPlace[]): readonly (StackPlace & { readonly alike: number })[] {
    const rows: (StackPlace & { readonly alike: number })[] = [];
    for (const place of places) {
        const last = rows.at(-1);
        const isAlike = place.function === null && last?.function === null && last.module === place.module;
        if (isAlike) rows.splice(-1, 1, { ...last, alike: last.alike + 1 });
        else rows.push({ ...place, alike: 1 });
    }
    return rows;
}

function note(bookmark: Bookmark | undefined, { bookmark: keep, forget }: InspectorActions): TemplateResult {
    if (bookmark === undefined) {
        return html`<p><button class="button" title="Bookmark this event (B)" @click=${() => keep("")}>☆ Bookmark</button></p>`;
    }
    return html`<p class="note">
        <label>★ Note <input class="note-text" .value=${bookmark.text} placeholder="what is to be seen here" @change=${({ target }: Event) => keep((target as HTMLInputElement).value)}></label>
        <button class="button" title="Remove the bookmark" @click=${forget}>Remove</button>
    </p>`;
}
