/** What the user has unfolded in Channels, as names in the list of everything unfolded. Pure. */
import type { NodeId } from "../card/card";

/** This member of a crowd stands for itself. */
export function aloneName(process: NodeId): string {
    return `alone ${process}`;
}

/** All members of this crowd stand for themselves. */
export function wholeName(crowd: NodeId): string {
    return `whole ${crowd}`;
}
