/** Which places are taken, column by column. A stack has one column for all. */
import type { NodeId, Room, Side } from "../card/card";
import { freePlace, isFree, type Span } from "./freePlace";
import { known } from "./known";
import type { Place } from "./placement";
import type { Arrangement } from "./view";

/** What stands in a column. Objects have one column, whatever the side. */
export type ColumnName = "processes" | "descriptions" | "objects";

export class TakenPlaces {
    private readonly columns = new Map<string, Place[]>();

    constructor(
        readonly arrangement: Arrangement,
        readonly places: Map<NodeId, Place>,
        readonly gap: number,
    ) {}

    /** Below everything in a column. */
    bottomOf(name: ColumnName, side: Side): number {
        const column = this.column(name, side);
        return column.length === 0 ? this.arrangement.top : Math.max(...column.map((place) => place.y + place.height)) + this.gap;
    }

    free(name: ColumnName, side: Side, wanted: number, height: number, room: Room, gap = this.gap): Place {
        return { y: freePlace(this.column(name, side), wanted, height, this.arrangement.top, gap), height, room, side };
    }

    take(name: ColumnName, id: NodeId, place: Place): void {
        this.column(name, place.side).push(place);
        this.places.set(id, place);
    }

    /** Takes the space below a place up to this height, if it is free; then there is this much room. */
    enlarge(name: ColumnName, id: NodeId, height: number, room: Room): boolean {
        const own = known(this.places, id);
        const column = this.column(name, own.side);
        const others: readonly Span[] = column.filter((place) => place !== own);
        if (!isFree(others, own.y, height, this.gap)) return false;
        column.splice(column.indexOf(own), 1);
        this.take(name, id, { ...own, height, room });
        return true;
    }

    private column(name: ColumnName, side: Side): Place[] {
        const key =
            this.arrangement.kind === "stack" ? (name === "descriptions" ? name : "cards") : name === "objects" ? name : `${name} ${side}`;
        const column = this.columns.get(key) ?? [];
        this.columns.set(key, column);
        return column;
    }
}
