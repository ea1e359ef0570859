/** Memory that stands for files and other objects (mmap(2)), as far as it is shared or a copy of a file. */
import type { SyscallFamily } from "./row";

/**
 * Flags of mmap(2) by which it is told what is traced: MAP_SHARED and MAP_SHARED_VALIDATE (bit 1), MAP_FIXED (0x10), MAP_ANONYMOUS
 * (0x20), MAP_DENYWRITE (0x800), which nobody but the dynamic loader gives, with a library.
 */
const told = 0x831;
/** All but libraries, and private anonymous memory that takes the place of nothing: malloc(3) asks for that. */
const ofInterest = [0x00, 0x01, 0x10, 0x11, 0x21, 0x30, 0x31];
const [leaveOutOfFork, copyInFork] = [10, 11];

export const mappingCalls = {
    mmap: {
        number: 9,
        arguments: ["address", "length", "protection", "flags", "fd", "offset"],
        captures: {},
        only: { argument: "flags", mask: told, values: ofInterest },
        meaning: "mapMemory",
    },
    munmap: { number: 11, arguments: ["address", "length"], captures: {}, meaning: "unmapMemory" },
    mremap: { number: 25, arguments: ["address", "length", "newLength", "flags", "newAddress"], captures: {}, meaning: "remapMemory" },
    remap_file_pages: {
        number: 216,
        arguments: ["address", "length", "protection", "page", "flags"],
        captures: {},
        meaning: "remapFilePages",
    },
    mprotect: { number: 10, arguments: ["address", "length", "protection"], captures: {}, meaning: "protectMemory" },
    pkey_mprotect: { number: 329, arguments: ["address", "length", "protection", "key"], captures: {}, meaning: "protectMemory" },
    msync: { number: 26, arguments: ["address", "length", "flags"], captures: {}, waits: "storage", meaning: "synchronizeMemory" },
    madvise: {
        number: 28,
        arguments: ["address", "length", "advice"],
        captures: {},
        only: { argument: "advice", mask: 0xffff, values: [leaveOutOfFork, copyInFork] },
        meaning: "adviseMemory",
    },
} as const satisfies SyscallFamily;
