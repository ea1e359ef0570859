/** Who could end a wait: data, told by the kind of what is waited for. */
import type { Holder } from "./look";
import type { ProcessId } from "./identities";
import type { UseHow } from "./owners/use";
import type { Use } from "./owners/use";
import { placeText } from "./words";

/** A process that could do what the wait is for. */
export interface Ender {
    readonly process: ProcessId;
    /** By which descriptor; null: it needs none. */
    readonly fd: number | null;
    /** How it could, with the line: "p3's descriptor 4 (fork at leak.c:9)", "p2 (has an exclusive lock, lock.c:20)". */
    readonly text: string;
}

export interface Enders {
    readonly known: readonly Ender[];
    /** Who beside them: "a client that connects to /tmp/s". "nobody": of the traced processes, none. Null: that is not known. */
    readonly others: string | null;
}

export const nobody = "nobody";
/** Of a wait that was given a time, who ends it when nobody else does. */
export const timeOut = "its time-out";
/** Nothing is known, or nobody is needed: the call is about to return. */
export const unknownEnders: Enders = { known: [], others: null };

/** Nobody that is traced, but someone, or something, else. */
export function onlyOthers(others: string): Enders {
    return { known: [], others };
}

/** ", mq.c:12": where the process last did one of that with the object; empty: not known. */
export function placeOfUse({ places }: Use, ways: readonly UseHow[]): string {
    const source = places.findLast(({ how }) => ways.includes(how))?.source ?? null;
    return source === null ? "" : `, ${placeText(source)}`;
}

export function byDescriptor({ process, fd, got }: Holder): Ender {
    const how = got === null ? "" : ` (${got.by}${got.source === null ? "" : ` at ${placeText(got.source)}`})`;
    return { process, fd, text: `${process}'s descriptor ${fd}${how}` };
}
