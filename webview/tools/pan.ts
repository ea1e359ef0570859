/** The picture is moved by dragging its ground, or anything of it with the middle button. */

export function panByDragging(frame: HTMLElement): void {
    let from: { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | null = null;
    frame.addEventListener("pointerdown", (event) => {
        const onGround = event.button === 0 && !isOnCard(event) && isInside(frame, event);
        if (!onGround && event.button !== 1) return;
        event.preventDefault();
        from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
        frame.setPointerCapture(event.pointerId);
        frame.classList.add("panning");
    });
    frame.addEventListener("pointermove", (event) => {
        if (from !== null) {
            frame.scrollTo({ left: from.left + from.x - event.clientX, top: from.top + from.y - event.clientY, behavior: "instant" });
        }
    });
    const end = (): void => {
        from = null;
        frame.classList.remove("panning");
    };
    frame.addEventListener("pointerup", end);
    frame.addEventListener("pointercancel", end);
}

function isOnCard({ target }: Event): boolean {
    return target instanceof Element && target.closest(".card, button, a, summary, input") !== null;
}

/** Not on a scroll bar. */
function isInside(frame: HTMLElement, { clientX, clientY }: MouseEvent): boolean {
    const { left, top } = frame.getBoundingClientRect();
    return clientX < left + frame.clientWidth && clientY < top + frame.clientHeight;
}
