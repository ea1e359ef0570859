/**
 * System V semaphore sets (sysvipc(7)): what their semaphores are, who waits for them, and what the end of a process undoes; how
 * they are made, changed and removed (semget(2), semop(2), semctl(2)), and how all of that is told.
 */
import { count, firstOf, list, nameOf, said } from "../words";
import type { Kind } from "./kind";
import type { UseHow } from "../owners/use";
import { toldKey } from "./systemVKey";
import type { SemaphoreChanged, SemaphoreSetEvent } from "./semaphoreSet/events";
import { operationText } from "./semaphoreSet/operations";
import { beginWaiting, change, learn, setAll, stopWaiting, undo } from "./semaphoreSet/rules";
import { unusedSemaphore, type SemaphoreSet, type SemaphoreSetFacts } from "./semaphoreSet/state";
import { enders } from "./semaphoreSet/enders";
import { awaited, json, lines, undoText, valuesText } from "./semaphoreSet/text";
import { modeText } from "./sharedMemory";

export const semaphoreSet: Kind<SemaphoreSet, SemaphoreSetFacts, SemaphoreSetEvent> = {
    word: "semaphore set",
    traits: { named: false, position: "none", identity: "number", connects: true, buffers: false },
    begins: (base, facts, event) => ({
        ...base,
        kind: "semaphoreSet",
        key: facts.key,
        keySource: facts.keySource ?? null,
        number: facts.number,
        count: facts.count,
        semaphores: Array.from({ length: facts.count ?? 0 }, () => unusedSemaphore(base.inherited ? null : 0)),
        waiters: [],
        undo: new Map(),
        mode: facts.mode ?? null,
        createdBy: base.inherited ? null : event.process,
        createdAt: base.inherited ? null : (event.source ?? null),
    }),
    stays: (object) => !object.removed,
    abandoned: stopWaiting,
    events: {
        semaphoreSetCreated: {
            uses: "made",
            says: (event) =>
                said(
                    `${nameOf(event, "semget")} made ${event.object}: ${count(event.newObject.count ?? 0, "semaphore")}, number ${event.newObject.number}, ${toldKey(event.newObject.key ?? 0, event.newObject.keySource)}.`,
                    "Each of them is 0, and the set stays until somebody removes it.",
                ),
        },
        semaphoreSetOpened: {
            uses: "opened",
            becomes(object, { key, keySource }) {
                object.key = key;
                object.keySource ??= keySource ?? null;
            },
            says: (event) => said(`${nameOf(event, "semget")} found ${event.object} by its ${toldKey(event.key, event.keySource)}.`),
        },
        semaphoreChanged: {
            uses: usesOf,
            becomes: change,
            says: (event, object) => said(changeText(event), object === undefined ? null : nowText(object, event)),
        },
        semaphoresSet: {
            uses: "set",
            becomes: setAll,
            says: (event, object) =>
                event.values.length === 0
                    ? said(`${nameOf(event, "semctl")} set all of ${event.object}.`, "To what was not recorded.")
                    : said(
                          `${nameOf(event, "semctl")} set all of ${event.object}: ${list(event.values)}.`,
                          object === undefined || object.undo.size > 0 ? null : "Nothing is left to undo.",
                      ),
        },
        semaphoresTold: {
            becomes: learn,
            says: (event) =>
                said(
                    event.values.length === 1
                        ? `${nameOf(event, "semctl")} told that semaphore ${event.values[0]?.index} of ${event.object} is ${event.values[0]?.value}.`
                        : `${nameOf(event, "semctl")} told the values of ${event.object}: ${list(event.values.map(({ value }) => value))}.`,
                ),
        },
        semaphoresUndone: {
            becomes: undo,
            says: (event, object) =>
                said(
                    `The end of ${event.process} undoes what it did to ${event.object} with SEM_UNDO: ${undoText(event)}.`,
                    object === undefined ? null : `Its values are now ${valuesText(object)}.`,
                ),
        },
        semaphoreSetChanged: {
            becomes(object, { mode }) {
                object.mode = mode;
            },
            says: (event) => said(`${event.object} now has the permissions ${modeText(event.mode)}.`),
        },
        semaphoreSetRemoved: {
            becomes(object) {
                object.removed = true;
            },
            says: (event) =>
                said(
                    `${nameOf(event, "semctl")} removed ${event.object}.`,
                    event.waiters.length === 0
                        ? "Nobody waited for it."
                        : `${firstOf(event.waiters)}, which ${event.waiters.length === 1 ? "waits" : "wait"} for it, ${event.waiters.length === 1 ? "gets" : "get"} EIDRM.`,
                ),
        },
    },
    reactions: {
        callBlocked: { becomes: beginWaiting },
        callInterrupted: { becomes: (object, event) => stopWaiting(object, event.tid) },
        callReturned: { becomes: (object, event) => stopWaiting(object, event.tid) },
    },
    awaited,
    enders,
    failed: (_set, error) => failures.get(error) ?? null,
    json,
    lines,
};

function usesOf({ operations }: SemaphoreChanged): readonly UseHow[] {
    if (operations === undefined) return ["set"];
    return operations.map(({ change: by }) => (by > 0 ? "added" : by < 0 ? "took" : "waited"));
}

function changeText(event: SemaphoreChanged): string {
    const { operations, object, index, value } = event;
    if (operations === undefined) {
        return `${nameOf(event, "semctl")} set semaphore ${index} of ${object} to ${value ?? "an unknown value"}.`;
    }
    const [only, ...more] = operations;
    if (only === undefined) return `${nameOf(event, "semop")} changed ${object} in a way that was not recorded.`;
    if (more.length > 0) {
        return `${nameOf(event, "semop")} did ${operations.length} operations on ${object} at once: ${firstOf(operations.map(operationText))}.`;
    }
    const number = Math.abs(only.change);
    if (only.change === 0) return `${nameOf(event, "semop")} found semaphore ${index} of ${object} at 0.`;
    return only.change > 0
        ? `${nameOf(event, "semop")} added ${number} to semaphore ${index} of ${object}.`
        : `${nameOf(event, "semop")} took ${number} from semaphore ${index} of ${object}.`;
}

function nowText(set: SemaphoreSet, { operations = [], index, undoList }: SemaphoreChanged): string | null {
    const value = set.semaphores[index]?.value ?? null;
    const now = operations.length > 1 ? `Its values are now ${valuesText(set)}.` : value === null ? "" : `It is now ${value}.`;
    const undone = undoList === undefined ? undefined : set.undo.get(undoList);
    const ends = undone === undefined ? "" : ` The end of ${undone.process} would undo: ${undoText(undone)}.`;
    const able = set.waiters.filter(({ ready }) => ready !== null).map(({ process }) => process);
    const woken = able.length === 0 || value === null ? "" : ` ${firstOf(able)} can go on.`;
    const text = `${now}${ends}${woken}`.trim();
    return text === "" ? null : text;
}

/** What errors of semop(2) mean. */
const failures: ReadonlyMap<string, string> = new Map([
    ["EAGAIN", "It would have had to wait, which IPC_NOWAIT forbids, or it has waited as long as it was to."],
    ["E2BIG", "So many operations at once are not allowed (SEMOPM)."],
    ["EFBIG", "The set has no semaphore with that number."],
    ["ERANGE", "A semaphore, or what is noted for SEM_UNDO, would exceed its limit (SEMVMX, SEMAEM)."],
    ["EIDRM", "The set was removed while the call waited."],
]);
