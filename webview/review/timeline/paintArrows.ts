/** From cause to effect: an arrow from one row to another. */
import type { Arrow } from "../../protocol/questions";
import type { Colours } from "./colours";
import type { Scale } from "./scale";

const head = 6;

/** `middleOf`: y of a lane's row; null: it is not drawn. */
export function paintArrow(
    canvas: CanvasRenderingContext2D,
    scale: Scale,
    arrow: Arrow,
    middleOf: (lane: string) => number | null,
    colours: Colours,
): void {
    const [y1, y2] = [middleOf(arrow.from.lane), middleOf(arrow.to.lane)];
    if (y1 === null || y2 === null) return;
    const [x1, x2] = [scale.x(arrow.from.time), scale.x(arrow.to.time)];
    if (Math.max(x1, x2) < -50 || Math.min(x1, x2) > scale.width + 50) return;
    canvas.strokeStyle = canvas.fillStyle = colours.marks[arrow.look];
    canvas.lineWidth = 1.5;
    canvas.beginPath();
    canvas.moveTo(x1, y1);
    if (y1 === y2) {
        const rise = Math.min(18, 6 + Math.abs(x2 - x1) / 8);
        canvas.bezierCurveTo(x1, y1 - rise * 1.6, x2, y2 - rise * 1.6, x2, y2 - 4);
        canvas.stroke();
        paintHead(canvas, x2, y2 - 4, Math.PI / 2);
        return;
    }
    const down = y2 > y1 ? 1 : -1;
    const bend = (y2 - y1) * 0.5;
    const tip = y2 - down * 8;
    canvas.bezierCurveTo(x1, y1 + bend, x2, tip - bend, x2, tip);
    canvas.stroke();
    paintHead(canvas, x2, tip + down * 2, (down * Math.PI) / 2);
}

function paintHead(canvas: CanvasRenderingContext2D, x: number, y: number, direction: number): void {
    canvas.beginPath();
    canvas.moveTo(x + Math.cos(direction) * head * 0.6, y + Math.sin(direction) * head * 0.6);
    for (const side of [-2.5, 2.5]) canvas.lineTo(x + Math.cos(direction + side) * head, y + Math.sin(direction + side) * head);
    canvas.closePath();
    canvas.fill();
}
