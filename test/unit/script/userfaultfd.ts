/**
 *     p1 userfaultfd 3 1                        userfaultfd(2): descriptor 3, with these flags
 *     p1 userfaultfd-new 3 4                    USERFAULTFD_IOC_NEW of the device at 3: descriptor 4
 *     p1 uffd-api 3 0x100                       UFFDIO_API with these features; `unseen`: the structure was not captured
 *     p1 uffd-register 3 0x10000 0x4000 1       UFFDIO_REGISTER of an address and a length, with a mode
 *     p1 uffd-unregister 3 0x10000 0x1000       UFFDIO_UNREGISTER
 *     p1 uffd-copy 3 0x10000 0x1000 0           UFFDIO_COPY to an address, with a mode; likewise uffd-zero, uffd-protect, uffd-wake
 *     p1 uffd-read 3 fault:0x10000:1:77 …       read(2) of messages: a fault with its flags and thread, fork:5, remap:FROM:TO:LENGTH,
 *                                               remove:START:END, unmap:START:END; with `cut` half of it was captured
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";

const object = (): Uint8Array => objectBytes({ link: "anon_inode:[userfaultfd]", inode: 9, mode: 0o600, flags: 0o2000000 });

function words(values: readonly (string | number)[]): Uint8Array {
    const view = new DataView(new ArrayBuffer(36));
    values.forEach((value, place) => view.setBigUint64(8 * place, BigInt(value), true));
    return new Uint8Array(view.buffer);
}

function asks(request: number, fd: string, ...values: readonly (string | number)[]): ReturnType<CallWord> {
    const captures = values.includes("unseen") ? {} : { settings: words(values) };
    return { name: "ioctl", args: [Number(fd), request, 0x7000], result: 0, entry: captures };
}

const events: Readonly<Record<string, number>> = { fault: 0x12, fork: 0x13, remap: 0x14, remove: 0x15, unmap: 0x16 };

/** struct uffd_msg. */
function message(text: string): Uint8Array {
    const [what = "", ...values] = text.split(":");
    const view = new DataView(new ArrayBuffer(32));
    view.setUint8(0, events[what] ?? 0);
    const [first = "0", second = "0", third = "0"] = what === "fault" ? [values[1], values[0], values[2]] : values;
    [first, second, third].forEach((value, place) => view.setBigUint64(8 + 8 * place, BigInt(value), true));
    return new Uint8Array(view.buffer);
}

export const userfaultfdCalls = {
    "userfaultfd": ([fd = "", flags = "0"]) => ({
        name: "userfaultfd",
        args: [Number(flags)],
        result: Number(fd),
        exit: () => ({ object: object() }),
    }),
    "userfaultfd-new": ([device = "", fd = ""]) => ({
        name: "ioctl",
        args: [Number(device), 0xaa00, 0],
        result: Number(fd),
        exit: () => ({ object: object() }),
    }),
    "uffd-api": ([fd = "", features = "0"]) => asks(0xc018aa3f, fd, ...(features === "unseen" ? ["unseen"] : [0xaa, features])),
    "uffd-register": ([fd = "", address = "0", length = "0", mode = "1"]) => asks(0xc020aa00, fd, address, length, mode),
    "uffd-unregister": ([fd = "", address = "0", length = "0"]) => asks(0x8010aa01, fd, address, length),
    "uffd-wake": ([fd = "", address = "0", length = "0"]) => asks(0x8010aa02, fd, address, length),
    "uffd-copy": ([fd = "", address = "0", length = "0", mode = "0"]) => asks(0xc028aa03, fd, address, 0x9000, length, mode),
    "uffd-zero": ([fd = "", address = "0", length = "0", mode = "0"]) => asks(0xc020aa04, fd, address, length, mode),
    "uffd-protect": ([fd = "", address = "0", length = "0", mode = "0"]) => asks(0xc018aa06, fd, address, length, mode),
    "uffd-read": ([fd = "", ...texts]) => {
        const data = Buffer.concat(texts.filter((text) => text !== "cut").map(message));
        const captured = texts.includes("cut") ? data.subarray(0, data.length / 2) : data;
        return { name: "read", args: [Number(fd), 0, 4096], result: data.length, exit: () => ({ data: captured }) };
    },
} satisfies Record<string, CallWord>;
