/** The capture programs of the table (docs/engine-interface.md, "Capture programs"), taken apart once for all calls of a log. */
import type { SyscallRow } from "../syscalls/row";

export interface PlannedCapture {
    /** Among all of the row. */
    readonly index: number;
    readonly name: string;
    readonly kind: "string" | "object" | "bytes" | "iovec" | "fixed" | "rights" | "socket";
    /** As the row has it: `arg1`, `arg1+8`, `u32(arg0+4)`, `*(arg1+16)`, `result`. */
    readonly place: string;
    /** The argument in that; null: none. What strace shows as the argument of rt_sigreturn(2) stands on the stack. */
    readonly argument: number | null;
    /** Of a descriptor in an array, its index; null: it is the argument itself. */
    readonly item: number | null;
}

export interface CapturePlan {
    readonly entry: readonly PlannedCapture[];
    readonly exit: readonly PlannedCapture[];
    /** It copies its bytes at the entry, since it sends them. */
    readonly sends: boolean;
}

/** Of which a log tells something. */
const kinds: ReadonlySet<string> = new Set<PlannedCapture["kind"]>(["string", "object", "bytes", "iovec", "fixed", "rights", "socket"]);

export function capturePlan({ captures }: SyscallRow): CapturePlan {
    const operations = Object.entries(captures);
    const at = (when: "e" | "x"): readonly PlannedCapture[] =>
        operations.flatMap(([name, operation], index) => (operation.startsWith(when) ? planned(index, name, operation) : []));
    return { entry: at("e"), exit: at("x"), sends: operations.some(([name, operation]) => name === "data" && operation.startsWith("e")) };
}

function planned(index: number, name: string, operation: string): readonly PlannedCapture[] {
    const [, kind = "", place = ""] = operation.split(" ");
    if (!isKind(kind)) return [];
    const [, argument, offset] = /arg(\d)(?:\+(\d+))?/.exec(place.startsWith("stack") ? "arg0" : place) ?? [];
    return [
        {
            index,
            name,
            kind,
            place,
            argument: argument === undefined ? null : Number(argument),
            item: place.startsWith("u32(") ? Number(offset ?? 0) / 4 : null,
        },
    ];
}

function isKind(kind: string): kind is PlannedCapture["kind"] {
    return kinds.has(kind);
}
