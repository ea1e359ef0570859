/** What ties a knot: the least that would have to change so that its processes could go on. */
import type { Holder } from "../../model/look";
import { lookAt } from "../../model/lookAt";
import type { State } from "../../model/state";
import { isForgotten, isUnknownToProgram, keepsAccount } from "../../model/waitGraph/heldEnds";
import { holdingsByObject } from "../../model/waitGraph/holdings";
import { throughWhich, type Knot } from "../../model/waitGraph/knots";
import { leftTaken, type LeftTaken } from "./leftTaken";
import type { OwnMessages, TakenBack } from "./ownMessages";
import { passedOver, type PassedOver } from "./passedOver";
import type { Stuck } from "../../model/waitGraph/stuck";
import type { Takings } from "./takings";

export type Tie =
    /** A process has ended with what it waits for. */
    | { readonly is: "left"; readonly waiter: Stuck; readonly taken: LeftTaken }
    /** Messages are there, but none that it waits for. */
    | { readonly is: "passedOver"; readonly waiter: Stuck; readonly messages: PassedOver }
    /** Who has sent the message that it waits for has received that itself. */
    | { readonly is: "takenBack"; readonly waiter: Stuck; readonly taken: TakenBack }
    /** Nobody has what could end the wait. */
    | { readonly is: "nobody"; readonly waiter: Stuck }
    /** Only the waiter itself has it. */
    | { readonly is: "own"; readonly waiter: Stuck; readonly ends: readonly Holder[] }
    /** Others have it, but as copies that fork made and that they have never used. */
    | { readonly is: "kept"; readonly waiter: Stuck; readonly ends: readonly Holder[] }
    | { readonly is: "circle" };

/** What has happened before. */
export interface Past {
    readonly takings: Takings;
    readonly ownMessages: OwnMessages;
}

export function tieOf(state: State, { members }: Knot, { takings, ownMessages }: Past): Tie {
    for (const waiter of members) {
        const taken = leftTaken(state, waiter, takings);
        if (taken !== null) return { is: "left", waiter, taken };
        const messages = passedOver(state, waiter, members);
        if (messages !== null) return { is: "passedOver", waiter, messages };
        const back = ownMessages.missedBy(state, waiter);
        if (back !== null) return { is: "takenBack", waiter, taken: back };
    }
    const [first] = members;
    if (members.length === 1 && first !== undefined) {
        const ends = throughWhich(first);
        const own = ends.length === 0 ? throughItself(state, first) : ends;
        return own.length === 0 ? { is: "nobody", waiter: first } : { is: "own", waiter: first, ends: own };
    }
    for (const waiter of members) {
        const ends = throughWhich(waiter);
        if (ends.length === 0 || !areIdleCopies(state, waiter, ends)) continue;
        return { is: ends.every(({ process }) => process === waiter.process.id) ? "own" : "kept", waiter, ends };
    }
    return { is: "circle" };
}

/** A FIFO that it has opened for both (fifo(7)): the descriptor through which it waits is the other end, too. */
function throughItself(state: State, { process, wait }: Stuck): readonly Holder[] {
    const object = wait.object === null ? undefined : state.objects.get(wait.object);
    if (object === undefined || !("bytes" in object) || wait.awaits.what !== "input") return [];
    return lookAt(state)
        .holders(object.id, "write")
        .filter((holder) => holder.process === process.id && holder.fd === wait.fd);
}

/** By copies that nobody will use; of other objects than channels it is not known who has moved anything through which end. */
function areIdleCopies(state: State, { wait }: Stuck, ends: readonly Holder[]): boolean {
    const object = wait.object === null ? undefined : state.objects.get(wait.object);
    if (object === undefined || !keepsAccount(object)) return false;
    const end = wait.awaits.what === "room" ? "read" : "write";
    const holdings = (holdingsByObject(state).get(object.id) ?? []).filter((each) => each.end === end);
    return ends.every(({ process, fd }) => {
        const holding = holdings.find((each) => each.process.id === process && each.fd === fd);
        return holding !== undefined && (isForgotten(holding) || isUnknownToProgram(holding));
    });
}
