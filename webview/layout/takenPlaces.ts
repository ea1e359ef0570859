/** Which places are taken, column by column. A stack has one column for all. */
import type { NodeId, Room } from "../card/card";
import { freePlace, isFree } from "./freePlace";
import { known } from "./known";
import type { Place } from "./placement";
import type { Arrangement } from "./view";

export class TakenPlaces {
    readonly processes: Place[] = [];
    readonly descriptions: Place[] = [];
    readonly objects: Place[];

    constructor(
        readonly arrangement: Arrangement,
        readonly places: Map<NodeId, Place>,
        readonly gap: number,
    ) {
        this.objects = arrangement.kind === "stack" ? this.processes : [];
    }

    /** Below everything in a column. */
    bottomOf(column: readonly Place[]): number {
        return column.length === 0 ? this.arrangement.top : Math.max(...column.map((place) => place.y + place.height)) + this.gap;
    }

    free(column: readonly Place[], wanted: number, height: number, room: Room, gap = this.gap): Place {
        return { y: freePlace(column, wanted, height, this.arrangement.top, gap), height, room };
    }

    take(column: Place[], id: NodeId, place: Place): void {
        column.push(place);
        this.places.set(id, place);
    }

    /** Takes the space below a place up to this height, if it is free; then there is this much room. */
    enlarge(column: Place[], id: NodeId, height: number, room: Room): boolean {
        const own = known(this.places, id);
        if (
            !isFree(
                column.filter((place) => place !== own),
                own.y,
                height,
                this.gap,
            )
        ) {
            return false;
        }
        column.splice(column.indexOf(own), 1);
        this.take(column, id, { y: own.y, height, room });
        return true;
    }
}
