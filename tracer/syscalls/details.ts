/** What a row shows of a call's arguments beside the descriptor, for sentences: "F_SETLKW"; "10, SEEK_SET". */
import type { DecodedCall } from "./decodedCall";
import type { ArgumentName } from "./table";

/** Undefined: nothing. */
export function detailsOf(call: DecodedCall): string | undefined {
    const { shows } = call.row;
    if (shows === undefined) return undefined;
    const shown = shows.flatMap(({ argument, type, names, omit }) => {
        const name = argument as ArgumentName;
        const value = type === "long" ? call.long(name) : call.int(name);
        return value === omit ? [] : [names?.[value] ?? String(value)];
    });
    return shown.length === 0 ? undefined : shown.join(", ");
}
