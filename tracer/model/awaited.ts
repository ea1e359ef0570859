/** Why a thread does not go on: the English of what it awaits, made when somebody looks, since the reason may change meanwhile. */
import type { Awaits, Wait } from "./awaits";
import { kindOf } from "./kinds/kinds";
import { lookAt } from "./lookAt";
import type { State } from "./state";

/** One clause: "the pipe is empty; 2 descriptors could still write". */
export function awaitedText(state: State, wait: Wait): string {
    const object = wait.object === null ? undefined : state.objects.get(wait.object);
    const byKind = object === undefined ? null : (kindOf(object).awaited?.(object, wait, lookAt(state)) ?? null);
    return byKind ?? ofAnyKind(wait);
}

function ofAnyKind({ awaits, object }: Wait): string {
    const unknownObject = "the call has not returned";
    switch (awaits.what) {
        case "input":
            return object === null ? unknownObject : "waiting for something to read";
        case "room":
            return object === null ? unknownObject : "waiting for room to write";
        case "connection":
            return object === null ? unknownObject : "waiting for the other side of the connection";
        case "opening":
            return awaits.path === null ? unknownObject : `opening ${awaits.path}`;
        case "child":
            return `waiting for ${childText(awaits)} to end`;
        case "newChild":
            return "waiting for the new child to execute a program or to end";
        case "readiness":
            return "waiting until a descriptor is ready";
        case "time":
            return "sleeping";
        case "signal":
            return "waiting for a signal";
        case "message":
            return "waiting for a message";
        case "unknown":
            return unknownObject;
    }
}

/** In the words of wait4(2) and waitid(2). */
function childText({ child, pid, group }: Extract<Awaits, { what: "child" }>): string {
    if (group) return "any child of a process group";
    return pid === null ? "any child" : `child ${child ?? pid}`;
}
