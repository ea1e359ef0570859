/** All of a picture that is larger than its window, small in a corner: where the window is, and a way to go elsewhere. */
import { css, html, nothing, svg, type ReactiveController, type TemplateResult } from "lit";
import type { Stage } from "./stage";

interface Block {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly classes: string;
}

interface Survey {
    readonly width: number;
    readonly height: number;
    readonly blocks: readonly Block[];
    readonly sight: Omit<Block, "classes">;
}

const largest = { width: 170, height: 130 };
/** A narrower window needs all its room. */
const leastWindow = 600;
/** So much larger than the window the picture must be. */
const worthwhile = 1.25;

export class OverviewMap implements ReactiveController {
    on = true;
    private survey: Survey | null = null;
    private waiting = false;

    constructor(private readonly stage: Stage) {
        stage.addController(this);
    }

    hostUpdated(): void {
        this.lookSoon();
    }

    readonly toggle = (): void => {
        this.on = !this.on;
        this.stage.requestUpdate();
    };

    /** The window has been scrolled or has changed its size. */
    readonly lookSoon = (): void => {
        if (this.waiting) return;
        this.waiting = true;
        requestAnimationFrame(() => {
            this.waiting = false;
            const survey = this.on ? this.look() : null;
            if (JSON.stringify(survey) === JSON.stringify(this.survey)) return;
            this.survey = survey;
            this.stage.requestUpdate();
        });
    };

    render(): TemplateResult | typeof nothing {
        const { survey } = this;
        if (!this.on || survey === null) return nothing;
        const { sight } = survey;
        const scale = scaleOf(survey);
        return html`<div class="map" aria-hidden="true" title="Overview: click or drag to go there (M hides it)" @pointerdown=${this.go} @pointermove=${this.go}>
            <svg width=${survey.width * scale} height=${survey.height * scale} viewBox="0 0 ${survey.width} ${survey.height}">
                ${survey.blocks.map(({ x, y, width, height, classes }) => svg`<rect class="block ${classes}" x=${x} y=${y} width=${width} height=${height} />`)}
                <rect class="sight" x=${sight.x} y=${sight.y} width=${sight.width} height=${sight.height} vector-effect="non-scaling-stroke" />
            </svg>
        </div>`;
    }

    /** null: all of it is in sight, or nearly. */
    private look(): Survey | null {
        const { frame } = this.stage;
        if (frame === null || frame.clientWidth < leastWindow) return null;
        const [width, height] = [frame.scrollWidth, frame.scrollHeight];
        if (width * height < frame.clientWidth * frame.clientHeight * worthwhile) return null;
        const origin = frame.getBoundingClientRect();
        const blocks = [...this.stage.renderRoot.querySelectorAll<HTMLElement>(".world .card")].map((card): Block => {
            const box = card.getBoundingClientRect();
            const kinds = ["process", "description", "is-stopped", "is-blocked"].filter((name) => card.classList.contains(name));
            return {
                x: Math.round(box.left - origin.left + frame.scrollLeft),
                y: Math.round(box.top - origin.top + frame.scrollTop),
                width: Math.round(box.width),
                height: Math.round(box.height),
                classes: kinds.join(" "),
            };
        });
        const sight = {
            x: Math.round(frame.scrollLeft),
            y: Math.round(frame.scrollTop),
            width: frame.clientWidth,
            height: frame.clientHeight,
        };
        return { width, height, blocks, sight };
    }

    private readonly go = (event: PointerEvent): void => {
        const { frame } = this.stage;
        if (frame === null || this.survey === null || event.buttons % 2 === 0) return;
        const box = (event.currentTarget as HTMLElement).querySelector("svg")?.getBoundingClientRect();
        if (box === undefined) return;
        const scale = scaleOf(this.survey);
        frame.scrollTo({
            left: (event.clientX - box.left) / scale - frame.clientWidth / 2,
            top: (event.clientY - box.top) / scale - frame.clientHeight / 2,
            behavior: "instant",
        });
    };
}

function scaleOf({ width, height }: Survey): number {
    return Math.min(largest.width / width, largest.height / height);
}

export const mapStyles = css`
    .map { position: absolute; right: 22px; bottom: 18px; z-index: 5; padding: 4px; line-height: 0; cursor: pointer; touch-action: none; border: 1px solid var(--border); border-radius: 5px; background: var(--vscode-editorWidget-background, var(--ground)); box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent); }
    .map .block { fill: color-mix(in srgb, var(--vscode-foreground) 26%, transparent); }
    .map .block.description { fill: color-mix(in srgb, var(--vscode-foreground) 14%, transparent); }
    .map .block.process { fill: color-mix(in srgb, var(--vscode-foreground) 45%, transparent); }
    .map .block.is-blocked { fill: color-mix(in srgb, var(--vscode-charts-yellow) 70%, transparent); }
    .map .block.is-stopped { fill: var(--vscode-charts-red); }
    .map .sight { fill: color-mix(in srgb, var(--accent) 12%, transparent); stroke: var(--accent); stroke-width: 1.5; }
    /* It would lie under it. */
    .cause ~ .map { bottom: 66px; }
`;
