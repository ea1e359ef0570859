/** A line between two parts of the page that one can move, by mouse and by keyboard. */
import { css, html, type TemplateResult } from "lit";

interface Split {
    readonly name: string;
    /** Which way the line runs. */
    readonly orientation: "vertical" | "horizontal";
    /** Pixels of the part after it. */
    readonly size: number;
    readonly resize: (size: number) => void;
}

const step = 24;

export function splitter({ name, orientation, size, resize }: Split): TemplateResult {
    const isVertical = orientation === "vertical";
    const press = (event: PointerEvent): void => {
        const line = event.currentTarget as HTMLElement;
        const start = isVertical ? event.clientX : event.clientY;
        line.setPointerCapture(event.pointerId);
        const move = (next: PointerEvent): void => resize(size + start - (isVertical ? next.clientX : next.clientY));
        line.addEventListener("pointermove", move);
        line.addEventListener("pointerup", () => line.removeEventListener("pointermove", move), { once: true });
    };
    const key = (event: KeyboardEvent): void => {
        const [larger, smaller] = isVertical ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
        const change = event.key === larger ? step : event.key === smaller ? -step : 0;
        if (change === 0) return;
        event.preventDefault();
        event.stopPropagation();
        resize(size + change);
    };
    return html`<div class="splitter ${orientation}" role="separator" tabindex="0" aria-label=${name} aria-orientation=${orientation} aria-valuenow=${Math.round(size)} @pointerdown=${press} @keydown=${key}></div>`;
}

export const splitterStyles = css`
    .splitter { background: var(--border); position: relative; z-index: 3; touch-action: none; }
    .splitter::after { content: ""; position: absolute; }
    .splitter.vertical { cursor: col-resize; }
    .splitter.vertical::after { inset: 0 -3px; }
    .splitter.horizontal { cursor: row-resize; }
    .splitter.horizontal::after { inset: -3px 0; }
    .splitter:hover, .splitter:focus-visible { background: var(--accent); outline: none; }
`;
