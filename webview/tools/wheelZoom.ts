/** The wheel with Ctrl (or the pinch of a touch pad) zooms; what lies under the pointer stays there. */

/** `zoomBy` draws at once at so many times the size, and resolves when that is done. */
export function zoomWithWheel(event: WheelEvent, frame: HTMLElement, zoomBy: (factor: number) => Promise<number>): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = frame.getBoundingClientRect();
    const across = event.clientX - left;
    const down = event.clientY - top;
    const from = { left: frame.scrollLeft + across, top: frame.scrollTop + down };
    void zoomBy(Math.exp(-event.deltaY / 400)).then((ratio) =>
        frame.scrollTo({ left: from.left * ratio - across, top: from.top * ratio - down }),
    );
}
