/** The whole trace in one strip: how much happened when, and which part the timeline shows. */
import type { Overview } from "../../protocol/questions";
import type { Colours } from "./colours";
import { Scale } from "./scale";

export function paintMap(
    canvas: CanvasRenderingContext2D,
    scale: Scale,
    { density, end }: Overview,
    cursor: number,
    height: number,
    colours: Colours,
): void {
    const whole = Scale.whole(scale.warp, scale.width);
    const most = density.reduce((max, count) => Math.max(max, count), 1);
    canvas.fillStyle = colours.marks.read;
    canvas.globalAlpha = 0.7;
    for (const [index, count] of density.entries()) {
        if (count === 0) continue;
        const from = whole.x((index * end) / density.length);
        const to = whole.x(((index + 1) * end) / density.length);
        const tall = Math.max(2, ((height - 8) * Math.log1p(count)) / Math.log1p(most));
        canvas.fillRect(from, height - 3 - tall, Math.max(1, to - from - 0.5), tall);
    }
    canvas.globalAlpha = 1;
    const [left, right] = [(scale.from / scale.warp.length) * scale.width, (scale.to / scale.warp.length) * scale.width];
    if (!scale.isWhole) {
        canvas.fillStyle = colours.window;
        canvas.fillRect(left, 1, Math.max(4, right - left), height - 2);
        canvas.strokeStyle = colours.strong;
        canvas.lineWidth = 1.5;
        canvas.strokeRect(left + 0.75, 1, Math.max(4, right - left - 1.5), height - 2);
    }
    canvas.fillStyle = colours.accent;
    canvas.fillRect(Math.round(whole.x(cursor)) - 1, 0, 2, height);
}
