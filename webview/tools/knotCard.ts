/**
 * Who keeps whom from going on, drawn as the circle that it is, over the emptiest corner of the picture; and the cards, the lines
 * and the descriptors of it, which stand out.
 */
import { css, html, nothing, svg, type ReactiveController, type SVGTemplateResult, type TemplateResult } from "lit";
import type { NodeId } from "../card/card";
import { processColor } from "../card/processColor";
import { icons } from "../frame/icons";
import { processClass } from "../frame/theme";
import { post } from "../host";
import type { KnotMember, KnotShown } from "../scene/scene";
import { emptiestCorner, type Corner } from "./emptiestCorner";
import { boxWidth, knotShape, knotWidth, type KnotArrow, type KnotShape } from "./knotShape";
import { Marks } from "./marks";
import { showCard } from "./showCard";
import { shownAs } from "./shownAs";
import type { Stage } from "./stage";

const padding = 16;
/** Of the window. */
const margin = 34;

export class KnotCard implements ReactiveController {
    private readonly marks = new Marks("data-knot");
    private folded = false;
    private corner: Corner = "bottom right";
    /** How wide the window is, as far as known. */
    private room = 700;
    private waiting = false;

    constructor(private readonly stage: Stage) {
        stage.addController(this);
    }

    hostUpdated(): void {
        this.mark();
        this.lookSoon();
    }

    /** The window has been scrolled or has changed its size. */
    readonly lookSoon = (): void => {
        if (this.waiting || this.knots.length === 0) return;
        this.waiting = true;
        requestAnimationFrame(() => {
            this.waiting = false;
            this.look();
        });
    };

    render(): TemplateResult | typeof nothing {
        const { knots } = this;
        if (!isSome(knots)) return nothing;
        const fold = (): void => {
            this.folded = !this.folded;
            this.stage.requestUpdate();
        };
        const [{ title }] = knots;
        const counts = knots.map((knot) => knot.counts).join(", ");
        const width = this.folded ? "" : `width:${this.width + 2 * padding}px`;
        return html`<section class="knot ${this.corner}" .style=${width} role="group" aria-label=${title}>
            <button class="knotHead" aria-expanded=${this.folded ? "false" : "true"} title=${this.folded ? "Show who waits for whom" : "Fold"} @click=${fold}>
                ${icons.warning}<b>${title}</b><span class="extent">${this.folded ? ways(knots) : counts}</span>
            </button>
            ${this.folded ? nothing : knots.map((knot) => this.circle(knot))}
        </section>`;
    }

    private get knots(): readonly KnotShown[] {
        return this.stage.picture?.scene.knots ?? [];
    }

    private circle({ members, victims, wayOut }: KnotShown): TemplateResult {
        const { width } = this;
        const shape = knotShape(members.length, width);
        return html`<div class="circle" .style=${`height:${shape.height}px`}>
                <svg width=${width} height=${shape.height} aria-hidden="true">
                    ${members.map((member, index) => this.arrow(member, members[(index + 1) % members.length], shape.arrows[index]))}
                </svg>
                ${members.map((member, index) => [this.box(member, shape, index), this.label(member, shape, index)])}
            </div>
            <p>${wayOut}${victims.length === 0 ? nothing : html` <span class="because">Because of them ${victims.join(", ")} ${victims.length === 1 ? "waits" : "wait"}, too.</span>`}</p>`;
    }

    private get width(): number {
        const widest = Math.max(...this.knots.map(({ members }) => knotWidth(members.length)));
        return Math.min(widest, this.room - margin - 2 * padding);
    }

    /** Only to one that could help. */
    private arrow({ helpers }: KnotMember, next: KnotMember | undefined, arrow: KnotArrow | undefined): SVGTemplateResult | typeof nothing {
        if (next === undefined || arrow === undefined || !helpers.includes(next.process)) return nothing;
        const { x, y, turn } = arrow.tip;
        return svg`<path class="way" d=${arrow.path} /><path class="head" transform="translate(${x} ${y}) rotate(${turn})" d="M0,0 l-9,-4.5 v9 z" />`;
    }

    private box({ process }: KnotMember, { boxes, boxHeight }: KnotShape, index: number): TemplateResult | typeof nothing {
        const spot = boxes[index];
        if (spot === undefined) return nothing;
        const card = this.stage.picture?.scene.processes.find(({ id }) => id === process);
        const place = `left:${spot.x}px;top:${spot.y}px;height:${boxHeight}px`;
        return html`<button class="who ${processClass(processColor(process))}" .style=${place} title="Show ${card?.command ?? process}" @click=${() => showCard(this.stage, process)}>
            <b>${process}</b><span>${card?.command ?? ""}</span>
        </button>`;
    }

    private label({ call, link, until, process }: KnotMember, shape: KnotShape, index: number): TemplateResult | typeof nothing {
        const at = shape.arrows[index]?.label;
        if (at === undefined) return nothing;
        const open = (): void => {
            if (link !== null) post({ type: "open", file: link.file, line: link.line });
        };
        const place = link === null ? nothing : html` <button class="link" title="Show the line" @click=${open}>${link.text}</button>`;
        return html`<div class="stretch ${shape.labels === "around" ? "middle" : shape.labels === "in line" ? "line" : ""}" .style=${`left:${at.x}px;top:${at.y}px;width:${at.width}px`} title="${process} waits in ${call}: ${until}">
            <div>${call}${place}</div><div class="until">${until}</div>
        </div>`;
    }

    private look(): void {
        const { frame, renderRoot } = this.stage;
        const own = renderRoot.querySelector<HTMLElement>(".knot");
        if (frame === null || own === null) return;
        const origin = frame.getBoundingClientRect();
        const cards = [...renderRoot.querySelectorAll(".world .card")].map((card) => {
            const box = card.getBoundingClientRect();
            return { x: box.left - origin.left, y: box.top - origin.top, width: box.width, height: box.height };
        });
        const window = { width: frame.clientWidth, height: frame.clientHeight };
        const size = { width: own.offsetWidth, height: own.offsetHeight };
        const { corner } = emptiestCorner(window, size, cards, this.corner);
        if (corner === this.corner && window.width === this.room) return;
        this.corner = corner;
        this.room = window.width;
        this.stage.requestUpdate();
    }

    private mark(): void {
        const { picture, renderRoot } = this.stage;
        const elements = (): Iterable<Element> => renderRoot.querySelectorAll(".world [data-node], .world [data-touches]");
        if (picture === null || this.knots.length === 0) {
            this.marks.set(elements, null);
            return;
        }
        const members = this.knots.flatMap((knot) => knot.members);
        const processes = new Set(members.map(({ process }) => shownAs(picture, process)));
        const objects = new Set(this.knots.flatMap((knot) => knot.objects.map((id) => shownAs(picture, id))));
        const rows = new Set(members.flatMap(({ through }) => through));
        this.marks.set(elements, (element) => valueOf(element, processes, objects, rows));
    }
}

function valueOf(element: Element, processes: ReadonlySet<NodeId>, objects: ReadonlySet<NodeId>, rows: ReadonlySet<string>): string | null {
    const { node, touches } = (element as HTMLElement | SVGElement).dataset;
    if (node !== undefined) return processes.has(node) || rows.has(node) ? "" : null;
    const touched = touches?.split(" ") ?? [];
    return touched.some((id) => processes.has(id)) && touched.some((id) => objects.has(id)) ? "" : null;
}

function isSome(knots: readonly KnotShown[]): knots is readonly [KnotShown, ...KnotShown[]] {
    return knots.length > 0;
}

/** "p1 → p2 → p1" */
function ways(knots: readonly KnotShown[]): string {
    return knots
        .map(({ members }) => {
            const ids = members.map(({ process }) => process);
            return [...ids, ids[0]].join(" → ");
        })
        .join("; ");
}

export const knotStyles = css`
    .knot {
        position: absolute; z-index: 6; box-sizing: border-box; padding: 9px ${padding}px 10px ${padding - 4}px; max-width: calc(100% - 24px); max-height: calc(100% - 24px); overflow: auto;
        font: 12px/16px var(--sans); color: var(--text); background: var(--vscode-editorWidget-background, var(--ground)); border: 1px solid var(--border); border-left: 4px solid var(--vscode-charts-red); border-radius: 6px; box-shadow: 0 2px 10px var(--vscode-widget-shadow, transparent);
    }
    .knot.bottom { bottom: 14px; }
    .knot.top { top: 12px; }
    .knot.left { left: 12px; }
    .knot.right { right: 18px; }
    .knotHead { all: unset; cursor: pointer; display: flex; align-items: center; gap: 7px; width: 100%; color: var(--strong); font-size: 13px; }
    .knotHead svg { width: 14px; height: 14px; display: block; color: var(--trouble-text); }
    .knotHead .extent { margin-left: auto; padding-left: 16px; color: var(--dim); font-size: 11px; }
    .knotHead:focus-visible, .who:focus-visible { outline: 2px solid var(--accent); }
    .circle { position: relative; margin-top: 6px; }
    .circle svg { position: absolute; left: 0; top: 0; overflow: visible; }
    .circle .way { fill: none; stroke: var(--vscode-charts-yellow); stroke-width: 1.8; }
    .circle .head { fill: var(--vscode-charts-yellow); }
    .who { all: unset; cursor: pointer; position: absolute; width: ${boxWidth}px; box-sizing: border-box; padding: 1px 6px; border: 1px solid var(--process); border-left-width: 4px; border-radius: 5px; background: var(--ground); text-align: center; font-size: 11px; line-height: 15px; overflow: hidden; }
    .who b { display: block; color: var(--strong); font-size: 12px; }
    .who span { display: block; color: var(--dim); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .stretch { position: absolute; color: var(--text); }
    .stretch > div { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .stretch.middle { text-align: center; }
    .stretch.line { display: flex; gap: 8px; }
    .stretch .until { color: var(--wait-text); }
    .stretch .link { all: unset; cursor: pointer; color: var(--link); }
    .knot p { margin: 6px 0 0; color: var(--strong); }
    .knot .because { color: var(--dim); }
    .card[data-knot] { outline: 2px solid var(--vscode-charts-red); outline-offset: 1px; }
    .row[data-knot]::before { border: 1px solid var(--vscode-charts-red); background: color-mix(in srgb, var(--vscode-charts-red) 18%, transparent); }
    .world svg [data-knot] .way { stroke-width: 3; opacity: 1; }
`;
