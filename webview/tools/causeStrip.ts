/**
 * Who waits for what, and who could end it, in one line over the lower edge of the diagram: shown while some of their cards
 * are out of sight, so that the cause is always in the picture.
 */
import { css, html, nothing, type ReactiveController, type TemplateResult } from "lit";
import { nobody, timeOut } from "../../tracer/model/ender";
import type { NodeId } from "../card/card";
import { processColor } from "../card/processColor";
import { cardIcons, stateIcons } from "../frame/icons";
import { processClass } from "../frame/theme";
import { nodesOfCause } from "../scene/causeNodes";
import type { CauseStep, Scene } from "../scene/scene";
import { showCard } from "./showCard";
import { isInSight } from "./sight";
import type { Stage } from "./stage";

/** More than these are a number. */
const mostNamed = 4;

export class CauseStrip implements ReactiveController {
    private isNeeded = false;
    private waiting = false;

    constructor(private readonly stage: Stage) {
        stage.addController(this);
    }

    hostUpdated(): void {
        this.look();
    }

    /** The window has been scrolled or has changed its size. */
    readonly lookSoon = (): void => {
        if (this.waiting) return;
        this.waiting = true;
        requestAnimationFrame(() => {
            this.waiting = false;
            this.look();
        });
    };

    render(): TemplateResult | typeof nothing {
        const scene = this.stage.picture?.scene ?? null;
        if (scene === null || !this.isNeeded) return nothing;
        return html`<div class="cause" role="group" aria-label="Why it does not go on">${scene.cause.map((step, index) => this.step(step, index, scene))}</div>`;
    }

    private look(): void {
        const { picture, frame } = this.stage;
        const nodes = picture === null ? [] : nodesOfCause(picture.scene.cause);
        const needed =
            nodes.length > 1 &&
            // The circle says it all.
            picture?.scene.knots.length === 0 &&
            frame !== null &&
            nodes.some((id) => {
                const element = this.stage.element(id);
                return element === null || !isInSight(frame, element);
            });
        if (needed === this.isNeeded) return;
        this.isNeeded = needed;
        this.stage.requestUpdate();
    }

    private step({ process, objects, by, others, timed, text }: CauseStep, index: number, scene: Scene): TemplateResult {
        const more = by.length - mostNamed;
        const moreObjects = objects.length - mostNamed;
        return html`
            ${index === 0 ? this.chip(process, scene) : nothing}
            <span class="because" title=${text}>waits for</span>
            ${objects.slice(0, mostNamed).map((id) => this.chip(id, scene))}
            ${moreObjects > 0 ? html`<span class="because">or one of ${moreObjects} more</span>` : nothing}
            ${this.until(objects.length > 0, by.length > 0, others)}
            ${by.slice(0, mostNamed).map((id) => this.chip(id, scene))}
            ${more > 0 ? html`<span class="because">and ${more} more</span>` : nothing}
            ${timed && (by.length > 0 || others === null) ? html`<span class="because">or ${timeOut}</span>` : nothing}`;
    }

    private until(isObject: boolean, isSomebody: boolean, others: string | null): TemplateResult | typeof nothing {
        if (isSomebody) return isObject ? html`<span class="because">– could be ended by</span>` : nothing;
        if (others === null) return nothing;
        if (!isObject) return html`<span class="because">${others}</span>`;
        return html`<span class="because">– ${others === nobody ? "no process here" : `only ${others}`} could end that</span>`;
    }

    private chip(id: NodeId, scene: Scene): TemplateResult {
        const process = scene.processes.find((card) => card.id === id);
        const name = process?.command ?? scene.objects.find((card) => card.id === id)?.title ?? id;
        const colour = process === undefined ? "" : ` ${processClass(processColor(process.id))}`;
        return html`<button class="chip${process === undefined ? "" : ` process is-${process.symbol}`}${colour}" data-node=${id} title="Show ${name}" @click=${() => showCard(this.stage, id)}>
            ${process === undefined ? cardIcons.box : html`<span class="word">${stateIcons[process.symbol]}</span>`}<span class="chipName">${name}</span>${process === undefined && name === id ? nothing : html`<span class="chipId">${id}</span>`}
        </button>`;
    }
}

export const causeStyles = css`
    .cause {
        position: absolute; left: 12px; right: 12px; bottom: 10px; z-index: 6; display: flex; flex-wrap: wrap; align-items: center; gap: 5px 8px; padding: 7px 10px; box-sizing: border-box; max-height: 45%; overflow: auto;
        font: 12px/18px var(--sans); color: var(--text); background: var(--vscode-editorWidget-background, var(--ground)); border: 1px solid color-mix(in srgb, var(--vscode-charts-yellow) 55%, var(--border)); border-radius: 6px; box-shadow: 0 2px 10px var(--vscode-widget-shadow, transparent);
    }
    .because { color: var(--dim); }
    .chip { all: unset; cursor: pointer; display: inline-flex; align-items: center; gap: 5px; max-width: 200px; padding: 1px 8px; border-radius: 4px; border: 1px solid var(--border); background: var(--card); white-space: nowrap; box-sizing: border-box; }
    .chip .word { display: inline-flex; }
    .chip.process { border-left: 4px solid var(--process); }
    .chip:hover { border-color: var(--link); }
    .chip:focus-visible { outline: 2px solid var(--accent); }
    .chip svg { width: 13px; height: 13px; display: block; }
    .chipName { font-weight: 600; color: var(--strong); overflow: hidden; text-overflow: ellipsis; }
    .chipId { color: var(--dim); font-size: 11px; }
`;
