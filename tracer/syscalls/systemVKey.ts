/** What ftok(3) asks about a file, to make a key of it (sysvipc(7)), and what stdio(3) asks about the standard output, to choose a buffer. */
import type { SyscallFamily } from "./row";

/** st_dev and st_ino, the first two members of `struct stat` of x86-64. */
const facts = "x fixed arg2 16";

export const systemVKeyCalls = {
    newfstatat: {
        number: 262,
        arguments: ["directory", "path", "facts", "flags"],
        captures: { path: "e string arg1", facts },
        // As stat(2) and fstat(3) make it (AT_EMPTY_PATH); not as lstat(2), which is frequent.
        only: { argument: "flags", mask: 0xffff_ffff, values: [0, 0x1000] },
        functions: [{ name: "stat" }],
        calledFromLibrary: true,
        quiet: true,
        meaning: "askAboutFile",
    },
    fstat: {
        number: 5,
        arguments: ["fd"],
        captures: {},
        // The standard output's.
        only: { argument: "fd", mask: 0xffff_ffff, values: [1] },
        calledFromLibrary: true,
        quiet: true,
        meaning: "askAboutDescriptor",
    },
} as const satisfies SyscallFamily;
