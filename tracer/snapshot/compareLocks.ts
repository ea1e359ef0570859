/** Compares the locks of each object with /proc/locks (proc_locks(5), lock_get_status in fs/locks.c). */
import { kinds } from "../model/kinds/kinds";
import type { KernelObject } from "../model/kindTypes";
import type { Lock, LockFamily } from "../model/owners/lock";
import type { State } from "../model/state";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { machineText } from "./inquiry";
import type { TallyPlace } from "./tally";

export const allLocks = machineText("/proc/locks");

const words: ReadonlyMap<string, LockFamily> = new Map([
    ["POSIX", "record"],
    ["FLOCK", "flock"],
    ["OFDLCK", "openFile"],
    ["LEASE", "lease"],
]);

interface KernelLock {
    readonly family: LockFamily;
    readonly mode: "read" | "write";
    /** Of who asked for it; a lock of an open file description and a range has none (-1). */
    readonly pid: number;
    /** As st_dev packs it (makedev(3)). */
    readonly device: string;
    readonly inode: string;
    readonly range: string;
    /** Of a lease: somebody has opened the file, and its holder is to give it up or to weaken it. */
    readonly breaking: boolean;
}

/** Those that are granted; null: not told. */
export function kernelLocks(snapshot: KernelSnapshot): readonly KernelLock[] | null {
    const answer = answerTo(snapshot, allLocks, 0);
    if (answer === undefined) return null;
    const line = /^\d+: (\w+) +(\w+) +(READ|WRITE|UNLCK) +(-?\d+) ([0-9a-f]+):([0-9a-f]+):(\d+) (\d+) (\d+|EOF)$/gm;
    return [...new TextDecoder().decode(answer.bytes).matchAll(line)].flatMap(
        ([, word, how, mode, pid, major = "", minor = "", inode = "", start, end]) => {
            const family = words.get(word ?? "");
            return family === undefined
                ? []
                : [
                      {
                          family,
                          mode: mode === "READ" ? "read" : "write",
                          pid: Number(pid),
                          device: packed(parseInt(major, 16), parseInt(minor, 16)),
                          inode,
                          range: `${start} ${end}`,
                          breaking: how === "BREAKING",
                      } as const,
                  ];
        },
    );
}

function packed(major: number, minor: number): string {
    return String((minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12));
}

/** Of a lock that a description owns the kernel does not say whose it is; on these other programs of the machine may have some. */
const shared: ReadonlySet<KernelObject["kind"]> = new Set(["null", "device", "tty", "directory"]);

/**
 * Not compared are those of a description that only messages have, and, as they name no owner, those of descriptions where no descriptor
 * is left: they go when the kernel collects the sockets of such messages (net/unix/garbage.c), whenever that is.
 */
export function compareLocks(object: KernelObject, state: State, kernel: readonly KernelLock[] | null, place: TallyPlace): void {
    // Objects without an inode of their own share one, and with it their locks (fs/anon_inodes.c).
    if (kernel === null || object.inode === null || kinds[object.kind].traits.identity !== "inode") return;
    // The kernel names who asked, and leaves out those that are gone; what others had before the trace is not the model's.
    const living = new Map(
        [...state.processes.values()].flatMap(({ id, pid, state: life }) => (life === "exited" ? [] : [[id, pid] as const])),
    );
    const pids = new Set(living.values());
    const isOurs = ({ family, pid }: KernelLock): boolean => (family === "openFile" ? !shared.has(object.kind) : pids.has(pid));
    // Devices have small numbers, which occur in several file systems; of files stat(2) need not tell the one that the kernel means here.
    const isHere = ({ device }: KernelLock): boolean => object.kind !== "tty" || device === object.device;
    const onObject = kernel.filter((lock) => lock.inode === object.inode && isHere(lock) && isOurs(lock));
    const isBreaking = onObject.some(({ breaking }) => breaking);
    if (object.locks.some(({ owner }) => state.descriptions.get(owner)?.references === 0)) return place.unknown();
    const isHeld = [...state.descriptions.values()].some(({ object: of, references }) => of === object.id && references > 0);
    const isTold = ({ family }: Pick<Lock, "family">): boolean =>
        family === "lease" ? !isBreaking : family !== "openFile" || (isHeld && !shared.has(object.kind));
    const ours = object.locks.filter(isTold).flatMap((lock) => lockLine(lock, living.get(lock.process)));
    const theirs = onObject.filter(isTold).map(({ family, mode, pid, range }) => `${family} ${mode} ${pid} ${range}`);
    if (ours.length === 0 && theirs.length === 0) return;
    // All masters of pseudoterminals have one inode (pty(7)), where the kernel keeps their locks: closing one loses those of another.
    if (object.kind === "tty" && object.name?.endsWith("/ptmx") === true) return place.unknown();
    // Files on several devices: the kernel names those of some file systems (btrfs) otherwise than stat(2) does.
    const isShared = ({ id, inode }: KernelObject): boolean => id !== object.id && inode === object.inode;
    if ([...state.objects.values()].some(isShared)) return place.unknown();
    const isKnown = object.locks.every(({ range }) => range !== null);
    place.compare("locks", isKnown ? ours.sort().join(", ") : null, theirs.sort().join(", "));
}

function lockLine({ family, mode, range }: Lock, pid: number | undefined): readonly string[] {
    if (pid === undefined && family !== "openFile") return [];
    return [`${family} ${mode} ${family === "openFile" ? -1 : pid} ${range?.start} ${range?.end ?? "EOF"}`];
}
