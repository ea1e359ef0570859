/** Processes: creation, programs, ends, waiting for children, and where a process stands in the file system. */
import type { SyscallFamily } from "./row";

export const processCalls = {
    fork: { number: 57, arguments: [], captures: {}, meaning: "fork" },
    vfork: { number: 58, arguments: [], captures: {}, waits: "newChild", meaning: "fork" },
    // With CLONE_PIDFD the new descriptor's number lies where parentTid points; without it that is a thread id, or null.
    clone: {
        number: 56,
        arguments: ["flags", "stack", "parentTid", "childTid", "tls"],
        captures: { pidfd: "x fixed arg2 4", object: "x object u32(arg2)" },
        changesDescriptors: true,
        waits: "newChild",
        meaning: "clone",
        functions: [{ name: "fork", where: { flags: 0x1200011 } }],
    },
    // The second word of struct clone_args points to the place of the pidfd.
    clone3: {
        number: 435,
        arguments: ["cloneArguments", "size"],
        captures: { cloneArguments: "e fixed arg0 64", pidfd: "x fixed *(arg0+8) 4", object: "x object u32(*(arg0+8))" },
        changesDescriptors: true,
        waits: "newChild",
        meaning: "clone",
    },
    execve: {
        number: 59,
        arguments: ["path", "argv", "environment"],
        captures: { path: "e string arg0" },
        changesDescriptors: true,
        meaning: "execute",
    },
    execveat: {
        number: 322,
        arguments: ["directoryFd", "path", "argv", "environment", "flags"],
        captures: { path: "e string arg1" },
        changesDescriptors: true,
        meaning: "execute",
    },
    exit: { number: 60, arguments: ["status"], captures: {}, meaning: "exit" },
    exit_group: { number: 231, arguments: ["status"], captures: {}, meaning: "exit", functions: [{ name: "exit" }] },
    wait4: {
        number: 61,
        arguments: ["pid", "status", "options", "usage"],
        captures: { status: "x fixed arg1 4" },
        waits: "child",
        meaning: "wait4",
        functions: [
            { name: "wait", where: { pid: -1, options: 0, usage: 0 } },
            { name: "waitpid", where: { usage: 0 } },
        ],
        shows: [{ argument: "pid", omit: -1 }],
    },
    waitid: {
        number: 247,
        arguments: ["idType", "id", "information", "options", "usage"],
        captures: { information: "x fixed arg2 128" },
        waits: "childOfType",
        meaning: "waitid",
    },
    unshare: { number: 272, arguments: ["flags"], captures: {}, changesDescriptors: true, partsDescriptors: true, meaning: "unshare" },
    prctl: { number: 157, arguments: ["option", "argument"], captures: {}, quiet: true, meaning: "prctl" },
    chdir: { number: 80, arguments: ["path"], captures: { path: "e string arg0" }, quiet: true, meaning: "changeDirectory" },
    fchdir: { number: 81, arguments: ["fd"], captures: {}, quiet: true, meaning: "changeDirectory" },
} as const satisfies SyscallFamily;
