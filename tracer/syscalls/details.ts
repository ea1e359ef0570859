/** What a row shows of a call's arguments beside the descriptor, for sentences: "F_SETLKW"; "10, SEEK_SET". */
import type { DecodedCall } from "./decodedCall";
import type { ArgumentName } from "./table";

/** Undefined: nothing. */
export function detailsOf(call: DecodedCall): string | undefined {
    const shown = (call.row.shows ?? []).flatMap(({ argument, names, omit }) => {
        const value = call.long(argument as ArgumentName);
        const number = names === undefined ? value : call.int(argument as ArgumentName);
        return number === omit ? [] : [names?.[number] ?? String(number)];
    });
    return shown.length === 0 ? undefined : shown.join(", ");
}
