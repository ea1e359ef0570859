import { DecodedCall } from "../syscalls/decodedCall";
import type { Syscall } from "../syscalls/table";
import type { Word } from "../trace/record";

/** MAX_RW_COUNT (include/linux/fs.h): no call moves more at once, whatever it was asked for. */
const mostBytes = 0x7ffff000;

/** More bytes than the call was asked for: no kernel said so, the record is damaged. */
export function isImpossibleResult(row: Syscall, args: readonly Word[], result: number): boolean {
    if (row.returns !== "bytes" || result <= 0) return false;
    const call = new DecodedCall(row, args, []);
    return result > (call.has("count") ? Math.min(call.size("count"), mostBytes) : mostBytes);
}
