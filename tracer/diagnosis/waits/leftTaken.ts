/** What a process took and kept when it ended: nobody else will give it back. */
import { sleepingFor } from "../../model/kinds/semaphoreSet/text";
import type { State } from "../../model/state";
import type { Stuck } from "../../model/waitGraph/stuck";
import type { Taker, Takings } from "./takings";

export interface LeftTaken extends Taker {
    readonly what: "mutex" | "semaphore";
}

/** Null: what is waited for is nothing of that kind, or nobody has ended with it. */
export function leftTaken(state: State, { wait }: Stuck, takings: Takings): LeftTaken | null {
    const object = wait.object === null ? undefined : state.objects.get(wait.object);
    if (object?.kind === "futex") {
        const { owner, robust } = object;
        if (owner === null || owner.process === null || !owner.ended || robust) return null;
        return { what: "mutex", process: owner.process, source: owner.source };
    }
    if (object?.kind !== "semaphoreSet") return null;
    const waiter = object.waiters.find(({ tid }) => tid === wait.tid);
    const needed = waiter === undefined ? null : sleepingFor(waiter);
    if (needed === null || needed.change >= 0) return null;
    const taker = takings.leftBy(state, object.id, needed.index);
    return taker === null ? null : { what: "semaphore", ...taker };
}
