/** How a System V semaphore set is told. */
import type { Wait } from "../../awaits";
import { count, firstOf } from "../../words";
import { keyText, toldKey } from "../systemVKey";
import { modeText } from "../sharedMemory";
import { changeText, operationText, type SemaphoreOperation } from "./operations";
import { semaphoreAt } from "./rules";
import type { SemaphoreSet, SemaphoreUndo, SemaphoreWaiter } from "./state";

export function setKeyText({ key }: Pick<SemaphoreSet, "key">): string {
    return key === null ? "key unknown" : keyText(key);
}

/** "semaphore 0 is 0; it waits to take 1, after p2". */
export function awaited(set: SemaphoreSet, { awaits, tid }: Wait): string | null {
    if (awaits.what !== "semaphores") return null;
    const place = set.waiters.findIndex((waiter) => waiter.tid === tid);
    const waiter = set.waiters[place];
    const operations = waiter?.operations ?? awaits.operations;
    if (operations === null) return "what it is to do was not recorded";
    if (waiter === undefined || waiter.sleepsAt === null) {
        const isKnown = waiter !== undefined && operations.every(({ index }) => semaphoreAt(set, index).value !== null);
        return isKnown ? "it can go on" : `it is to ${firstOf(operations.map(operationText))}`;
    }
    const operation = operations[waiter.sleepsAt] ?? { index: 0, change: 0 };
    const rest = operations.length === 1 ? "" : `, all ${operations.length} operations at once`;
    return `${neededText(set, operation)}${rest}${beforeText(set, place)}`;
}

function neededText(set: SemaphoreSet, { index, change }: SemaphoreOperation): string {
    const is = `semaphore ${index} is ${semaphoreAt(set, index).value ?? "unknown"}`;
    return change === 0 ? `${is}; it waits until that is 0` : `${is}; it waits to take ${-change}`;
}

/** Those that sleep for the same came before. */
function beforeText(set: SemaphoreSet, place: number): string {
    const waiter = set.waiters[place];
    const before = set.waiters.slice(0, place).filter((each) => waiter !== undefined && sleepsLike(each, waiter));
    return before.length === 0 ? "" : `, after ${firstOf(before.map(({ process }) => process))}`;
}

function sleepsLike(one: SemaphoreWaiter, other: SemaphoreWaiter): boolean {
    const [first, second] = [sleepingFor(one), sleepingFor(other)];
    return first?.index === second?.index && (first?.change === 0) === (second?.change === 0);
}

/** The operation for which it sleeps; null: for none, or that is unknown. */
export function sleepingFor({ operations, sleepsAt }: SemaphoreWaiter): SemaphoreOperation | null {
    return sleepsAt === null ? null : (operations?.[sleepsAt] ?? null);
}

/** "0, 3, ?". */
export function valuesText({ semaphores, count: total }: SemaphoreSet): string {
    const known = semaphores.map(({ value }) => value ?? "?");
    const more = total === null || total > semaphores.length ? ["…"] : [];
    return [...known, ...more].join(", ");
}

/** "+1 on [0], −2 on [1]". */
export function undoText({ adjustments }: SemaphoreUndo): string {
    return adjustments.map(({ index, change }) => `${change === null ? "something unknown" : changeText(change)} on [${index}]`).join(", ");
}

export function json(set: SemaphoreSet): Readonly<Record<string, unknown>> {
    return {
        key: set.key,
        ...(set.keySource !== null && { keySource: set.keySource }),
        number: set.number,
        permissions: set.mode === null ? null : modeText(set.mode),
        count: set.count,
        values: set.semaphores.map(({ value }) => value),
        lastProcesses: set.semaphores.map(({ lastProcess }) => lastProcess),
        waiters: set.waiters.map((waiter) => ({
            process: waiter.process,
            tid: waiter.tid,
            ...sleepingFor(waiter),
            operations: waiter.operations,
        })),
        undo: [...set.undo.values()],
        createdBy: set.createdBy,
    };
}

const shownSemaphores = 16;

/** The lines of `state`. */
export function lines(set: SemaphoreSet): readonly string[] {
    const size = set.count === null ? "size unknown" : count(set.count, "semaphore");
    const shown = set.semaphores.slice(0, shownSemaphores);
    const more = set.semaphores.length - shown.length;
    return [
        `${set.id}  number ${set.number}, ${set.key === null ? setKeyText(set) : toldKey(set.key, set.keySource)}  (${size})`,
        ...shown.map(({ value, lastPid, lastProcess }, index) => {
            const last = lastPid === null ? "unknown" : lastPid === 0 ? "nobody" : (lastProcess ?? `process ${lastPid}`);
            return `      [${index}] ${value ?? "unknown"}  last changed by ${last}`;
        }),
        ...(more > 0 ? [`      ${more} more`] : []),
        ...set.waiters.map((waiter) => `      ${waiter.process} waits to ${waiterText(waiter)}`),
        ...[...set.undo.values()].map((undo) => `      the end of ${undo.process} undoes: ${undoText(undo)}`),
    ];
}

/** "take 1 from semaphore 0", "take 1 from semaphore 0 and take 1 from semaphore 1". */
export function waiterText({ operations }: SemaphoreWaiter): string {
    return operations === null ? "do what was not recorded" : firstOf(operations.map(operationText));
}
