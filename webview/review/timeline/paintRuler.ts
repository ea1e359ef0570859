/** The ruler with the moments, what was left out, and the selected range. */
import type { Stretch } from "../../protocol/questions";
import type { Colours } from "./colours";
import type { Scale } from "./scale";
import { tickStep, tickText } from "./timeText";

export const rulerHeight = 24;
const tickWidth = 96;

export function paintRuler(canvas: CanvasRenderingContext2D, scale: Scale, height: number, colours: Colours): void {
    const step = tickStep(scale.perPixel * tickWidth);
    canvas.font = `11px ${colours.sans}`;
    canvas.textBaseline = "middle";
    canvas.textAlign = "center";
    let free = -Infinity;
    for (let time = Math.ceil(scale.time(0) / step) * step; time <= scale.time(scale.width); time += step) {
        const x = scale.x(time);
        // Where much was left out many moments stand at one place.
        if (x < free) continue;
        free = x + tickWidth / 2;
        canvas.fillStyle = colours.line;
        canvas.globalAlpha = colours.contrast ? 0.4 : 1;
        canvas.fillRect(Math.round(x), rulerHeight - 4, 1, height);
        canvas.globalAlpha = 1;
        const text = tickText(time, step);
        const half = canvas.measureText(text).width / 2;
        if (x - half < 0 || x + half > scale.width) continue;
        canvas.fillStyle = colours.dim;
        canvas.fillText(text, x, rulerHeight / 2);
    }
    canvas.textAlign = "left";
    for (const { from, to } of scale.warp.shortenings) paintShortening(canvas, scale, { from, to }, height, colours);
}

/** Two waves, as in a torn paper. */
function paintShortening(canvas: CanvasRenderingContext2D, scale: Scale, { from, to }: Stretch, height: number, colours: Colours): void {
    const x = ((from + to) / 2 - scale.from) / scale.perPixel;
    if (x < -10 || x > scale.width + 10) return;
    canvas.strokeStyle = colours.dim;
    canvas.lineWidth = 1;
    for (const side of [-2, 2]) {
        canvas.beginPath();
        for (let y = rulerHeight; y <= height; y += 6) canvas.lineTo(x + side + ((y / 6) % 2 === 0 ? -1.5 : 1.5), y);
        canvas.stroke();
    }
}

export function paintRange(canvas: CanvasRenderingContext2D, scale: Scale, range: Stretch, height: number, colours: Colours): void {
    const [from, to] = [Math.max(-1, scale.x(range.from)), Math.min(scale.width + 1, scale.x(range.to))];
    if (to < 0 || from > scale.width) return;
    canvas.fillStyle = colours.accent;
    canvas.globalAlpha = colours.contrast ? 0.25 : 0.14;
    canvas.fillRect(from, 0, Math.max(1, to - from), height);
    canvas.globalAlpha = 1;
    for (const x of [from, to - 1]) canvas.fillRect(Math.round(x), 0, 1, height);
}

/** The moment that the diagram shows: a line through all rows, and a dot to drag it by. */
export function paintCursor(canvas: CanvasRenderingContext2D, scale: Scale, time: number, height: number, colours: Colours): void {
    const place = scale.x(time);
    if (place < -6 || place > scale.width + 6) return;
    // At both ends of the trace all of it is to be seen, too.
    const x = Math.min(Math.max(1, Math.round(place)), Math.floor(scale.width) - 1);
    canvas.fillStyle = canvas.strokeStyle = colours.accent;
    canvas.lineWidth = 2;
    canvas.beginPath();
    canvas.moveTo(x, 6);
    canvas.lineTo(x, height);
    canvas.stroke();
    canvas.beginPath();
    canvas.arc(Math.min(Math.max(5, x), scale.width - 5), 6, 5, 0, 2 * Math.PI);
    canvas.fill();
}
