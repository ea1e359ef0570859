/** Who could end a wait at a futex: the owner of what is locked; of the rest whoever reaches the word, first who has woken somebody there. */
import type { Wait } from "../../awaits";
import { nobody, onlyOthers, placeOfUse, unknownEnders, type Ender, type Enders } from "../../ender";
import type { ProcessId } from "../../identities";
import type { Look } from "../../look";
import { firstOf, placeText } from "../../words";
import { wokenAndWaiting } from "./rules";
import type { Futex, FutexOwner, FutexWaiter } from "./state";
import { waitedAt } from "./text";

export function enders(futex: Futex, wait: Wait, look: Look): Enders {
    const each = waitedAt(futex, wait, look).map((one) => endersAt(one, wait.tid, look));
    const [only] = each;
    if (only !== undefined && each.length === 1) return only;
    const known = new Map(each.flatMap((one) => one.known.map((ender) => [ender.text, ender])));
    const others = each.map((one) => one.others).filter((one) => one !== nobody);
    return {
        known: [...known.values()],
        others: others.includes(null)
            ? null
            : others.length === 0
              ? nobody
              : firstOf(
                    [...new Set(others)].filter((one) => one !== null),
                    "or",
                ),
    };
}

function endersAt(futex: Futex, tid: number, look: Look): Enders {
    const { owner, waiters } = futex;
    const waiter = waiters.find((each) => each.tid === tid);
    if (waiter === undefined || wokenAndWaiting(futex) >= waiters.length) return unknownEnders;
    return owner === null ? wakers(futex, waiter, look) : ofOwner(owner, waiter);
}

/** Of a mutex, also a writer of a read-write lock. One that has ended will not: a robust mutex would have woken somebody then. */
function ofOwner({ process, tid, source, ended }: FutexOwner, waiter: FutexWaiter): Enders {
    if (ended || tid === waiter.tid) return { known: [], others: nobody };
    if (process === null) return onlyOthers(`thread ${tid}, which is not traced,`);
    const who = process === waiter.process ? `${process}'s thread ${tid}` : process;
    const place = source === null ? "" : `, ${placeText(source)}`;
    return { known: [{ process, fd: null, text: `${who} (has it${place})` }], others: nobody };
}

function wakers(futex: Futex, waiter: FutexWaiter, look: Look): Enders {
    const { memory } = futex.place;
    const reaching = memory === null ? [waiter.process] : look.mappers(memory);
    const able = reaching.filter((process) => look.threads(process).some((tid) => !futex.waiters.some((each) => each.tid === tid)));
    const known = able.map((process) => enderOf(futex, process, waiter.process, look)).sort((one, other) => other.rank - one.rank);
    const others = memory === null ? nobody : (look.otherMappers(memory) ?? nobody);
    const byHandler = others === nobody && reaching.some((process) => look.awaitsSignals(process));
    return { known: known.map(({ ender }) => ender), others: byHandler ? "the handler of a signal" : others };
}

/** What speaks for it: that it has woken somebody there. */
function enderOf({ id, type }: Futex, process: ProcessId, waiter: ProcessId, look: Look): { readonly ender: Ender; readonly rank: number } {
    const use = look.users(id).find((each) => each.process === process && each.how.includes("woke"));
    const who = process === waiter ? `another thread of ${process}` : process;
    const has = type === "semaphore" ? "has posted it" : "has woken somebody there";
    const text = use === undefined ? who : `${who} (${has}${placeOfUse(use, ["woke"])})`;
    return { ender: { process, fd: null, text }, rank: use === undefined ? 0 : 1 };
}
