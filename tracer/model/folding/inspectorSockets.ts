/** Sockets through which a runtime is debugged. */
import type { ObjectId } from "../identities";
import type { Process } from "../owners/process";
import type { State } from "../state";

/** It listens where the process waits for a debugger, or is its end of the connection with that. */
export function isOfInspector({ inspector }: Process, id: ObjectId, state: State): boolean {
    const object = inspector === undefined ? undefined : state.objects.get(id);
    return object !== undefined && "local" in object && object.local === inspector;
}
