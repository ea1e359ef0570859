/** System V semaphore sets (sysvipc(7)). */
import type { SyscallFamily } from "./row";

/** semctl(2): include/uapi/linux/ipc.h, sem.h. */
const commands = {
    0: "IPC_RMID",
    1: "IPC_SET",
    2: "IPC_STAT",
    3: "IPC_INFO",
    11: "GETPID",
    12: "GETVAL",
    13: "GETALL",
    14: "GETNCNT",
    15: "GETZCNT",
    16: "SETVAL",
    17: "SETALL",
    18: "SEM_STAT",
    19: "SEM_INFO",
    20: "SEM_STAT_ANY",
} as const;

const named = { names: { argument: "semaphores", kind: "semaphoreSet" } } as const;

/**
 * An array of struct sembuf, 6 bytes each. The first is copied for itself, since it is the only one of nearly all calls, and comes
 * through even where payload does not.
 */
const operated = {
    captures: { operation: "e fixed arg1 6", operations: "e bytes arg1 arg2*6" },
    waits: "semaphores",
    ...named,
    meaning: "operateSemaphores",
} as const;

export const semaphoreSetCalls = {
    semget: { number: 64, arguments: ["key", "semaphoreCount", "flags"], captures: {}, meaning: "getSemaphoreSet" },
    semop: { number: 65, arguments: ["semaphores", "operations", "count"], ...operated },
    semctl: {
        number: 66,
        arguments: ["semaphores", "index", "command", "argument"],
        // By the command a struct semid_ds, or values of 2 bytes each; how many is in no argument. A short array may stand at the
        // end of the program's memory, so that what lies behind cannot be read.
        captures: {
            semaphoresGiven: "e fixed arg3 32",
            manySemaphoresGiven: "e fixed arg3 512",
            semaphoresTold: "x fixed arg3 32",
            manySemaphoresTold: "x fixed arg3 512",
        },
        ...named,
        meaning: "controlSemaphores",
        shows: [{ argument: "command", names: commands }],
    },
    semtimedop: {
        number: 220,
        arguments: ["semaphores", "operations", "count", "timeout"],
        ...operated,
        functions: [{ name: "semop", where: { timeout: 0 } }],
    },
} as const satisfies SyscallFamily;
