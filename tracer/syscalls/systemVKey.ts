/** What ftok(3) asks about a file, to make a key of it (sysvipc(7)). */
import type { SyscallFamily } from "./row";

/** st_dev and st_ino, the first two members of `struct stat` of x86-64. */
const facts = "x fixed arg2 16";

export const systemVKeyCalls = {
    newfstatat: {
        number: 262,
        arguments: ["directory", "path", "facts", "flags"],
        captures: { path: "e string arg1", facts },
        // As stat(2) makes it; not as fstat(2) and lstat(2), which are frequent.
        only: { argument: "flags", mask: 0xffff_ffff, values: [0] },
        functions: [{ name: "stat" }],
        calledFromLibrary: true,
        quiet: true,
        meaning: "askAboutFile",
    },
} as const satisfies SyscallFamily;
