/**
 * Futexes (futex(7)): who sleeps at which word. The kernel does not list its queues, but tells in which call each thread sleeps, and what
 * lies where in each address space; so two threads meet at a word if these say that it is the same.
 */
import { wokenAndWaiting } from "../model/kinds/futex/rules";
import type { Futex, FutexWaiter } from "../model/kinds/futex/state";
import type { State } from "../model/state";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { currentCall, memoryInCall, type Inquiry } from "./inquiry";
import type { Judge } from "./judge";
import { mappingsOfProcess } from "./kernelMappings";
import type { TallyPlace } from "./tally";

const [futexCall, waitAtSeveralCall, waitCall] = [202, 449, 455];
/** restart_syscall(2): a wait with a time limit goes on after a signal, with the arguments of before. */
const restartCall = 219;
const calls = currentCall();
const words = memoryInCall(futexCall, "arg0", 24);
/** struct futex_waitv of each word at which futex_waitv(2) waits: what it expects, the address, the flags. */
const [namedSize, namedAddress, namedFlags] = [24, 8, 16];
/**
 * As many as there may be (FUTEX_WAITV_MAX): behind those of a call there may be no memory, and of memory that cannot be read whole the
 * kernel tells nothing.
 */
const named = [memoryOfWords(0, 8), memoryOfWords(8, 32), memoryOfWords(32, 128)];

export const futexJudge: Judge<Futex> = {
    inquiries: [calls, words, ...named],
    compare({ object, snapshot, state, place }) {
        const all = sleepersOf(snapshot);
        if (all === null) return place.unknown();
        const ours = object.waiters.filter(({ tid }) => isAsleep(snapshot, tid));
        compareCalls(ours, all, place);
        compareOwner(object, ours, snapshot, place);
        const key = keyOf(object, snapshot, state);
        if (key === null) return place.unknown();
        const moved = movedThreads(state);
        const there = all.filter(({ tid, pid, address, isPrivate }) => {
            const known = state.processes.get(ownerOf(state, pid) ?? "")?.threads.get(tid)?.call;
            // The end of a thread, and what the C library has for itself, are no objects.
            const isOther = known?.awaits.what === "futex" && known.awaits.word === undefined;
            return !isOther && !moved.has(tid) && kernelKey(object, snapshot, pid, address, isPrivate) === key;
        });
        place.compare("who sleeps there", numbers(ours.filter(({ tid }) => !moved.has(tid))), numbers(there));
    },
};

/** Of these the kernel tells only where they began to wait. */
function movedThreads({ objects }: State): ReadonlySet<number> {
    const waiters = [...objects.values()].flatMap((object) => (object.kind === "futex" ? object.waiters : []));
    return new Set(waiters.filter(({ moved }) => moved === true).map(({ tid }) => tid));
}

interface Sleeper {
    readonly tid: number;
    readonly pid: number;
    readonly address: bigint;
    readonly value: number;
    readonly isPrivate: boolean;
}

/** Threads that sleep at words, at each of several; null: the kernel was not asked, or did not tell all words. */
function sleepersOf(snapshot: KernelSnapshot): readonly Sleeper[] | null {
    let wasAsked = false;
    const sleepers: Sleeper[] = [];
    for (const { pid, threads } of snapshot.processes) {
        for (const { tid, state, call } of threads) {
            const answer = answerTo(snapshot, calls, tid);
            if (answer === undefined) continue;
            wasAsked = true;
            // "202 0x7f0000001000 0x80 0x2 0x0 0x0 0x0 0x7ffd…": the number, six arguments, stack pointer and program counter.
            const [number = "", ...texts] = new TextDecoder().decode(answer.bytes).split(" ");
            if (state !== "S" || (Number(number) !== call && !(call === futexCall && Number(number) === restartCall))) continue;
            const words = wordsAt(snapshot, tid, call, texts.slice(0, 6).map(BigInt));
            if (words === null) return null;
            sleepers.push(...words.map((word) => ({ tid, pid, ...word })));
        }
    }
    return wasAsked ? sleepers : null;
}

/** Null: the kernel has told no memory, or not enough of it. */
function wordsAt(
    snapshot: KernelSnapshot,
    tid: number,
    call: number,
    args: readonly bigint[],
): readonly Omit<Sleeper, "tid" | "pid">[] | null {
    const [address = 0n, second = 0n, third = 0n, flags = 0n] = args;
    if (call === futexCall) return [{ address, value: unsigned(third), isPrivate: isPrivate(second) }];
    if (call === waitCall) return [{ address, value: unsigned(second), isPrivate: isPrivate(flags) }];
    if (call !== waitAtSeveralCall) return [];
    const count = Number(second);
    const view = wordsOf(snapshot, tid);
    if (view.byteLength < count * namedSize) return null;
    return Array.from({ length: count }, (_, place) => {
        const at = place * namedSize;
        const bits = BigInt(view.getUint32(at + namedFlags, true));
        return { address: view.getBigUint64(at + namedAddress, true), value: view.getUint32(at, true), isPrivate: isPrivate(bits) };
    });
}

/** As far as the kernel has told them. */
function wordsOf(snapshot: KernelSnapshot, tid: number): DataView {
    const parts: number[] = [];
    for (const inquiry of named) {
        const bytes = answerTo(snapshot, inquiry, tid)?.bytes;
        if (bytes === undefined) break;
        parts.push(...bytes);
    }
    return new DataView(new Uint8Array(parts).buffer);
}

function memoryOfWords(from: number, to: number): Inquiry {
    return memoryInCall(waitAtSeveralCall, `arg0+${from * namedSize}`, (to - from) * namedSize);
}

/** FUTEX_PRIVATE_FLAG, FUTEX2_PRIVATE. */
function isPrivate(flags: bigint): boolean {
    return (flags & 128n) !== 0n;
}

function unsigned(word: bigint): number {
    return Number(BigInt.asUintN(32, word));
}

/** Others are between two moments that the model knows: they have been woken, say, and have not returned. */
function isAsleep({ processes }: KernelSnapshot, tid: number): boolean {
    return processes.some(({ threads }) => threads.some((thread) => thread.tid === tid && thread.state === "S"));
}

function compareCalls(waiters: readonly FutexWaiter[], sleepers: readonly Sleeper[], place: TallyPlace): void {
    for (const { tid, address, expected } of waiters) {
        const own = sleepers.filter((each) => each.tid === tid);
        const sleeper = own.find((each) => each.address === address) ?? own[0];
        if (sleeper === undefined) {
            place.unknown();
            continue;
        }
        const at = place.at(`thread ${tid}`);
        at.compare("address", address, sleeper.address);
        at.compare("expected", expected, sleeper.value);
    }
}

/** Who holds a mutex while it sleeps itself cannot be about to give it up. */
function compareOwner(futex: Futex, waiters: readonly FutexWaiter[], snapshot: KernelSnapshot, place: TallyPlace): void {
    const { owner } = futex;
    const [waiter] = waiters;
    if (owner === null || owner.ended || waiter === undefined || wokenAndWaiting(futex) > 0) return;
    const bytes = answerTo(snapshot, words, waiter.tid)?.bytes;
    if (futex.type !== "mutex" || bytes === undefined || bytes.length < 24 || !isAsleep(snapshot, owner.tid)) return place.unknown();
    const at = (offset: number): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset, true);
    const [kind, inWord, ownerMask] = [at(16), 0x30, 0x3fff_ffff];
    place.compare("held by", owner.tid, (kind & inWord) === 0 ? at(8) : at(0) & ownerMask);
}

/** Where the kernel has the word; null: no process has it in its memory any more. */
function keyOf(futex: Futex, snapshot: KernelSnapshot, state: State): string | null {
    const { memory, at, private: isPrivate } = futex.place;
    if (memory === null) {
        const pid = state.processes.get(futex.foundBy)?.pid;
        return pid === undefined ? null : kernelKey(futex, snapshot, pid, at, isPrivate);
    }
    for (const process of state.processes.values()) {
        if (process.exit !== null) continue;
        for (const { object, offset, length, address } of state.spaces.get(process.space)?.mappings.values() ?? []) {
            const within = at - BigInt(offset);
            if (object !== memory || within < 0n || within >= BigInt(length ?? 0)) continue;
            return kernelKey(futex, snapshot, process.pid, address + within, isPrivate);
        }
    }
    return null;
}

/** By inode and offset where the mapping is shared, else by address space and address (kernel/futex/core.c, get_futex_key). */
function kernelKey({ type }: Futex, snapshot: KernelSnapshot, pid: number, address: bigint, isPrivate: boolean): string | null {
    const mapping = mappingsOfProcess(snapshot, pid)?.find(({ from, to }) => from <= address && address < to);
    if (mapping === undefined) return null;
    const isShared = mapping.shared && !isPrivate;
    const at = isShared ? BigInt(mapping.offset) + address - mapping.from : address;
    // Of conditions and read-write locks both words are one object.
    const word = type === "condition variable" || type === "read-write lock" ? at & ~7n : at;
    return isShared ? `${mapping.device}:${mapping.inode} ${word}` : `process ${pid}${isPrivate ? " private" : ""} ${word}`;
}

function ownerOf(state: State, pid: number): string | undefined {
    for (const process of state.processes.values()) if (process.pid === pid && process.exit === null) return process.id;
    return undefined;
}

function numbers(threads: readonly { readonly tid: number }[]): string {
    return threads
        .map(({ tid }) => tid)
        .sort((one, other) => one - other)
        .join(" ");
}
