/** Waits at several words at once (futex_waitv(2)): they stand in no queue of the model, but wakers count them. */
import type { EnteredCall } from "../enteredCall";
import { wordKey } from "./place";

/** struct futex_waitv: u64 val, u64 uaddr, u32 flags, u32 __reserved (include/uapi/linux/futex.h). */
const [size, addressAt, flagsAt] = [24, 8, 16];
/** FUTEX2_PRIVATE. */
const privateFlag = 128;

export function noteWords({ interpretation, task }: Pick<EnteredCall, "interpretation" | "task">, words: DataView): void {
    for (let at = 0; at + size <= words.byteLength; at += size) {
        const meant = {
            address: words.getBigUint64(at + addressAt, true),
            private: (words.getUint32(at + flagsAt, true) & privateFlag) !== 0,
        };
        interpretation.waitedTogether.add(wordKey(interpretation, task, meant));
    }
}
