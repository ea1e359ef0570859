/**
 * `p1 open /tmp/f O_WRONLY = 3`: files get an inode of their own by their name; names under /fifo/ are FIFOs.
 * `p1 flock 3 exclusive`, shared, unlock; `p1 lease 3 write` (F_SETLEASE), read, none.
 * `p1 lock-bytes 3 write 0 10` (start and length), read, unlock.
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";
import { openFlagsOf, pathBytes } from "./wordValues";

/** flock(2). */
const lockOperations: Readonly<Record<string, number>> = { shared: 1, exclusive: 2, unlock: 8 };

const recordLocks: Readonly<Record<string, number>> = { read: 0, write: 1, unlock: 2 };

/** struct flock on x86-64, whence SEEK_SET. */
function recordLockBytes(how: string, start: string, length: string): Uint8Array {
    const view = new DataView(new ArrayBuffer(32));
    view.setInt16(0, recordLocks[how] ?? 0, true);
    view.setBigInt64(8, BigInt(start), true);
    view.setBigInt64(16, BigInt(length), true);
    return new Uint8Array(view.buffer);
}

export const fileCalls = {
    "open": ([path = "", ...words]) => {
        const flags = openFlagsOf(words);
        const absolute = path.startsWith("/") ? path : `/home/${path}`;
        const inode = [...absolute].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100000, 7);
        const mode = absolute.startsWith("/fifo/") ? 0o010644 : 0o100644;
        const object = objectBytes({ link: absolute, inode, mode, flags });
        return { name: "open", args: [0, flags, 0], entry: { path: pathBytes(path) }, result: 0, exit: () => ({ object }) };
    },
    "unlink": ([path = ""]) => ({ name: "unlink", args: [0], entry: { path: pathBytes(path) }, result: 0 }),
    "link": ([path = "", newPath = ""]) => ({
        name: "link",
        args: [0, 0],
        entry: { path: pathBytes(path), newPath: pathBytes(newPath) },
        result: 0,
    }),
    "flock": ([fd = "", how = ""]) => ({ name: "flock", args: [Number(fd), lockOperations[how] ?? 0], result: 0 }),
    "lease": ([fd = "", mode = ""]) => ({ name: "fcntl", args: [Number(fd), 1024, ["read", "write", "none"].indexOf(mode)], result: 0 }),
    "lock-bytes": ([fd = "", how = "", start = "0", length = "0"]) => ({
        name: "fcntl",
        args: [Number(fd), 7, 0], // F_SETLKW
        entry: { lock: recordLockBytes(how, start, length) },
        result: 0,
    }),
    "rename": ([path = "", newPath = ""]) => ({
        name: "rename",
        args: [0, 0],
        entry: { path: pathBytes(path), newPath: pathBytes(newPath) },
        result: 0,
    }),
    "chdir": ([path = ""]) => ({ name: "chdir", args: [0], entry: { path: pathBytes(path) }, result: 0 }),
    "truncate": ([name = "", size = ""]) => ({ name: "truncate", args: [0, Number(size)], entry: { path: pathBytes(name) }, result: 0 }),
    "ftruncate": ([fd = "", size = ""]) => ({ name: "ftruncate", args: [Number(fd), Number(size)], result: 0 }),
    "lseek": ([fd = "", offset = ""]) => ({ name: "lseek", args: [Number(fd), Number(offset), 0], result: Number(offset) }),
} satisfies Record<string, CallWord>;
