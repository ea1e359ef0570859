/** Which futex a call means: as the kernel tells them apart (kernel/futex/core.c, get_futex_key). */
import type { ObjectId } from "../../model/identities";
import type { NewFutex } from "../../model/kinds/futex/events";
import type { Futex, FutexPlace, FutexType } from "../../model/kinds/futex/state";
import { mappingAt } from "../../model/owners/space";
import type { Variable } from "../../symbols/sourceLookup";
import type { Interpretation } from "../interpretation";
import type { Task } from "../tracedTasks";
import { hasTwoWords } from "./library";
import { nameInProgram } from "./variables";

interface Word {
    readonly place: FutexPlace;
    /** Of the word alone, and of the two words of which it is one. */
    readonly keys: readonly [string, string];
}

type Meant = { readonly address: bigint; readonly private: boolean };

const pairMask = ~7n;

function wordOf({ state }: Interpretation, task: Task, { address, private: isPrivate }: Meant): Word {
    const space = state.processes.get(task.process.id)?.space ?? "";
    const mapping = isPrivate ? undefined : mappingAt(state.spaces.get(space), address);
    const memory = mapping?.shared === true ? mapping.object : null;
    const at = memory === null || mapping === undefined ? address : BigInt(mapping.offset) + address - mapping.address;
    const whose = memory ?? `${space}${isPrivate ? " private" : ""}`;
    return { place: { memory, at, private: isPrivate }, keys: [`${whose} ${at}`, `${whose} pair ${at & pairMask}`] };
}

export function futexOf({ state }: Interpretation, id: ObjectId | null | undefined): Futex | undefined {
    const object = id === null || id === undefined ? undefined : state.objects.get(id);
    return object?.kind === "futex" ? object : undefined;
}

/**
 * The futex that a call means, if somebody has waited there. Memory may have been a mutex and be a condition variable now: then it
 * is the one where somebody waits, or else the later one.
 */
export function knownFutex(interpretation: Interpretation, task: Task, meant: Meant): Futex | undefined {
    const { identities, state } = interpretation;
    const known = wordOf(interpretation, task, meant).keys.flatMap(
        (key) => futexOf(interpretation, identities.keyed(state, "futex", key)) ?? [],
    );
    return known.find(({ waiters }) => waiters.length > 0) ?? known.findLast((each) => known.every((other) => isLater(each, other)));
}

function isLater(one: Futex, other: Futex): boolean {
    return numberOf(one.id) >= numberOf(other.id);
}

/** "futex12" was the twelfth. */
function numberOf(id: ObjectId): number {
    return Number(id.replace(/^\D+/, ""));
}

/** Tells the word from all others. */
export function wordKey(interpretation: Interpretation, task: Task, meant: Meant): string {
    return wordOf(interpretation, task, meant).keys[0];
}

/** Whether two calls mean the same word. */
export function meetAtWord(interpretation: Interpretation, one: Task, meant: Meant, other: Task, alsoMeant: Meant): boolean {
    return wordKey(interpretation, one, meant) === wordKey(interpretation, other, alsoMeant);
}

export interface FoundFutex {
    readonly object: ObjectId;
    readonly newObject?: NewFutex;
}

/** The same; one where nobody has waited before is new, and so is one that is used for another purpose now. `variable`: in which it lies. */
export function foundFutex(interpretation: Interpretation, task: Task, meant: Meant, type: FutexType, variable?: Variable): FoundFutex {
    const known = knownFutex(interpretation, task, meant);
    if (known !== undefined && (known.type === type || type === "word" || known.waiters.length > 0)) return { object: known.id };
    const { place, keys } = wordOf(interpretation, task, meant);
    const key = keys[hasTwoWords(type) ? 1 : 0];
    const base = interpretation.identities.createKeyed("futex", key);
    const name = nameOf(interpretation, place, type) ?? nameInProgram(type, variable);
    return { object: base.id, newObject: { ...base, name, kind: "futex", type, place } };
}

/** sem_open(3): a named semaphore is a file. */
function nameOf({ state }: Interpretation, { memory }: FutexPlace, type: FutexType): string | null {
    const file = memory === null ? null : (state.objects.get(memory)?.name ?? null);
    const name = file === null || type !== "semaphore" ? null : /^\/dev\/shm\/sem\.([^/]+)$/.exec(file);
    return name === null ? null : `semaphore /${name[1]}`;
}
