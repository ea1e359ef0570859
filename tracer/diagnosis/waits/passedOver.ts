/** Messages that lie in a queue while a receiver waits for others (msgrcv(2), msgtyp). */
import type { Message } from "../../model/kinds/messageQueue/state";
import { selected } from "../../model/kinds/messageQueue/selection";
import type { State } from "../../model/state";
import type { Stuck } from "../../model/waitGraph/stuck";

export interface PassedOver {
    readonly wanted: bigint;
    /** At least one. */
    readonly messages: readonly Message[];
}

/**
 * Null: it waits for something else, or there are none, or it is not known which there are; or some of those who wait with it are
 * kept by something else, so that they could not take theirs.
 */
export function passedOver(state: State, { wait: { object: id, awaits } }: Stuck, members: readonly Stuck[]): PassedOver | null {
    if (!members.every(({ wait }) => wait.awaits.what === "child" || (wait.awaits.what === "message" && wait.object === id))) return null;
    const object = id === null ? undefined : state.objects.get(id);
    if (object?.kind !== "messageQueue" || awaits.what !== "message" || awaits.except || awaits.type === 0n) return null;
    const { messages, doubts } = object;
    if (messages.length === 0 || doubts.length > 0 || selected(awaits, messages) !== undefined) return null;
    return { wanted: awaits.type, messages };
}
