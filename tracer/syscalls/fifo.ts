/** Pipes with a name in the file system. */
import type { SyscallFamily } from "./row";

export const fifoCalls = {
    mknod: { number: 133, arguments: ["path", "mode", "device"], captures: { path: "e string arg0" }, meaning: "makeNode" },
    mknodat: {
        number: 259,
        arguments: ["directoryFd", "path", "mode", "device"],
        captures: { path: "e string arg1" },
        meaning: "makeNode",
    },
} as const satisfies SyscallFamily;
