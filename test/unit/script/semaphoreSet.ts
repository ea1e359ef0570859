/**
 *     p1 semget 7 2 IPC_CREAT = 3       a set of two by its key gets the number 3; key 0 is IPC_PRIVATE
 *     p1 semop 3 0:-1 1:+2u             takes 1 from semaphore 0 and adds 2 to semaphore 1, with SEM_UNDO; n is IPC_NOWAIT
 *     p1 semctl 3 setval 1 5            or: setall 1 2, getval 1, getall 1 2, set 0600, rmid, stat
 */
import type { CallWord } from "./word";

const flagValues: Readonly<Record<string, number>> = { IPC_CREAT: 0o1000, IPC_EXCL: 0o2000 };
const commands: Readonly<Record<string, number>> = { rmid: 0, set: 1, stat: 2, getval: 12, getall: 13, setval: 16, setall: 17 };

function operationBytes(operations: readonly string[]): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(6 * operations.length));
    for (const [place, operation] of operations.entries()) {
        const [, index = "0", change = "0", letters = ""] = /^(\d+):([-+]?\d+)([nu]*)$/.exec(operation) ?? [];
        bytes.setUint16(6 * place, Number(index), true);
        bytes.setInt16(6 * place + 2, Number(change), true);
        bytes.setUint16(6 * place + 4, (letters.includes("n") ? 0o4000 : 0) | (letters.includes("u") ? 0o10000 : 0), true);
    }
    return new Uint8Array(bytes.buffer);
}

/** What the program has at the address: a struct semid_ds with sem_perm.mode, or values. */
function given(command: string, words: readonly string[]): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(512));
    if (command === "set") bytes.setUint32(20, Number.parseInt(words[0] ?? "0", 8), true);
    else for (const [place, value] of words.entries()) bytes.setUint16(2 * place, Number(value), true);
    return new Uint8Array(bytes.buffer);
}

const semop: CallWord = ([set = "", ...operations]) => {
    const bytes = operationBytes(operations);
    return {
        name: "semop",
        args: [Number(set), 0, operations.length],
        entry: { operation: bytes.subarray(0, 6), operations: bytes },
        result: 0,
    };
};

export const semaphoreSetCalls = {
    semget: ([key = "0", count = "1", ...words]) => {
        const flags = words.reduce((all, word) => all | (flagValues[word] ?? 0), 0o600);
        return { name: "semget", args: [Number(key), Number(count), flags], result: 0 };
    },
    semop,
    semctl: ([set = "", command = "", ...words]) => {
        const index = command === "setval" || command === "getval" ? Number(words[0]) : 0;
        const argument = command === "setval" ? Number(words[1]) : 0;
        return {
            name: "semctl",
            args: [Number(set), index, commands[command] ?? 0, argument],
            result: command === "getval" ? Number(words[1]) : 0,
            entry: { semaphoresGiven: given(command, words) },
            exit: () => ({ semaphoresTold: given(command, words) }),
        };
    },
} satisfies Record<string, CallWord>;
