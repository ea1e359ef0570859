/** `p1 dup 3 = 5`, `p1 dup2 3 5`, `p1 close 3`, `p1 fcntl 4 1031 131072 = 131072`. */
import type { CallWord } from "./word";

export const descriptorCalls = {
    "close": ([fd = ""]) => ({ name: "close", args: [Number(fd)], result: 0 }),
    "dup": ([fd = ""]) => ({ name: "dup", args: [Number(fd)], result: 0 }),
    "dup2": ([fd = "", newFd = ""]) => ({ name: "dup2", args: [Number(fd), Number(newFd)], result: Number(newFd) }),
    "fcntl": ([fd = "", command = "", argument = "0"]) => ({ name: "fcntl", args: [fd, command, argument].map(Number), result: 0 }),
    "close_range": ([first = "", last = "", flags = "0"]) => ({ name: "close_range", args: [first, last, flags].map(Number), result: 0 }),
    "unshare-files": () => ({ name: "unshare", args: [0x400], result: 0 }),
} satisfies Record<string, CallWord>;
