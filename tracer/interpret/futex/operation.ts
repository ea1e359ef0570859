/** What a call of the futex family is to do (futex(2), include/uapi/linux/futex.h). */
import type { DecodedCall } from "../../syscalls/decodedCall";

export type FutexDoes = "wait" | "wake" | "requeue" | "wakeBoth" | "lock" | "tryLock" | "unlock" | "waitAndLock" | "other";

export interface FutexOperation {
    readonly name: string;
    readonly does: FutexDoes;
    readonly address: bigint;
    /** FUTEX_PRIVATE_FLAG. */
    readonly private: boolean;
    /** Null: it compares with nothing. */
    readonly expected: number | null;
    readonly bitset: number;
    /** How many are to be woken at most. */
    readonly most: number;
    readonly limited: boolean;
    /** Where those are to wait that are moved, or who else is woken; null: it concerns one word. */
    readonly other: FutexWord | null;
}

export interface FutexWord {
    readonly address: bigint;
    readonly private: boolean;
}

const [commandMask, privateFlag, newPrivateFlag] = [127, 128, 128];
/** FUTEX_BITSET_MATCH_ANY. */
export const everyBit = 0xffff_ffff;
const withBitset: ReadonlySet<string> = new Set(["FUTEX_WAIT_BITSET", "FUTEX_WAKE_BITSET"]);

const commands: Readonly<Record<number, readonly [string, FutexDoes]>> = {
    0: ["FUTEX_WAIT", "wait"],
    1: ["FUTEX_WAKE", "wake"],
    3: ["FUTEX_REQUEUE", "requeue"],
    4: ["FUTEX_CMP_REQUEUE", "requeue"],
    5: ["FUTEX_WAKE_OP", "wakeBoth"],
    6: ["FUTEX_LOCK_PI", "lock"],
    7: ["FUTEX_UNLOCK_PI", "unlock"],
    8: ["FUTEX_TRYLOCK_PI", "tryLock"],
    9: ["FUTEX_WAIT_BITSET", "wait"],
    10: ["FUTEX_WAKE_BITSET", "wake"],
    11: ["FUTEX_WAIT_REQUEUE_PI", "waitAndLock"],
    12: ["FUTEX_CMP_REQUEUE_PI", "requeue"],
    13: ["FUTEX_LOCK_PI2", "lock"],
};

/** futex(2), futex_wait(2), futex_wake(2) and futex_requeue(2). */
export function operationOf(call: DecodedCall): FutexOperation {
    const address = call.word("address");
    if (call.has("waiters")) return newerRequeue(call);
    if (!call.has("operation")) return newerOperation(call, address);
    const [name, does] = commands[call.int("operation") & commandMask] ?? ["unknown operation", "other"];
    const isPrivate = (call.int("operation") & privateFlag) !== 0;
    return {
        name,
        does,
        address,
        private: isPrivate,
        expected: does === "wait" || does === "waitAndLock" ? call.unsigned("value") : null,
        bitset: withBitset.has(name) ? call.unsigned("value3") : everyBit,
        most: call.int("value"),
        limited: call.word("timeout") !== 0n,
        other: does === "requeue" || does === "wakeBoth" ? { address: call.word("address2"), private: isPrivate } : null,
    };
}

/** Since Linux 6.7: the words have 32 bits, and the mask is the bitset. */
function newerOperation(call: DecodedCall, address: bigint): FutexOperation {
    const waits = call.has("value");
    return {
        name: call.row.name,
        does: waits ? "wait" : "wake",
        address,
        private: (call.int("flags") & newPrivateFlag) !== 0,
        expected: waits ? call.unsigned("value") : null,
        bitset: call.unsigned("mask"),
        most: call.int("count"),
        limited: waits && call.word("timeout") !== 0n,
        other: null,
    };
}

function newerRequeue(call: DecodedCall): FutexOperation {
    const [from, to] = wordsOf(call);
    return {
        name: call.row.name,
        does: from === undefined ? "other" : "requeue",
        address: from?.address ?? 0n,
        private: from?.private ?? false,
        expected: null,
        bitset: everyBit,
        most: call.int("wake"),
        limited: false,
        other: to ?? null,
    };
}

/** A word as struct futex_waitv names it (include/uapi/linux/futex.h): u64 val, u64 uaddr, u32 flags, u32 __reserved. */
interface NamedWord extends FutexWord {
    readonly expected: number;
}

const [namedSize, addressAt, flagsAt] = [24, 8, 16];

/** Of futex_waitv(2) and futex_requeue(2); none where the memory could not be read. */
export function wordsOf(call: DecodedCall): readonly NamedWord[] {
    const words = call.structure("words", namedSize);
    return Array.from({ length: Math.floor((words?.byteLength ?? 0) / namedSize) }, (_, place) => {
        const at = place * namedSize;
        return {
            expected: words?.getUint32(at, true) ?? 0,
            address: words?.getBigUint64(at + addressAt, true) ?? 0n,
            private: ((words?.getUint32(at + flagsAt, true) ?? 0) & newPrivateFlag) !== 0,
        };
    });
}

export function canWait({ does }: FutexOperation): boolean {
    return does === "wait" || does === "lock" || does === "waitAndLock";
}

export function canWake({ does }: FutexOperation): boolean {
    return does === "wake" || does === "wakeBoth" || does === "requeue" || does === "unlock";
}
