/** Which cards are the two ends of one connection. */
import type { ObjectId } from "../../tracer/model/identities";
import type { ObjectCard } from "../kinds/cards";
import type { Joint } from "./scene";

/** In the order of the cards; each pair once, told by the one that comes first. */
export function jointsOf(cards: readonly ObjectCard[]): readonly Joint[] {
    const byId = new Map<ObjectId, ObjectCard>(cards.map((card) => [card.id, card]));
    const told = new Set<ObjectId>();
    return cards.flatMap(({ id, peer, outside }): readonly Joint[] => {
        if (outside === true) return [{ one: id, other: null }];
        const other = peer === undefined || peer === null ? undefined : byId.get(peer);
        if (other?.peer !== id || told.has(other.id)) return [];
        told.add(id);
        return [{ one: id, other: other.id }];
    });
}
