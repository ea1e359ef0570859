/** Objects that have no descriptor but a number of their own (sysvipc(7)): which arguments name them. */
import type { ObjectId } from "../model/identities";
import type { KernelObjectKind } from "../model/kindTypes";
import type { DecodedCall } from "../syscalls/decodedCall";
import type { ArgumentName } from "../syscalls/table";
import type { Interpretation } from "./interpretation";

const kindsOfArguments: readonly (readonly [ArgumentName, KernelObjectKind])[] = [["queue", "messageQueue"]];

/** The object that one of the call's arguments names, if the state shows it. */
export function numberedObject(interpretation: Interpretation, call: DecodedCall): ObjectId | null {
    for (const [argument, kind] of kindsOfArguments) {
        if (call.has(argument)) return interpretation.identities.numbered(interpretation.state, kind, call.int(argument)) ?? null;
    }
    return null;
}
