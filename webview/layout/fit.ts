/**
 * What "fit" shows: everything at once, as large as that can be. The user has asked for it, so every card may find a new
 * place. What says much is tried first; when it could not be read, small cards are, then without the descriptions. Pure.
 */
import type { Scene } from "../scene/scene";
import { fittingZoom, readable, type Frame } from "./zoom";
import { place } from "./place";
import type { Placement } from "./placement";
import { arrange, nameOfArrangement, type View } from "./view";

export interface Fitted {
    /** Keeps the arrangement as it is until the user asks for another one. */
    readonly view: Pick<View, "width" | "descriptions" | "compact" | "uncovered">;
    readonly placement: Placement;
    readonly zoom: number;
}

type Placements = ReadonlyMap<ReturnType<typeof nameOfArrangement>, Placement>;

/** A world that is drawn smaller has more width to lay out its columns. */
const scales = [1, 0.75, 0.55, 0.4, 0.25];
/** So much larger must the picture become to make up for what whole cards say, and for the descriptions. */
const worthTheTables = 1.15;
const worthwhile = 1.1;

/** `before`: where what is pinned keeps its place, in each kind of arrangement. */
export function fit(scene: Scene, view: View, frame: Frame, before: Placements = new Map()): Fitted {
    const full = largest(scene, { ...view, compact: false }, frame, before);
    if (full.zoom === 1) return full;
    const small = largest(scene, { ...view, compact: true }, frame, before);
    if (full.zoom >= readable && small.zoom < full.zoom * worthTheTables) return full;
    if (small.zoom >= readable || !view.descriptions) return small;
    const without = largest(scene, { ...view, compact: true, descriptions: false }, frame, before);
    return without.zoom > small.zoom * worthwhile ? without : small;
}

function largest(scene: Scene, view: View, frame: Frame, before: Placements): Fitted {
    const at = (scale: number): Fitted => {
        const { descriptions, compact = false } = view;
        const own = { width: frame.width / scale, descriptions, compact, uncovered: true };
        // Once more: tables and cards that find free space below themselves take it with the next picture.
        const placement = place(scene, place(scene, pinnedOf(before, { ...view, ...own }), { ...view, ...own }), { ...view, ...own });
        return { view: own, placement, zoom: fittingZoom(frame, placement) };
    };
    const best = scales.map(at).reduce((one, other) => (other.zoom > one.zoom ? other : one));
    // At that size the window may be wider than what was tried: then the cards are, too.
    const widened = at(best.zoom);
    return widened.zoom >= best.zoom ? widened : best;
}

/** null: nothing is pinned there. */
function pinnedOf(before: Placements, view: View): Placement | null {
    const placement = before.get(nameOfArrangement(arrange(view)));
    const places = new Map([...(placement?.places ?? [])].filter(([id]) => view.pinned?.includes(id) === true));
    return placement === undefined || places.size === 0 ? null : { ...placement, places, rows: new Map() };
}
