/** What the variable in which a word lies tells of it. */
import type { FutexType } from "../../model/kinds/futex/state";
import type { Variable } from "../../symbols/sourceLookup";
import type { EnteredCall } from "../enteredCall";
import type { Interpretation } from "../interpretation";
import type { ReturnedCall } from "../returnedCall";
import { purposeOf, type FutexPurpose } from "./library";
import type { FutexOperation } from "./operation";

type FutexCall = EnteredCall | ReturnedCall;

const types: Readonly<Record<string, FutexType>> = {
    pthread_mutex_t: "mutex",
    mtx_t: "mutex",
    pthread_cond_t: "condition variable",
    cnd_t: "condition variable",
    sem_t: "semaphore",
    pthread_barrier_t: "barrier",
    pthread_rwlock_t: "read-write lock",
};

const idLength = 4;

/** Of the program's own, or what one leads to, as debug information or its table of symbols calls it. */
export function variableAt(call: FutexCall): Variable | undefined {
    return (
        firstVariable(call.interpretation, call.structure("place", idLength)) ??
        firstVariable(call.interpretation, call.structure("pointers", idLength))
    );
}

/** Of the ids of places, the first at which something is known. */
export function firstVariable({ sources }: Interpretation, ids: DataView | undefined): Variable | undefined {
    for (let at = 0; ids !== undefined && at + idLength <= ids.byteLength; at += idLength) {
        const variable = sources.variable(ids.getUint32(at, true));
        if (variable !== undefined) return variable;
    }
    return undefined;
}

/** Where no function of the C library tells, as in a program that is linked statically, the type of the variable does. */
export function purposeAt(call: FutexCall, operation: FutexOperation): FutexPurpose {
    const purpose = purposeOf(call.libraryFunction, operation);
    if (purpose !== "word") return purpose;
    const type = types[variableAt(call)?.type ?? ""] ?? "word";
    // In conditions there are other words, at which the C library waits for itself.
    return type === "condition variable" && operation.name !== "FUTEX_WAIT_BITSET" ? "word" : type;
}

/** "mutex table.lock", "futex turn" */
export function nameInProgram(type: FutexType, variable: Variable | undefined): string | null {
    return variable === undefined ? null : `${type === "word" ? "futex" : type} ${variable.name}`;
}
