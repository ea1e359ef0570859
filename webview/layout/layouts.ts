/** Follows the scenes with placements: what stays does not move, but for the user's "fit", and at the end. */
import type { NodeId } from "../card/card";
import type { Scene } from "../scene/scene";
import { fit, type Fitted } from "./fit";
import { moved, type Target } from "./moved";
import { place } from "./place";
import type { Placement } from "./placement";
import { arrange, nameOfArrangement, type View } from "./view";
import type { Frame } from "./zoom";

export class Layouts {
    /** The last of each kind of arrangement: a window that is made narrow and wide again finds its places. */
    private last: ReturnType<typeof nameOfArrangement> | null = null;
    private placements = new Map<ReturnType<typeof nameOfArrangement>, Placement>();
    /** What remained at the end has come together. */
    private gathered = false;
    private fitted: { readonly view: Fitted["view"]; readonly height: number } | null = null;

    reset(): void {
        this.placements = new Map();
        this.gathered = false;
        this.fitted = null;
    }

    /** The user wants to see everything at once. Returns the zoom for that. */
    fit(scene: Scene, view: View, frame: Frame): number {
        const { view: own, placement, zoom } = fit(scene, view, frame, this.placements);
        this.placements.set(nameOfArrangement(placement.arrangement), placement);
        this.fitted = { view: own, height: frame.height / zoom };
        return zoom;
    }

    /** The user puts a card elsewhere. */
    move(id: NodeId, to: Target): void {
        const placement = this.last === null ? undefined : this.placements.get(this.last);
        if (this.last !== null && placement !== undefined) this.placements.set(this.last, moved(placement, id, to));
    }

    /** Back to what the window's width asks for. */
    unfit(): void {
        this.fitted = null;
    }

    /** `height`: of the window at zoom 1. */
    next(scene: Scene, view: View, height: number): Placement {
        const fitted = { ...view, ...this.fitted?.view };
        const own = {
            ...fitted,
            // Nothing is left to have a column.
            descriptions: fitted.descriptions && !(isOver(scene) && scene.descriptions.length + scene.objects.length === 0),
            compact: this.gathered || fitted.compact === true,
        };
        const name = nameOfArrangement(arrange(own));
        let placement = place(scene, this.placements.get(name) ?? null, own);
        // Where nothing lives any more there is nothing left to follow: what remains comes together where it can be seen.
        if (isOver(scene) && placement.height > (this.fitted?.height ?? height)) {
            this.gathered = true;
            placement = place(scene, null, { ...own, compact: true });
        }
        this.placements.set(name, placement);
        this.last = name;
        return placement;
    }
}

/** Nothing lives any more. */
export function isOver({ processes }: Scene): boolean {
    return processes.length > 0 && processes.every((card) => card.gone);
}
