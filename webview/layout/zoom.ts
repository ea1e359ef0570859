/** How large the diagram is drawn. Pure. */

const smallest = 0.1;
const largest = 3;
/** Below this nobody can read the names on the cards. */
export const readable = 0.6;

/** The inside of the window in CSS pixels at zoom 1. */
export interface Frame {
    readonly width: number;
    readonly height: number;
}

export function clampedZoom(zoom: number): number {
    return Math.min(largest, Math.max(smallest, zoom));
}

/** The zoom at which everything is visible, never larger than life. It may be too small to be read: that is for the user to say. */
export function fittingZoom(frame: Frame, world: Frame): number {
    const zoom = Math.min(1, frame.width / world.width, frame.height / world.height);
    // Rounded down, or a hair would stand over and bring scroll bars.
    return Math.floor(zoom * 1000) / 1000;
}
