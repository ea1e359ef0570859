/**
 *     p1 futex 1000 WAIT 5              at the address 0x1000; so WAKE 1, LOCK_PI 0 …
 *     p1 futex 1000 WAKE 1 private      FUTEX_PRIVATE_FLAG; also: bits 6, limited, and of REQUEUE and WAKE_OP: many 1, other 2000
 *     p1 futex 1000 WAIT 2 by pthread_mutex_lock around 2,0,101,1,128
 *                                       the function that makes the call, and the words that stand at the address
 *     p1 futex 1000 WAIT 2 private at 1 in the first of the variables
 *     p1 holds 7028 2147483749,0,0,0,144 at 1
 *                                       it is about to end, with this word in its list of robust mutexes
 */
import type { CallWord, RecordWord } from "./word";
import { taskNumber } from "./wordValues";

const operations = "WAIT WAKE FD REQUEUE CMP_REQUEUE WAKE_OP LOCK_PI UNLOCK_PI TRYLOCK_PI WAIT_BITSET WAKE_BITSET WAIT_REQUEUE_PI".split(
    " ",
);
const privateFlag = 128;

function after(words: readonly string[], word: string): string | undefined {
    return words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
}

function memory(words: string | undefined): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(24));
    for (const [place, word] of (words ?? "").split(",").entries()) bytes.setUint32(4 * place, Number(word), true);
    return new Uint8Array(bytes.buffer);
}

/** struct futex_waitv for each. */
function vector(addresses: readonly string[]): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(24 * addresses.length));
    for (const [place, address] of addresses.entries()) bytes.setBigUint64(24 * place + 8, BigInt(`0x${address}`), true);
    return new Uint8Array(bytes.buffer);
}

export const futexCalls = {
    futex: ([at = "", operation = "", value = "0", ...words]) => {
        const called = after(words, "by");
        const [around, place] = [after(words, "around"), after(words, "at")];
        return {
            name: "futex",
            args: [
                Number.parseInt(at, 16),
                operations.indexOf(operation) | (words.includes("private") ? privateFlag : 0),
                Number(value),
                words.includes("limited") ? 0x7000 : Number(after(words, "many") ?? 0),
                Number.parseInt(after(words, "other") ?? "0", 16),
                Number(after(words, "bits") ?? 0),
            ],
            entry: { ...(around !== undefined && { around: memory(around) }), ...(place !== undefined && { place: memory(place) }) },
            result: 0,
            ...(called !== undefined && { called }),
        };
    },
    /** futex_waitv 7000 7010: at both addresses, which hold 0. */
    futex_waitv: (addresses) => ({
        name: "futex_waitv",
        args: [0, addresses.length, 0, 0, 0],
        entry: { words: vector(addresses) },
        result: 0,
    }),
    /** futex_requeue 7010 7020 1 9: wakes one at the first address, and moves up to nine to the second. */
    futex_requeue: ([from = "", to = "", wake = "0", requeue = "0"]) => ({
        name: "futex_requeue",
        args: [0, 0, Number(wake), Number(requeue)],
        entry: { words: vector([from, to]) },
        result: 0,
    }),
    set_robust_list: ([head = ""]) => ({ name: "set_robust_list", args: [Number.parseInt(head, 16), 24], result: 0 }),
    get_robust_list: ([pid = "0"]) => ({ name: "get_robust_list", args: [Number(pid), 0x1000, 0x1008], result: 0 }),
    set_tid_address: ([at = ""]) => ({ name: "set_tid_address", args: [Number.parseInt(at, 16)], result: 101 }),
} satisfies Record<string, CallWord>;

export const futexRecords = {
    holds: (who, [at = "", words = "", ...rest], moment) => [
        {
            type: "robustList",
            time: moment.time(),
            tid: taskNumber(who),
            words: [{ address: BigInt(`0x${at}`), bytes: memory(words), variables: memory(after(rest, "at") ?? "0") }],
        },
    ],
} satisfies Record<string, RecordWord>;
