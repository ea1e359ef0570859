/** Objects that have no descriptor but a number of their own (sysvipc(7)). */
import type { ObjectId } from "../model/identities";
import type { DecodedCall } from "../syscalls/decodedCall";
import type { ArgumentName } from "../syscalls/table";
import type { Interpretation } from "./interpretation";

/** The object whose number is an argument of the call, if the row says so and the state shows it. */
export function numberedObject({ identities, state }: Interpretation, call: DecodedCall): ObjectId | null {
    const { names } = call.row;
    return names === undefined ? null : (identities.numbered(state, names.kind, call.int(names.argument as ArgumentName)) ?? null);
}
