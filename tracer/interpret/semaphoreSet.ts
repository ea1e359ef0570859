/** System V semaphore sets: semget(2), semop(2), semctl(2). */
import type { NewObjectBase } from "../model/kernelObject";
import type { SemaphoreOperation } from "../model/kinds/semaphoreSet/operations";
import type { SemaphoreSet, SemaphoreSetFacts } from "../model/kinds/semaphoreSet/state";
import { setsThere } from "../snapshot/semaphoreSet";
import type { DecodedCall } from "../syscalls/decodedCall";
import type { Awaited, EnteredCall } from "./enteredCall";
import type { Interpretation } from "./interpretation";
import type { Mechanism } from "./mechanism";
import { numberedObject } from "./numbered";
import type { ReturnedCall } from "./returnedCall";
import { systemVGet } from "./systemVGet";

const kind = "semaphoreSet";
const [noWaitFlag, undoFlag] = [0o4000, 0o10000];
const permissions = 0o777;

type NewSet = NewObjectBase & SemaphoreSetFacts & { readonly kind: typeof kind };

function getSemaphoreSet(call: ReturnedCall): void {
    const { named, number, mode, known, isNew } = systemVGet(call, kind, setsThere);
    if (known !== undefined) {
        call.tell({ kind: "semaphoreSetOpened", object: known, ...named });
    } else if (isNew) {
        const facts = { ...named, number, count: call.int("semaphoreCount"), mode };
        const newObject: NewSet = { ...call.interpretation.identities.createNumbered(kind, number), kind, ...facts };
        call.tell({ kind: "semaphoreSetCreated", object: newObject.id, newObject });
    } else {
        const newObject = introduced(call.interpretation, number, named.key);
        call.tell({ kind: "semaphoreSetOpened", object: newObject.id, newObject, ...named });
    }
}

/** A set that was there before; what never changes of it, the kernel told when the trace began. */
function introduced({ identities, firstAccount }: Interpretation, number: number, key: number | null): NewSet {
    const reading = firstAccount === null ? undefined : setsThere(firstAccount)?.get(number);
    return {
        ...identities.createNumbered(kind, number),
        kind,
        key: key ?? reading?.key ?? null,
        number,
        count: reading?.count ?? null,
        inherited: true,
    };
}

interface UsedSet {
    readonly object: string;
    readonly newObject?: NewSet;
}

/** The set that a successful call named; one that was not known was there before. */
function used(call: ReturnedCall): UsedSet {
    const { identities, state } = call.interpretation;
    const number = call.int("semaphores");
    const known = identities.numbered(state, kind, number);
    if (known !== undefined) return { object: known };
    const newObject = introduced(call.interpretation, number, null);
    return { object: newObject.id, newObject };
}

function setOf({ state }: Interpretation, id: string | null): SemaphoreSet | undefined {
    const object = id === null ? undefined : state.objects.get(id);
    return object?.kind === kind ? object : undefined;
}

/** struct sembuf (semop(2)); null when not all of them were captured. */
function operationsOf(call: DecodedCall): readonly SemaphoreOperation[] | null {
    const count = call.size("count");
    const length = 6;
    const bytes = count === 1 ? call.structure("operation", length) : call.structure("operations", count * length);
    if (bytes === undefined) return null;
    return Array.from({ length: count }, (_, place) => {
        const flags = bytes.getUint16(place * length + 4, true);
        return {
            index: bytes.getUint16(place * length, true),
            change: bytes.getInt16(place * length + 2, true),
            ...((flags & undoFlag) !== 0 && { undo: true }),
            ...((flags & noWaitFlag) !== 0 && { noWait: true }),
        };
    });
}

function operateSemaphores(call: ReturnedCall): void {
    const set = used(call);
    const operations = operationsOf(call) ?? [];
    const index = operations[0]?.index ?? 0;
    const { value = null, ahead = 0 } = setOf(call.interpretation, set.object)?.semaphores[index] ?? {};
    const total = operations.reduce((sum, each) => sum + (each.index === index ? each.change : 0), 0);
    call.tell({
        kind: "semaphoreChanged",
        ...set,
        index,
        value: value === null || operations.length === 0 ? null : Math.max(0, value - ahead + total),
        operations,
        ...(operations.some(({ undo, change }) => undo === true && change !== 0) && { undoList: call.task.undoList }),
        ...overlapOf(call),
    });
}

/** What was told since the call began may have come after it. */
function overlapOf(call: ReturnedCall): { readonly began?: number } {
    return call.task.pending === null ? {} : { began: call.began };
}

/** The commands of semctl(2) that matter here; the others only ask (include/uapi/linux/sem.h, ipc.h). */
const commands = { remove: 0, set: 1, getValue: 12, getAll: 13, setValue: 16, setAll: 17 } as const;
/** Of sem_perm.mode in struct semid_ds (include/uapi/asm-generic/ipcbuf.h). */
const modeAt = 20;

function controlSemaphores(call: ReturnedCall): void {
    switch (call.int("command")) {
        case commands.remove: {
            const set = used(call);
            const waiters = setOf(call.interpretation, set.object)?.waiters ?? [];
            call.tell({ kind: "semaphoreSetRemoved", ...set, waiters: waiters.map(({ process }) => process) });
            break;
        }
        case commands.set: {
            const facts = call.structure("semaphoresGiven", modeAt + 4);
            if (facts === undefined) call.tellReturned();
            else call.tell({ kind: "semaphoreSetChanged", ...used(call), mode: facts.getUint32(modeAt, true) & permissions });
            break;
        }
        case commands.setValue:
            call.tell({
                kind: "semaphoreChanged",
                ...used(call),
                index: call.int("index"),
                value: call.int("argument"),
                ...overlapOf(call),
            });
            break;
        case commands.setAll:
            call.tell({ kind: "semaphoresSet", ...used(call), values: arrayOf(call, "given"), ...overlapOf(call) });
            break;
        case commands.getValue:
            tellTold(call, [{ index: call.int("index"), value: call.result }]);
            break;
        case commands.getAll:
            tellTold(
                call,
                arrayOf(call, "told").map((value, index) => ({ index, value })),
            );
            break;
        default:
            call.tellReturned();
    }
}

const arrays = { given: ["semaphoresGiven", "manySemaphoresGiven"], told: ["semaphoresTold", "manySemaphoresTold"] } as const;

/** As many of the values in the program's array as there are semaphores; none when not all were captured. */
function arrayOf(call: ReturnedCall, which: keyof typeof arrays): readonly number[] {
    const count = setOf(call.interpretation, used(call).object)?.count ?? null;
    if (count === null) return [];
    const [few, many] = arrays[which];
    const values = call.structure(few, 2 * count) ?? call.structure(many, 2 * count);
    return values === undefined ? [] : Array.from({ length: count }, (_, place) => values.getUint16(2 * place, true));
}

/** Of interest where the values were not known. */
function tellTold(call: ReturnedCall, values: readonly { readonly index: number; readonly value: number }[]): void {
    const set = used(call);
    const known = setOf(call.interpretation, set.object);
    const isNews = values.some(({ index }) => (known?.semaphores[index]?.value ?? null) === null);
    if (isNews) call.tell({ kind: "semaphoresTold", ...set, values });
    else call.tellReturned();
}

const semaphoresAwaited = {
    semaphores(call: EnteredCall): Awaited {
        const object = numberedObject(call.interpretation, call);
        return {
            fd: null,
            description: null,
            object,
            awaits: { what: "semaphores", set: call.int("semaphores"), operations: operationsOf(call) },
        };
    },
};

export const semaphoreSet = {
    meanings: { getSemaphoreSet, operateSemaphores, controlSemaphores },
    awaited: semaphoresAwaited,
} satisfies Mechanism;
