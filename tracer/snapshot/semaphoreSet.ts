/** System V semaphore sets (sysvipc(7)): each semaphore of a set, and the kernel's bookkeeping of all sets. */
import { sleepingFor } from "../model/kinds/semaphoreSet/text";
import type { SemaphoreSet } from "../model/kinds/semaphoreSet/state";
import { answersTo, answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { aboutNumbers, machineText, ofEachSemaphore, type NumberPlaces } from "./inquiry";
import type { Judge } from "./judge";
import type { TallyPlace } from "./tally";

/** semget, semop, semctl and semtimedop. */
const usedSets: NumberPlaces = "64:result,65:arg0,66:arg0,220:arg0";

const values = aboutNumbers(usedSets, ofEachSemaphore("GETVAL"));
const lastPids = aboutNumbers(usedSets, ofEachSemaphore("GETPID"));
const takers = aboutNumbers(usedSets, ofEachSemaphore("GETNCNT"));
const waitersForZero = aboutNumbers(usedSets, ofEachSemaphore("GETZCNT"));
const allSets = machineText("/proc/sysvipc/sem");

export const semaphoreSetJudge: Judge<SemaphoreSet> = {
    inquiries: [values, lastPids, takers, waitersForZero, allSets],
    compare({ object, snapshot, place }) {
        const sets = setsThere(snapshot);
        if (sets === null) return place.unknown();
        const reading = sets.get(object.number);
        if (!place.compare("it", "there", reading === undefined ? "removed" : "there") || reading === undefined) return;
        place.compare("key", object.key, reading.key);
        place.compare("permissions", object.mode, reading.mode);
        place.compare("semaphores in it", object.count, reading.count);
        compareSemaphores(object, snapshot, reading.count, place);
    },
};

function compareSemaphores(set: SemaphoreSet, snapshot: KernelSnapshot, count: number, place: TallyPlace): void {
    const [ours, pids] = [numbersOf(snapshot, values, set.number), numbersOf(snapshot, lastPids, set.number)];
    const [taking, forZero] = [numbersOf(snapshot, takers, set.number), numbersOf(snapshot, waitersForZero, set.number)];
    // Without permission to read it the kernel tells nothing.
    if ([ours, pids, taking, forZero].some((numbers) => numbers.length !== count)) return place.unknown();
    const sleepers = set.waiters.map((waiter) => (isAsleep(snapshot, waiter.tid) ? sleepingFor(waiter) : null));
    for (let index = 0; index < count; index += 1) {
        const semaphore = set.semaphores[index];
        const at = place.at(`semaphore ${index}`);
        at.compare("value", semaphore?.value ?? null, ours[index] ?? 0);
        at.compare("last changed by", semaphore?.lastPid ?? null, pids[index] ?? 0);
        // Others than traced processes may wait for what was there before the trace; and of some the place is not known.
        const known = !set.inherited && !sleepers.includes(null);
        const sleeping = (zero: boolean): number =>
            sleepers.filter((operation) => operation?.index === index && (operation.change === 0) === zero).length;
        at.compare("waiting to take from it", known ? sleeping(false) : null, taking[index] ?? 0);
        at.compare("waiting until it is 0", known ? sleeping(true) : null, forZero[index] ?? 0);
    }
}

/** Others are between two moments that the model knows: a signal, say, has taken them out of the queue, and the call has not returned. */
function isAsleep({ processes }: KernelSnapshot, tid: number): boolean {
    return processes.some(({ threads }) => threads.some((thread) => thread.tid === tid && thread.state === "S"));
}

/** One for each semaphore; the last answer is the error that there is none with that number. */
function numbersOf(snapshot: KernelSnapshot, inquiry: string, number: number): readonly number[] {
    return answersTo(snapshot, inquiry, number).flatMap(({ error, result }) => (error === 0 ? [result] : []));
}

export interface SetReading {
    readonly key: number;
    readonly mode: number;
    readonly count: number;
}

/** By the kernel's number; null when that was not asked. */
export function setsThere(snapshot: KernelSnapshot): ReadonlyMap<number, SetReading> | null {
    const answer = answerTo(snapshot, allSets, 0);
    if (answer === undefined) return null;
    const [head = "", ...lines] = new TextDecoder().decode(answer.bytes).trimEnd().split("\n");
    const names = head.trim().split(/\s+/);
    return new Map(
        lines.map((line) => {
            const fields = line.trim().split(/\s+/);
            const field = (name: string): string => fields[names.indexOf(name)] ?? "0";
            const reading = { key: Number(field("key")), mode: Number.parseInt(field("perms"), 8) & 0o777, count: Number(field("nsems")) };
            return [Number(field("semid")), reading];
        }),
    );
}
