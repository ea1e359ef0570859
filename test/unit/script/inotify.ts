/**
 *     p1 inotify 3                              inotify_init1(2): descriptor 3
 *     p1 watches 3 /tmp 0x100 = 1               inotify_add_watch(2) of a mask, which returns the number of the watch
 *     p1 watches-no-more 3 1                    inotify_rm_watch(2)
 *     p1 notified 3 1 0x100 name 0              read(2): events, each with its watch, mask, name (-: none) and cookie; with `cut` half
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";
import { pathBytes } from "./wordValues";

const headLength = 16;

/** Each a struct inotify_event, whose name is padded to a multiple of 16. */
function notifications(words: readonly string[]): Uint8Array {
    const all: Uint8Array[] = [];
    for (let place = 0; place + 3 < words.length; place += 4) {
        const [watch = "", mask = "", name = "", cookie = ""] = words.slice(place, place + 4);
        const length = name === "-" ? 0 : Math.ceil((name.length + 1) / headLength) * headLength;
        const event = Buffer.alloc(headLength + length);
        event.writeInt32LE(Number(watch), 0);
        event.writeUInt32LE(Number(mask), 4);
        event.writeUInt32LE(Number(cookie), 8);
        event.writeUInt32LE(length, 12);
        if (length > 0) event.write(name, headLength);
        all.push(event);
    }
    return Buffer.concat(all);
}

export const inotifyCalls = {
    "inotify": ([fd = ""]) => ({
        name: "inotify_init1",
        args: [0],
        result: Number(fd),
        exit: () => ({ object: objectBytes({ link: "anon_inode:inotify", inode: 9, mode: 0o600, flags: 0 }) }),
    }),
    "watches": ([fd = "", path = "", mask = "0"]) => ({
        name: "inotify_add_watch",
        args: [Number(fd), 0, Number(mask)],
        entry: { path: pathBytes(path) },
        result: 1,
    }),
    "watches-no-more": ([fd = "", watch = ""]) => ({ name: "inotify_rm_watch", args: [Number(fd), Number(watch)], result: 0 }),
    "notified": ([fd = "", ...words]) => {
        const data = notifications(words);
        const captured = words.includes("cut") ? data.subarray(0, data.length / 2) : data;
        return { name: "read", args: [Number(fd), 0, 4096], result: data.length, exit: () => ({ data: captured }) };
    },
} satisfies Record<string, CallWord>;
