/** What the mouse does in the timeline: the wheel zooms, dragging selects a range, or moves the cursor on the ruler. */
import type { Stretch } from "../../protocol/questions";
import { rulerHeight } from "./paintRuler";
import type { Scale } from "./scale";

export interface PointedTimeline {
    readonly scale: Scale;
    changeScale(scale: Scale): void;
    /** `y` within the rows. */
    clickAt(time: number, y: number): void;
    scrub(time: number): void;
    select(range: Stretch | null): void;
}

/** Beyond this a press is a drag. */
const slack = 4;

export function zoomByWheel(event: WheelEvent, x: number, timeline: PointedTimeline): void {
    event.preventDefault();
    const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        timeline.changeScale(timeline.scale.panned(sideways));
        return;
    }
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
    // Pinching sends a wheel that turns less, with Ctrl.
    timeline.changeScale(timeline.scale.zoomed(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), x));
}

/** Until the button is released. `left`: of the canvas in the window. */
export function dragTimeline(event: PointerEvent, canvas: HTMLElement, timeline: PointedTimeline): void {
    const box = canvas.getBoundingClientRect();
    const place = ({ clientX, clientY }: PointerEvent): { x: number; y: number } => ({ x: clientX - box.left, y: clientY - box.top });
    const start = place(event);
    const onRuler = start.y < rulerHeight;
    const isPan = event.button === 1 || (event.button === 0 && event.altKey);
    let last = start;
    let dragged = false;
    if (event.button !== 0 && !isPan) return;
    event.preventDefault();
    canvas.focus();
    canvas.setPointerCapture(event.pointerId);
    if (onRuler && !isPan) timeline.scrub(timeline.scale.time(start.x));

    const move = (next: PointerEvent): void => {
        const now = place(next);
        dragged ||= Math.abs(now.x - start.x) > slack;
        if (isPan) timeline.changeScale(timeline.scale.panned(last.x - now.x));
        else if (onRuler) timeline.scrub(timeline.scale.time(now.x));
        else if (dragged) timeline.select(stretch(timeline.scale.time(start.x), timeline.scale.time(now.x)));
        last = now;
    };
    const end = (): void => {
        canvas.removeEventListener("pointermove", move);
        canvas.removeEventListener("pointerup", end);
        canvas.removeEventListener("pointercancel", end);
        if (dragged || onRuler || isPan) return;
        timeline.select(null);
        timeline.clickAt(timeline.scale.time(start.x), start.y);
    };
    canvas.addEventListener("pointermove", move);
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);
}

function stretch(one: number, other: number): Stretch {
    return { from: Math.max(0, Math.min(one, other)), to: Math.max(one, other) };
}
