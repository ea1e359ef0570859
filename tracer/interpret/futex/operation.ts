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
}

const [commandMask, privateFlag, newPrivateFlag] = [127, 128, 128];
const anybody = 0xffff_ffff;
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

/** futex(2), futex_wait(2) and futex_wake(2). */
export function operationOf(call: DecodedCall): FutexOperation {
    const address = call.word("address");
    if (!call.has("operation")) return newerOperation(call, address);
    const [name, does] = commands[call.int("operation") & commandMask] ?? ["unknown operation", "other"];
    return {
        name,
        does,
        address,
        private: (call.int("operation") & privateFlag) !== 0,
        expected: does === "wait" || does === "waitAndLock" ? call.unsigned("value") : null,
        bitset: withBitset.has(name) ? call.unsigned("value3") : anybody,
        most: call.int("value"),
        limited: call.word("timeout") !== 0n,
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
    };
}

export function canWait({ does }: FutexOperation): boolean {
    return does === "wait" || does === "lock" || does === "waitAndLock";
}

export function canWake({ does }: FutexOperation): boolean {
    return does === "wake" || does === "wakeBoth" || does === "requeue" || does === "unlock";
}
