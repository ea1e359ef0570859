/**
 *     p1 shmget 7 100 IPC_CREAT = 3     a segment of 100 bytes by its key gets the number 3; key 0 is IPC_PRIVATE
 *     p1 shmat 3 7000                   attached at the address 0x7000; SHM_RDONLY and others behind it
 *     p1 shmdt 7000
 *     p1 shmctl 3 rmid                  or: set 640, lock, unlock, stat
 */
import type { CallWord } from "./word";

const flagValues: Readonly<Record<string, number>> = {
    IPC_CREAT: 0o1000,
    IPC_EXCL: 0o2000,
    SHM_RDONLY: 0o10000,
    SHM_REMAP: 0o40000,
    SHM_EXEC: 0o100000,
};
const commands: Readonly<Record<string, number>> = { rmid: 0, set: 1, stat: 2, lock: 11, unlock: 12 };

function flagsOf(words: readonly string[]): number {
    return words.reduce((flags, word) => flags | (flagValues[word] ?? 0), 0);
}

/** struct shmid_ds, with shm_perm.mode. */
function segmentFacts(mode: string): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(112));
    bytes.setUint32(20, Number.parseInt(mode, 8), true);
    return new Uint8Array(bytes.buffer);
}

export const sharedMemoryCalls = {
    shmget: ([key = "0", size = "0", ...words]) => ({
        name: "shmget",
        args: [Number(key), Number(size), flagsOf(words) | 0o600],
        result: 0,
    }),
    shmat: ([segment = "", address = "0", ...words]) => ({
        name: "shmat",
        args: [Number(segment), 0, flagsOf(words)],
        result: Number.parseInt(address, 16),
    }),
    shmdt: ([address = "0"]) => ({ name: "shmdt", args: [Number.parseInt(address, 16)], result: 0 }),
    shmctl: ([segment = "", command = "", mode = "0"]) => ({
        name: "shmctl",
        args: [Number(segment), commands[command] ?? 0, 0],
        result: 0,
        ...(command === "set" && { entry: { setTo: segmentFacts(mode) } }),
    }),
} satisfies Record<string, CallWord>;
