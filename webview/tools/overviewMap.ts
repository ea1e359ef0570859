/**
 * All of a picture that is larger than its window, small in a corner: where the window is, and a way to go elsewhere. It comes by
 * itself where it covers no card; the user may have it in any case.
 */
import { css, html, nothing, svg, type ReactiveController, type TemplateResult } from "lit";
import { emptiestCorner, type Area, type Choice, type Corner } from "./emptiestCorner";
import type { Stage } from "./stage";

interface Block extends Area {
    readonly classes: string;
}

interface Survey {
    readonly width: number;
    readonly height: number;
    readonly blocks: readonly Block[];
    readonly sight: Area;
    readonly corner: Corner;
}

const largest = { width: 170, height: 130 };
/** A narrower window needs all its room. */
const leastWindow = 600;
/** So much larger than the window the picture must be. */
const worthwhile = 1.25;
/** Milliseconds without scrolling. */
const restAfter = 300;
/** Milliseconds. Pictures may come faster than the map needs to follow them. */
const betweenLooks = 200;
/** Padding and border of the map, both sides. */
const border = 10;

export class OverviewMap implements ReactiveController {
    /** null: where there is room. */
    private wanted: boolean | null = null;
    private scrolledAt = 0;
    private survey: Survey | null = null;
    private waiting = false;
    private lookedAt = -betweenLooks;
    /** It will look at what has been drawn. */
    private isFollowing = false;

    constructor(private readonly stage: Stage) {
        stage.addController(this);
    }

    hostUpdated(): void {
        if (this.isFollowing) return;
        this.isFollowing = true;
        setTimeout(
            () => {
                this.isFollowing = false;
                this.lookSoon();
            },
            this.lookedAt + betweenLooks - performance.now(),
        );
    }

    readonly toggle = (): void => {
        this.wanted = !this.on;
        this.lookSoon();
        this.stage.requestUpdate();
    };

    get on(): boolean {
        return this.wanted ?? this.survey !== null;
    }

    /** The window has been scrolled: until that rests, what is shown stays. */
    readonly scrolled = (): void => {
        this.scrolledAt = performance.now();
        this.lookSoon();
        setTimeout(this.lookSoon, restAfter);
    };

    readonly lookSoon = (): void => {
        if (this.waiting) return;
        this.waiting = true;
        requestAnimationFrame(() => {
            this.waiting = false;
            this.lookedAt = performance.now();
            const survey = this.wanted === false ? null : this.look();
            if (JSON.stringify(survey) === JSON.stringify(this.survey)) return;
            this.survey = survey;
            this.stage.requestUpdate();
        });
    };

    render(): TemplateResult | typeof nothing {
        const { survey } = this;
        if (survey === null) return nothing;
        const { sight } = survey;
        const scale = scaleOf(survey);
        return html`<div class="map ${survey.corner}" aria-hidden="true" title="Overview: click or drag to go there (M hides it)" @pointerdown=${this.go} @pointermove=${this.go}>
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
        const { corner, covered } = this.place(frame, { width, height }, blocks);
        const staying = performance.now() - this.scrolledAt < restAfter ? this.survey : null;
        if (covered > 0 && staying === null && this.wanted !== true) return null;
        return { width, height, blocks, sight, corner: staying?.corner ?? corner };
    }

    /** Cards, and what else lies over the picture. */
    private place(frame: HTMLElement, picture: Pick<Area, "width" | "height">, blocks: readonly Block[]): Choice {
        const origin = frame.getBoundingClientRect();
        const scale = scaleOf(picture);
        const size = { width: picture.width * scale + border, height: picture.height * scale + border };
        const cards = blocks.map((block) => ({ ...block, x: block.x - frame.scrollLeft, y: block.y - frame.scrollTop }));
        const overlays = [...(frame.parentElement?.children ?? [])].filter((each) => each !== frame && !each.classList.contains("map"));
        const above = overlays
            .map((each) => each.getBoundingClientRect())
            .map(({ left, top, width, height }) => ({ x: left - origin.left, y: top - origin.top, width, height }));
        return emptiestCorner(
            { width: frame.clientWidth, height: frame.clientHeight },
            size,
            [...cards, ...above],
            this.survey?.corner ?? "bottom right",
        );
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

function scaleOf({ width, height }: Pick<Area, "width" | "height">): number {
    return Math.min(largest.width / width, largest.height / height);
}

export const mapStyles = css`
    .map { position: absolute; z-index: 5; padding: 4px; line-height: 0; cursor: pointer; touch-action: none; border: 1px solid var(--border); border-radius: 5px; background: var(--vscode-editorWidget-background, var(--ground)); box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent); }
    .map .block { fill: color-mix(in srgb, var(--vscode-foreground) 26%, transparent); }
    .map .block.description { fill: color-mix(in srgb, var(--vscode-foreground) 14%, transparent); }
    .map .block.process { fill: color-mix(in srgb, var(--vscode-foreground) 45%, transparent); }
    .map .block.is-blocked { fill: color-mix(in srgb, var(--vscode-charts-yellow) 70%, transparent); }
    .map .block.is-stopped { fill: var(--vscode-charts-red); }
    .map .sight { fill: color-mix(in srgb, var(--accent) 12%, transparent); stroke: var(--accent); stroke-width: 1.5; }
    .map.bottom { bottom: 18px; }
    .map.top { top: 12px; }
    .map.right { right: 22px; }
    .map.left { left: 12px; }
    /* It would lie under it. */
    .cause ~ .map.bottom { bottom: 66px; }
`;
