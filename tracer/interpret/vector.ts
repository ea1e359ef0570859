/** The buffers of readv(2) and its relatives. */
import { pageSize, pageSlots } from "../model/kinds/pipe/ring";
import type { Slot } from "../model/slot";
import type { DecodedCall } from "../syscalls/decodedCall";

/** The pages that hold the first `length` bytes of the buffers (struct iovec). */
export function pagesOfVector(call: DecodedCall, length: number): readonly Slot[] {
    const vector = call.structure("vector", 16);
    const buffers = vector === undefined ? 0 : Math.min(call.unsigned("vectorLength"), Math.floor(vector.byteLength / 16));
    const slots: Slot[] = [];
    let left = length;
    for (let index = 0; vector !== undefined && index < buffers && left > 0; index++) {
        const start = Number(vector.getBigUint64(index * 16, true) % BigInt(pageSize));
        const bytes = Math.min(left, Number(vector.getBigUint64(index * 16 + 8, true)));
        slots.push(...pageSlots(start, bytes));
        left -= bytes;
    }
    return [...slots, ...pageSlots(0, left)];
}
