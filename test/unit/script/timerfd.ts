/**
 *     p1 timerfd 3                      timerfd_create(2): descriptor 3, by CLOCK_MONOTONIC
 *     p1 settime 3 500 250 abstime cancel     timerfd_settime(2): milliseconds until it expires, and between later expirations
 *     p1 gettime 3 20                   timerfd_gettime(2) tells that so many milliseconds are left
 *     p1 expired 3 2                    read(2) tells of so many expirations
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";

const monotonic = 1;

/** struct itimerspec, of milliseconds. */
function specification(interval: number, value: number): Uint8Array {
    const view = new DataView(new ArrayBuffer(32));
    for (const [place, time] of [
        [0, interval],
        [16, value],
    ] as const) {
        view.setBigInt64(place, BigInt(Math.floor(time / 1000)), true);
        view.setBigInt64(place + 8, BigInt((time % 1000) * 1_000_000), true);
    }
    return new Uint8Array(view.buffer);
}

export const timerfdCalls = {
    timerfd: ([fd = ""]) => ({
        name: "timerfd_create",
        args: [monotonic, 0],
        result: Number(fd),
        exit: () => ({ object: objectBytes({ link: "anon_inode:[timerfd]", inode: 9, mode: 0o600, flags: 0o2 }) }),
    }),
    settime: ([fd = "", value = "0", interval = "0", ...flags]) => ({
        name: "timerfd_settime",
        args: [Number(fd), (flags.includes("abstime") ? 1 : 0) | (flags.includes("cancel") ? 2 : 0), 0, 0],
        entry: { value: specification(Number(interval), Number(value)) },
        result: 0,
    }),
    gettime: ([fd = "", left = "0"]) => ({
        name: "timerfd_gettime",
        args: [Number(fd), 0],
        result: 0,
        exit: () => ({ left: specification(0, Number(left)) }),
    }),
    expired: ([fd = "", often = "1"]) => {
        const number = new DataView(new ArrayBuffer(8));
        number.setBigUint64(0, BigInt(often), true);
        return { name: "read", args: [Number(fd), 0, 8], result: 8, exit: () => ({ data: new Uint8Array(number.buffer) }) };
    },
} satisfies Record<string, CallWord>;
