/** Who could end a wait for a semaphore: who has the set and does not wait for the same, first who is known to have taken from it. */
import type { Wait } from "../../awaits";
import { nobody, placeOfUse, unknownEnders, type Ender, type Enders } from "../../ender";
import type { Look } from "../../look";
import type { Use } from "../../owners/use";
import type { ProcessId } from "../../identities";
import { semaphoreAt } from "./rules";
import type { SemaphoreSet } from "./state";
import { sleepingFor } from "./text";

export function enders(set: SemaphoreSet, { awaits, tid }: Wait, look: Look): Enders {
    const waiter = set.waiters.find((each) => each.tid === tid);
    const needed = waiter === undefined ? null : sleepingFor(waiter);
    if (awaits.what !== "semaphores" || needed === null) return unknownEnders;
    const stuck = new Set(set.waiters.filter((each) => sleepingFor(each)?.index === needed.index).map(({ process }) => process));
    const users = look.users(set.id).filter(({ process }) => !stuck.has(process));
    const told = users.map((use) => enderOf(set, use, needed.index, needed.change === 0));
    const known = told.sort((one, other) => other.rank - one.rank).map(({ ender }) => ender);
    return { known, others: set.removed ? nobody : `whoever knows set ${set.number}` };
}

interface Ranked {
    readonly ender: Ender;
    readonly rank: number;
}

/** How much speaks for it: what its end gives back, that it changed the semaphore last, what it has done to the set. */
function enderOf(set: SemaphoreSet, use: Use & { readonly process: ProcessId }, index: number, isForZero: boolean): Ranked {
    const { process, how } = use;
    const owed =
        [...set.undo.values()].find((undo) => undo.process === process)?.adjustments.find((each) => each.index === index)?.change ?? 0;
    const ranked = (rank: number, text: string): Ranked => ({ rank, ender: { process, fd: null, text: `${process} (${text})` } });
    if (!isForZero && owed > 0) return ranked(4, `has taken ${owed}, which its end gives back${placeOfUse(use, ["took"])}`);
    if (semaphoreAt(set, index).lastProcess === process) return ranked(3, `changed it last${placeOfUse(use, ["added", "took", "set"])}`);
    const does = isForZero ? "took" : "added";
    if (how.includes(does)) return ranked(2, `${isForZero ? "takes from" : "adds to"} the set${placeOfUse(use, [does])}`);
    return ranked(1, "has the set");
}
