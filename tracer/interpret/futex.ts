/** Futexes (futex(7)): who waits at which word, who is woken by whom, and what the words are parts of. */
import { movedWait } from "../model/awaitedObjects";
import type { ObjectId } from "../model/identities";
import type { FutexLeft } from "../model/kinds/futex/events";
import type { FutexReading, FutexThread, FutexType } from "../model/kinds/futex/state";
import { waitingFor, wokenAndWaiting } from "../model/kinds/futex/rules";
import type { State } from "../model/state";
import { DecodedCall } from "../syscalls/decodedCall";
import { awaitsElsewhere, type Awaited, type EnteredCall } from "./enteredCall";
import { originOf, type Interpretation } from "./interpretation";
import { endOwnership } from "./futex/owners";
import { readingOf } from "./futex/library";
import { canWait, canWake, operationOf, type FutexOperation, type FutexWord } from "./futex/operation";
import { foundFutex, futexOf, knownFutex, meetAtWord, type FoundFutex } from "./futex/place";
import { awaitedTogether, wokenAmong } from "./futex/several";
import { nameInProgram, purposeAt, variableAt } from "./futex/variables";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";

type FutexCall = EnteredCall | ReturnedCall;

/** The kernel wakes those who wait where a thread's number stood, when that thread ends (set_tid_address(2)). */
function joinedThread({ task }: FutexCall, address: bigint): number | undefined {
    for (const { numberAt, tid } of task.process.tasks.values()) if (numberAt === address) return tid;
    return undefined;
}

function readingAt(call: FutexCall, type: FutexType, operation: FutexOperation, memory: ObjectId | null): FutexReading {
    const { ownerTid, ...rest } = readingOf(call, type, operation);
    if (ownerTid === 0) return { ...rest, owner: null };
    const { interpretation, task } = call;
    const { state, tasks } = interpretation;
    // Where only traced processes reach the memory, no stranger with that number has it.
    const ended = isOfTraced(state, memory) ? tasks.endedTask(ownerTid) : undefined;
    const owner = tasks.task(ownerTid) ?? ended;
    // In another namespace the number means another thread.
    const isMeant = owner !== undefined && owner.process.namespace === task.process.namespace;
    if (!isMeant) return { ...rest, owner: { tid: ownerTid, process: null } };
    return { ...rest, owner: { tid: ownerTid, process: owner.process.id, ...(owner === ended && { ended: true }) } };
}

function isOfTraced({ objects }: State, memory: ObjectId | null): boolean {
    const object = memory === null ? undefined : objects.get(memory);
    return memory === null || (object?.kind === "anonymousMemory" && !object.inherited);
}

function awaitedAt(call: EnteredCall): Awaited | null {
    const operation = operationOf(call);
    if (!canWait(operation)) return null;
    const { interpretation, task, libraryFunction } = call;
    const thread = joinedThread(call, operation.address);
    if (thread !== undefined) return awaitsElsewhere({ what: "futex", thread });
    const purpose = purposeAt(call, operation);
    if (purpose === "own") return awaitsElsewhere({ what: "futex", ...(libraryFunction !== undefined && { library: libraryFunction }) });
    const { address, name, expected, bitset, limited } = operation;
    const found = foundFutex(interpretation, task, operation, purpose, variableAt(call));
    const known = futexOf(interpretation, found.object);
    const memory = (known ?? found.newObject)?.place.memory ?? null;
    const reading = readingAt(call, known?.type ?? purpose, operation, memory);
    const named = known?.name === null ? nameInProgram(known.type, variableAt(call)) : null;
    return {
        fd: null,
        description: null,
        ...found,
        awaits: {
            what: "futex",
            word: { address, operation: name, expected, bitset, reading, limited, ...(named !== null && { name: named }) },
        },
    };
}

/** Where the thread waited. */
function waitedAt({ interpretation, task }: ReturnedCall): string | undefined {
    return futexOf(interpretation, task.pending?.blocked?.object)?.id;
}

function returned(call: ReturnedCall): void {
    const operation = operationOf(call);
    switch (operation.does) {
        case "wait":
            return wokenUp(call, operation);
        case "wake":
            return woke(call, operation, call.result);
        case "wakeBoth":
            return wokeBoth(call, operation);
        case "requeue":
            return requeued(call, operation);
        case "lock":
        case "waitAndLock":
        case "tryLock": {
            const object = waitedAt(call) ?? knownFutex(call.interpretation, call.task, operation)?.id;
            return object === undefined ? undefined : call.tell({ kind: "futexLocked", object });
        }
        case "unlock": {
            const object = knownFutex(call.interpretation, call.task, operation)?.id;
            return object === undefined ? undefined : call.tell({ kind: "futexUnlocked", object });
        }
        case "other":
            return call.tellReturned();
    }
}

/** A wait returns 0 only when somebody has woken it (kernel/futex/waitwake.c, futex_wait). */
function wokenUp(call: ReturnedCall, operation: FutexOperation): void {
    const found = whereWoken(call, operation);
    if (found !== undefined) tellWoken(call, operation, found);
}

/** futex_waitv(2): the result is at which of its words. */
function wokenUpAmong(call: ReturnedCall): void {
    const woken = wokenAmong(call, (word) => wakersUnderWay(call, word).length > 0);
    if (woken !== undefined) tellWoken(call, woken.word, woken.found, woken.also);
}

function tellWoken(call: ReturnedCall, word: FutexWord, found: FoundFutex, also: readonly FutexLeft[] = []): void {
    settleExec(call, found.object);
    const told = futexOf(call.interpretation, found.object)?.wakes ?? [];
    const wakers = told.length > 0 ? told : wakersUnderWay(call, word);
    const [first] = wakers;
    const isOne = first !== undefined && wakers.every(({ tid }) => tid === first.tid) && !told.some(({ mixed }) => mixed === true);
    call.tell({
        kind: "futexWaited",
        ...found,
        by: isOne ? { process: first.process, tid: first.tid } : null,
        ...(told.length === 0 && first !== undefined && { early: true }),
        ...(also.length > 0 && { also }),
    });
}

/** An owner that executes another program leaves the memory with a robust mutex before its exec is recorded. */
function settleExec({ interpretation, time }: ReturnedCall, object: string): void {
    const { owner, wakes } = futexOf(interpretation, object) ?? {};
    const task = interpretation.tasks.task(owner?.tid ?? 0);
    if (task?.pending?.row.meaning === "execute" && wakes?.length === 0) {
        endOwnership(interpretation, task, originOf(task, time, null, 0));
    }
}

/** Also of a wait that was over before anything else happened that was recorded. */
function whereWoken(call: ReturnedCall, operation: FutexOperation): FoundFutex | undefined {
    const { interpretation, task } = call;
    const object = waitedAt(call);
    if (object !== undefined) return { object };
    if (task.pending !== null || joinedThread(call, operation.address) !== undefined) return undefined;
    const purpose = purposeAt(call, operation);
    return purpose === "own" ? undefined : foundFutex(interpretation, task, operation, purpose, variableAt(call));
}

/** Threads in calls that wake there, and have not returned. */
function wakersUnderWay({ interpretation, task: woken }: ReturnedCall, { address, private: isPrivate }: FutexWord): readonly FutexThread[] {
    const wakers: FutexThread[] = [];
    for (const process of interpretation.tasks.living()) {
        for (const task of process.tasks.values()) {
            const { pending } = task;
            if (pending?.row.meaning !== "futex" && pending?.row.meaning !== "wakeFutex") continue;
            const operation = operationOf(new DecodedCall(pending.row, pending.args, pending.captures));
            if (canWake(operation) && meetAtWord(interpretation, task, operation, woken, { address, private: isPrivate })) {
                wakers.push({ process: process.id, tid: task.tid });
            }
        }
    }
    return wakers;
}

function woke(call: ReturnedCall, operation: FutexOperation, woken: number): void {
    const futex = knownFutex(call.interpretation, call.task, operation);
    if (futex === undefined) return;
    const { most, bitset } = operation;
    const waiting = waitingFor(futex, bitset);
    const { early, uncertain } = futex;
    const still = woken - early.length;
    const areAll = still >= waiting.length && wokenAndWaiting(futex) === 0;
    const whom = uncertain ? null : still <= 0 ? early.slice(0, woken) : areAll ? [...early, ...waiting] : null;
    call.tell({
        kind: "futexWoke",
        object: futex.id,
        woken,
        most,
        bitset,
        whom: whom === null ? null : eachOnce(whom),
        reading: readingAt(call, futex.type, operation, futex.place.memory),
    });
}

/** One may stand there twice (futex_waitv(2)). */
function eachOnce(threads: readonly FutexThread[]): readonly FutexThread[] {
    return [...new Map(threads.map(({ process, tid }) => [tid, { process, tid }])).values()];
}

/** FUTEX_WAKE_OP: first those at the one word, as many as it may, then those at the other. */
function wokeBoth(call: ReturnedCall, operation: FutexOperation): void {
    const other = { ...operation, ...operation.other };
    const first = knownFutex(call.interpretation, call.task, operation);
    const atFirst = first === undefined ? 0 : Math.min(call.result, operation.most, first.waiters.length + first.early.length);
    woke(call, operation, atFirst);
    woke(call, other, call.result - atFirst);
}

/** The result counts both who was woken and who was moved (kernel/futex/requeue.c, futex_requeue). */
function requeued(call: ReturnedCall, operation: FutexOperation): void {
    const { interpretation, task, result } = call;
    const from = knownFutex(interpretation, task, operation);
    if (from === undefined) return;
    const woken = Math.min(result, operation.most);
    const waiting = from.waiters.slice(Math.max(0, woken - from.early.length));
    const { object: to, newObject: newPeer } = foundFutex(interpretation, task, { ...operation, ...operation.other }, "word");
    const moved = to === from.id ? [] : waiting.slice(0, result - woken);
    call.tell({ kind: "futexRequeued", object: from.id, to, ...(newPeer !== undefined && { newPeer }), woken, moved });
    for (const { tid } of moved) moveAwaited(interpretation, tid, from.id, to);
}

/** From now on its call waits for another object. */
function moveAwaited({ tasks }: Interpretation, tid: number, from: ObjectId, to: ObjectId): void {
    const task = tasks.task(tid);
    const pending = task?.pending ?? null;
    if (task !== undefined && pending !== null && pending.blocked !== null) {
        task.pending = { ...pending, blocked: movedWait(pending.blocked, from, to) };
    }
}

/** Who waited for what is not modelled is not told of. */
function failed(call: ReturnedCall): void {
    const operation = operationOf(call);
    const isOwn = purposeAt(call, operation) === "own" || joinedThread(call, operation.address) !== undefined;
    if (!isOwn) call.tellReturned();
}

function setNumberAddress(call: ReturnedCall): void {
    call.task.numberAt = call.word("address");
}

export const futex = {
    meanings: { futex: returned, wokenAmongFutexes: wokenUpAmong, wakeFutex: returned, setNumberAddress },
    failures: { futex: failed },
    awaited: { futex: awaitedAt, futexes: awaitedTogether },
} satisfies Mechanism;
