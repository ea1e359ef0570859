/** What happened in each row: waits as bars, calls as marks. */
import { markLooks, markSize, spanSize, waitLooks, type Held, type LaneSlice } from "../../protocol/questions";
import { processColor } from "../../card/processColor";
import type { Colours } from "./colours";
import type { TimelineRow } from "./rows";
import type { Scale } from "./scale";
import { Strip } from "./strip";

/** Pixels. */
const narrowestLabel = 24;

export interface RowsLook {
    readonly height: number;
    /** y of the first row. */
    readonly top: number;
    /** Whether events that do not match step back. */
    readonly highlight: boolean;
    /** Or are not drawn at all. */
    readonly hide: boolean;
}

interface Drawn {
    readonly row: TimelineRow;
    readonly slice: LaneSlice;
    readonly y: number;
}

export function paintRow(canvas: CanvasRenderingContext2D, scale: Scale, drawn: Drawn, look: RowsLook, colours: Colours): void {
    const { row, slice, y } = drawn;
    paintLife(canvas, scale, drawn, look, colours);
    const share = 1 / Math.max(1, row.members.length);
    const height = Math.round(look.height * 0.6);
    const top = y + (look.height - height) / 2;
    const { spans, labels } = slice;
    const alpha = Math.max(0.05, 0.28 * share);
    const bars = new Strip(canvas);
    const lines = new Strip(canvas);
    for (let at = 0; at < spans.length; at += spanSize) {
        const from = Math.max(-2, scale.x(spans[at] ?? 0));
        const to = Math.min(scale.width + 2, scale.x(spans[at + 1] ?? 0));
        if (to - from < 0.5) continue;
        const colour = colours.waits[waitLooks[spans[at + 3] ?? 0] ?? "other"];
        bars.add(from, to, { top, height, colour, alpha });
        if (row.members.length === 1) lines.add(from, to, { top: top + height - 2, height: 2, colour, alpha: 1 });
    }
    bars.end();
    lines.end();
    canvas.globalAlpha = 1;
    if (row.members.length === 1) {
        for (let at = 0; at < spans.length; at += spanSize) {
            const [from, to] = [scale.x(spans[at] ?? 0), Math.min(scale.width + 2, scale.x(spans[at + 1] ?? 0))];
            if (to - from >= narrowestLabel) paintLabel(canvas, labels[spans[at + 4] ?? -1] ?? "", from, to, y + look.height / 2, colours);
        }
    }
    paintMarks(canvas, scale, slice, y, look, colours);
}

/** A line for as long as the process lives. */
function paintLife(canvas: CanvasRenderingContext2D, scale: Scale, { row, y }: Drawn, look: RowsLook, colours: Colours): void {
    const middle = Math.round(y + look.height / 2);
    for (const lane of row.members) {
        const from = Math.max(-2, scale.x(lane.from));
        const to = Math.min(scale.width + 2, scale.x(lane.to));
        canvas.fillStyle = colours.process(processColor(lane.process));
        canvas.globalAlpha = 0.55;
        if (to > from) canvas.fillRect(from, middle, to - from, 1);
    }
    canvas.globalAlpha = 1;
}

function paintLabel(canvas: CanvasRenderingContext2D, label: string, from: number, to: number, middle: number, colours: Colours): void {
    const [left, right] = [Math.max(0, from), to];
    const room = right - left - 10;
    if (room < narrowestLabel || label === "") return;
    canvas.font = `11px ${colours.sans}`;
    canvas.textBaseline = "middle";
    const text = fitted(canvas, label, room);
    if (text === "") return;
    const width = canvas.measureText(text).width;
    canvas.fillStyle = colours.text;
    canvas.fillText(text, left + 5 + Math.max(0, (room - width) / 2), middle);
}

function fitted(canvas: CanvasRenderingContext2D, text: string, room: number): string {
    if (canvas.measureText(text).width <= room) return text;
    const letters = Math.floor((text.length * room) / canvas.measureText(text).width) - 1;
    return letters < 4 ? "" : `${text.slice(0, letters)}…`;
}

function paintMarks(
    canvas: CanvasRenderingContext2D,
    scale: Scale,
    { marks }: LaneSlice,
    y: number,
    { height, highlight, hide }: RowsLook,
    colours: Colours,
): void {
    const strip = new Strip(canvas);
    for (let at = 0; at < marks.length; at += markSize) {
        const count = marks[at + 3] ?? 1;
        const matches = marks[at + 5] ?? 0;
        if (hide && matches === 0) continue;
        const from = scale.x(marks[at] ?? 0);
        const width = Math.max(3, scale.x(marks[at + 1] ?? 0) - from);
        if (from > scale.width || from + width < 0) continue;
        // Many at one place are taller.
        const tall = Math.round(height * Math.min(0.92, 0.6 + 0.08 * Math.log2(count)));
        const top = y + Math.round((height - tall) / 2);
        const left = Math.round(from) - 1;
        const colour = colours.marks[markLooks[marks[at + 4] ?? 0] ?? "other"];
        strip.add(left, left + Math.round(width), { top, height: tall, colour, alpha: highlight && matches === 0 ? 0.22 : 1 });
        if (highlight && matches > 0) {
            strip.add(left, left + Math.round(width), { top: top - 3, height: 2, colour: colours.strong, alpha: 1 });
        }
    }
    strip.end();
    canvas.globalAlpha = 1;
}

/** While the debugger held a process nothing of it ran. */
export function paintHeld(canvas: CanvasRenderingContext2D, scale: Scale, held: Held, y: number, colours: Colours): void {
    const [from, to] = [Math.max(-2, scale.x(held.from)), Math.min(scale.width + 2, scale.x(held.to))];
    if (to < 0 || from > scale.width) return;
    canvas.strokeStyle = canvas.fillStyle = colours.held;
    canvas.globalAlpha = 0.7;
    canvas.fillRect(from, y + 2, Math.max(2, to - from), 2);
    canvas.globalAlpha = 1;
}
