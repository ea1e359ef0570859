/** System V shared memory segments (sysvipc(7)). */
import type { SyscallFamily } from "./row";

const named = { names: { argument: "segment", kind: "sharedMemory" } } as const;

export const sharedMemoryCalls = {
    shmget: { number: 29, arguments: ["key", "size", "flags"], captures: {}, meaning: "getSharedMemory" },
    shmat: { number: 30, arguments: ["segment", "address", "flags"], captures: {}, ...named, meaning: "attachSegment" },
    shmctl: {
        number: 31,
        arguments: ["segment", "command", "facts"],
        // `struct shmid_ds` of x86-64.
        captures: { setTo: "e fixed arg2 112" },
        ...named,
        meaning: "controlSharedMemory",
    },
    shmdt: { number: 67, arguments: ["address"], captures: {}, meaning: "detachSegment" },
} as const satisfies SyscallFamily;
