/** How large the diagram is drawn. Pure. */

const smallest = 0.1;
const largest = 3;
/** Below this nobody can read the names on the cards. */
const readable = 0.6;

export function clampedZoom(zoom: number): number {
    return Math.min(largest, Math.max(smallest, zoom));
}

/** The zoom at which everything is visible, as far as it can still be read then; never larger than life. */
export function fittingZoom(
    frame: { readonly clientWidth: number; readonly clientHeight: number },
    world: { readonly width: number; readonly height: number },
    fontScale: number,
): number {
    const width = frame.clientWidth / (world.width * fontScale);
    const height = frame.clientHeight / (world.height * fontScale);
    return clampedZoom(Math.min(1, width, Math.max(readable, height)));
}
