/** `p1 pipe 3 4 O_NONBLOCK`: its read end and its write end. */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";
import { openFlagsOf } from "./wordValues";

export const pipeCalls = {
    pipe: ([readFd = "", writeFd = "", ...words], serial) => {
        const inode = 5000 + serial();
        const flags = openFlagsOf(words);
        const facts = (access: number) => objectBytes({ link: `pipe:[${inode}]`, inode, mode: 0o010600, flags: flags | access });
        const ends = Uint8Array.from([Number(readFd), 0, 0, 0, Number(writeFd), 0, 0, 0]);
        return { name: "pipe2", args: [0, flags], result: 0, exit: () => ({ ends, readEnd: facts(0), writeEnd: facts(1) }) };
    },
} satisfies Record<string, CallWord>;
