/**
 *     p1 fanotify 3 0x4 0x2                     fanotify_init(2): descriptor 3, with flags of the group and of its events' descriptors
 *     p1 marks 3 0x1 0x20 /tmp                  fanotify_mark(2): flags and a mask, of a path (-: that of descriptor 5)
 *     p1 told 3 0x10000:6:77:name …             read(2) of events: mask, descriptor (-1: none), process and name; with `cut` half of them
 *     p1 answers 3 6:1 7:2                      write(2) of an answer about a descriptor: 1 allows it, 2 denies it; of several the first counts
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";
import { pathBytes } from "./wordValues";

/** struct fanotify_event_metadata, with a record that holds the name behind a file handle of 8 bytes. */
function event(text: string): Uint8Array {
    const [mask = "0", fd = "-1", pid = "0", name] = text.split(":");
    const record = name === undefined ? 0 : 20 + 8 + 4 * Math.ceil((name.length + 1) / 4);
    const bytes = Buffer.alloc(24 + record);
    bytes.writeUInt32LE(bytes.length, 0);
    bytes.writeUInt16LE(24, 6);
    bytes.writeUInt32LE(Number(mask), 8);
    bytes.writeInt32LE(Number(fd), 16);
    bytes.writeInt32LE(Number(pid), 20);
    if (name !== undefined) {
        bytes.writeUInt8(2, 24); // FAN_EVENT_INFO_TYPE_DFID_NAME
        bytes.writeUInt16LE(record, 26);
        bytes.writeUInt32LE(8, 36);
        bytes.write(name, 24 + 28);
    }
    return bytes;
}

export const fanotifyCalls = {
    fanotify: ([fd = "", flags = "0", eventFlags = "0"]) => ({
        name: "fanotify_init",
        args: [Number(flags), Number(eventFlags)],
        result: Number(fd),
        exit: () => ({ object: objectBytes({ link: "anon_inode:[fanotify]", inode: 9, mode: 0o600, flags: 2 }) }),
    }),
    marks: ([fd = "", flags = "0", mask = "0", path = "-"]) => ({
        name: "fanotify_mark",
        args: [Number(fd), Number(flags), Number(mask), path === "-" ? 5 : -100],
        entry: path === "-" ? {} : { path: pathBytes(path) },
        result: 0,
    }),
    told: ([fd = "", ...texts]) => {
        const data = Buffer.concat(texts.filter((text) => text !== "cut").map(event));
        const captured = texts.includes("cut") ? data.subarray(0, data.length / 2) : data;
        return { name: "read", args: [Number(fd), 0, 4096], result: data.length, exit: () => ({ data: captured }) };
    },
    answers: ([fd = "", ...answers]) => {
        const data = new Int32Array(answers.flatMap((answer) => answer.split(":").map(Number)));
        return {
            name: "write",
            args: [Number(fd), 0, data.byteLength],
            result: Math.min(data.byteLength, 8),
            entry: { data: new Uint8Array(data.buffer) },
        };
    },
} satisfies Record<string, CallWord>;
