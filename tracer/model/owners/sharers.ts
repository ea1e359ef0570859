import type { DescriptionId } from "../identities";
import type { Look } from "../look";
import { count, firstOf } from "../words";

/** Who refers to an open file description: "p1's descriptor 3 and p2's descriptor 3". */
export function sharersText(look: Look, description: DescriptionId): string {
    const names = look.referrers(description).map(({ process, fd }) => `${process}'s descriptor ${fd}`);
    // Others are on their way in messages.
    return names.length === 0 ? count(look.references(description), "descriptor") : firstOf(names);
}
