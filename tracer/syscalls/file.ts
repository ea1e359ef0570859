/** Files by name and by position: opening, seeking, listing, cutting, renaming, removing. */
import type { SyscallFamily } from "./row";

export const fileCalls = {
    open: {
        number: 2, arguments: ["path", "flags", "mode"],
        captures: { path: "e string arg0", object: "x object result" }, changesDescriptors: true, waits: "open", meaning: "open",
    },
    openat: {
        number: 257, arguments: ["directoryFd", "path", "flags", "mode"],
        captures: { path: "e string arg1", object: "x object result" }, changesDescriptors: true, waits: "open", meaning: "open",
    },
    openat2: {
        number: 437, arguments: ["directoryFd", "path", "how", "size"],
        captures: { path: "e string arg1", how: "e fixed arg2 8", object: "x object result" }, changesDescriptors: true, waits: "open", meaning: "open",
    },
    creat: {
        number: 85, arguments: ["path", "mode"],
        captures: { path: "e string arg0", object: "x object result" }, changesDescriptors: true, waits: "open", meaning: "open",
    },
    open_by_handle_at: {
        number: 304, arguments: ["mountFd", "handle", "flags"],
        captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeDescriptor",
    },
    memfd_create: { number: 319, arguments: ["name", "flags"], captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeDescriptor" },
    memfd_secret: { number: 447, arguments: ["flags"], captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeDescriptor" },
    lseek: { number: 8, arguments: ["fd", "offset", "whence"], captures: {}, meaning: "seek" },
    getdents: { number: 78, arguments: ["fd", "buffer", "count"], captures: { position: "x position arg0" }, quiet: true, meaning: "listDirectory" },
    getdents64: { number: 217, arguments: ["fd", "buffer", "count"], captures: { position: "x position arg0" }, quiet: true, meaning: "listDirectory" },
    truncate: { number: 76, arguments: ["path", "length"], captures: { path: "e string arg0" }, meaning: "truncate" },
    ftruncate: { number: 77, arguments: ["fd", "length"], captures: {}, meaning: "truncate" },
    fallocate: { number: 285, arguments: ["fd", "mode", "offset", "length"], captures: {}, meaning: "allocate" },
    unlink: { number: 87, arguments: ["path"], captures: { path: "e string arg0" }, meaning: "unlink" },
    unlinkat: { number: 263, arguments: ["directoryFd", "path", "flags"], captures: { path: "e string arg1" }, meaning: "unlink" },
    rename: { number: 82, arguments: ["path", "newPath"], captures: { path: "e string arg0", newPath: "e string arg1" }, meaning: "rename" },
    renameat: {
        number: 264, arguments: ["directoryFd", "path", "newDirectoryFd", "newPath"],
        captures: { path: "e string arg1", newPath: "e string arg3" }, meaning: "rename",
    },
    renameat2: {
        number: 316, arguments: ["directoryFd", "path", "newDirectoryFd", "newPath", "flags"],
        captures: { path: "e string arg1", newPath: "e string arg3" }, meaning: "rename",
    },
} as const satisfies SyscallFamily;
