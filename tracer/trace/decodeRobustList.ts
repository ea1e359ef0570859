/** The words that a thread had in its list of robust mutexes when it ended. */
import type { PayloadReader } from "./payloadReader";
import type { HeldWord, RobustListRecord } from "./record";

const [bytesAtWord, idLength] = [24, 4];

export function decodeRobustList(payload: PayloadReader): RobustListRecord {
    const [time, tid] = [payload.u64(), payload.u32()];
    const words: HeldWord[] = [];
    for (let left = payload.u32(); left > 0; left--) {
        const [address, bytes, variables] = [payload.bigU64(), payload.bytes(bytesAtWord), payload.u32()];
        const ids = payload.bytes(variables * idLength);
        words.push({ address, bytes, variables: ids });
    }
    return { type: "robustList", time, tid, words };
}
