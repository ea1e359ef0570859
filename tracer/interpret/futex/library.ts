/**
 * What the C library uses a futex for, by the function that a program has called; and what it keeps in the memory there. Both hold for
 * the GNU C library on x86-64 since version 2.25 (nptl; sysdeps/nptl/bits/struct_mutex.h, struct_rwlock.h, nptl/pthread_barrier_wait.c).
 */
import type { FutexReading, FutexType } from "../../model/kinds/futex/state";
import type { DecodedCall } from "../../syscalls/decodedCall";
import type { FutexOperation } from "./operation";

/** "own": a lock that the library has for itself. */
export type FutexPurpose = FutexType | "own";

const purposes: readonly (readonly [FutexType, RegExp])[] = [
    ["mutex", /^(pthread_mutex_(lock|timedlock|clocklock|trylock|unlock)|mtx_(lock|timedlock|unlock))$/],
    ["condition variable", /^(pthread_cond_(wait|timedwait|clockwait|signal|broadcast)|cnd_(wait|timedwait|signal|broadcast))$/],
    ["semaphore", /^sem_(wait|timedwait|clockwait|post)$/],
    ["barrier", /^pthread_barrier_wait$/],
    ["read-write lock", /^pthread_rwlock_((timed|clock)?(rd|wr)lock|unlock)$/],
    ["word", /^syscall$/],
];

/** `called`: the function of the C library; undefined: none is known, and a program may have made the call itself. */
export function purposeOf(called: string | undefined, operation: FutexOperation): FutexPurpose {
    if (called === undefined) return "word";
    const purpose = purposes.find(([, names]) => names.test(called))?.[0] ?? "own";
    if (purpose !== "condition variable" || operation.name === "FUTEX_WAIT_BITSET") return purpose;
    // It locks the mutex again before it returns; the other waits are for itself.
    return /wait$/.test(called) ? "mutex" : "own";
}

/** Conditions and read-write locks wait at two words, which lie beside each other. */
export function hasTwoWords(type: FutexType): boolean {
    return type === "condition variable" || type === "read-write lock";
}

/** Of a robust or priority-inheriting mutex, and of each futex that the kernel locks: the owner is in the word (FUTEX_TID_MASK). */
const ownerMask = 0x3fff_ffff;
const [robustBit, inheritBit] = [16, 32];
const [mutexOwnerAt, mutexKindAt, barrierCountAt] = [8, 16, 4];

/** Of words from that of a futex on: whether the C library has it for a robust mutex. */
export function isRobustMutex(words: DataView): boolean {
    return (words.getUint32(mutexKindAt, true) & robustBit) !== 0;
}

/** FUTEX_TID_MASK. */
export function ownerIn(words: DataView): number {
    return words.getUint32(0, true) & ownerMask;
}

/** The thread's number instead of its process. */
export type RawReading = Omit<FutexReading, "owner"> & { readonly ownerTid: number };

/** As far as the memory could be read. */
export function readingOf(call: DecodedCall, type: FutexType, { does, address }: FutexOperation): RawReading {
    const unknown = { value: null, ownerTid: 0, robust: false, parties: null };
    const bytes = call.has("mask") && !call.has("value") ? undefined : call.structure("around", 24);
    if (bytes === undefined) return unknown;
    const at = (place: number): number => bytes.getUint32(place, true);
    const value = at(0);
    switch (type) {
        case "mutex": {
            const kind = at(mutexKindAt);
            const inWord = (kind & (robustBit | inheritBit)) !== 0;
            return { value, ownerTid: inWord ? value & ownerMask : at(mutexOwnerAt), robust: (kind & robustBit) !== 0, parties: null };
        }
        case "barrier":
            return { ...unknown, value, parties: at(barrierCountAt) };
        case "read-write lock":
            // Behind __wrphase_futex and __writers_futex stands __cur_writer, at 24 from the beginning.
            return { ...unknown, value, ownerTid: at(address % 8n === 0n ? 16 : 12) };
        default:
            return { ...unknown, value, ownerTid: does === "lock" ? value & ownerMask : 0 };
    }
}
