/**
 *     p1 io-uring 3 8 16 sqpoll          io_uring_setup(2): descriptor 3, room for 8 submissions and 16 completions, with a flag
 *     p1 io-uring-enter 3 2 waits 1      io_uring_enter(2) took 2 submissions, and was to wait for one completion; `by-index`: of no descriptor
 *     p1 io-uring-register 3 2 4         io_uring_register(2): operation 2, with 4 entries
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";

const setupFlags: Readonly<Record<string, number>> = { "sqpoll": 2, "registered-only": 1 << 15 };

function parameters(submissions: number, completions: number, flags: readonly string[]): Uint8Array {
    const view = new DataView(new ArrayBuffer(12));
    view.setUint32(0, submissions, true);
    view.setUint32(4, completions, true);
    view.setUint32(
        8,
        flags.reduce((sum, flag) => sum | (setupFlags[flag] ?? 0), 0),
        true,
    );
    return new Uint8Array(view.buffer);
}

export const ioUringCalls = {
    "io-uring": ([fd = "", submissions = "0", completions = "0", ...flags]) => {
        const object = objectBytes({ link: "anon_inode:[io_uring]", inode: 9, mode: 0o600, flags: 0o2000002 });
        const exit = flags.includes("unseen") ? {} : { parameters: parameters(Number(submissions), Number(completions), flags) };
        return { name: "io_uring_setup", args: [Number(submissions), 0], result: Number(fd), exit: () => ({ object, ...exit }) };
    },
    "io-uring-enter": ([fd = "", submitted = "0", ...words]) => {
        const waits = words.indexOf("waits");
        const flags = (waits < 0 ? 0 : 1) | (words.includes("by-index") ? 16 : 0);
        const least = waits < 0 ? 0 : Number(words[waits + 1]);
        return { name: "io_uring_enter", args: [Number(fd), Number(submitted), least, flags], result: Number(submitted) };
    },
    "io-uring-register": ([fd = "", operation = "0", count = "0"]) => ({
        name: "io_uring_register",
        args: [Number(fd), Number(operation), 0, Number(count)],
        result: 0,
    }),
} satisfies Record<string, CallWord>;
