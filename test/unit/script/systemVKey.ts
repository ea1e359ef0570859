/**
 *     p1 ftok /tmp/a 0x803 0x5abcd      ftok(3) asks about a file, with its device and inode
 *     p1 stat /tmp/a 0x803 0x5abcd      the program itself does
 */
import type { CallWord, PlannedCall } from "./word";

function asks([path = "", device = "0", inode = "0"]: readonly string[]): PlannedCall {
    const facts = new DataView(new ArrayBuffer(16));
    facts.setBigUint64(0, BigInt(device), true);
    facts.setBigUint64(8, BigInt(inode), true);
    return {
        name: "newfstatat",
        args: [-100, 0, 0, 0],
        entry: { path: new TextEncoder().encode(path) },
        exit: () => ({ facts: new Uint8Array(facts.buffer) }),
        result: 0,
    };
}

export const systemVKeyCalls = { ftok: (words) => ({ ...asks(words), called: "ftok" }), stat: asks } satisfies Record<string, CallWord>;
