/** How large the diagram is drawn. Pure. */

const smallest = 0.1;
const largest = 3;

export function clampedZoom(zoom: number): number {
    return Math.min(largest, Math.max(smallest, zoom));
}

/** The zoom at which everything is visible; never larger than life. */
export function fittingZoom(frame: { readonly clientWidth: number; readonly clientHeight: number }, world: { readonly width: number; readonly height: number }, fontScale: number): number {
    return clampedZoom(Math.min(1, frame.clientWidth / (world.width * fontScale), frame.clientHeight / (world.height * fontScale)));
}
