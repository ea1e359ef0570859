/** Pipes with a name in the file system. */
import type { SyscallFamily } from "./row";

export const fifoCalls = {
    mknod: {
        number: 133,
        arguments: ["path", "mode", "device"],
        captures: { path: "e string arg0" },
        meaning: "makeNode",
        functions: [{ name: "mkfifo", where: { mode: { mask: 0o170000, value: 0o010000 } } }],
    },
    mknodat: {
        number: 259,
        arguments: ["directoryFd", "path", "mode", "device"],
        captures: { path: "e string arg1" },
        meaning: "makeNode",
        functions: [{ name: "mkfifo", where: { mode: { mask: 0o170000, value: 0o010000 } } }],
    },
} as const satisfies SyscallFamily;
