/** The few questions that a kind of object may ask of the whole state. */
import type { Wait } from "./awaits";
import type { DescriptionId, ObjectId, ProcessId } from "./identities";
import type { End } from "./openFlags";
import type { Provenance } from "./owners/descriptorTable";
import type { Use } from "./owners/use";

export interface Holder {
    readonly process: ProcessId;
    readonly fd: number;
    readonly got: Provenance | null;
}

interface Alike {
    readonly kind: string;
}

export interface Look {
    /** How a sentence calls the object: "pipe1", "the terminal /dev/pts/3". */
    name(object: ObjectId): string;
    /** Descriptors of traced processes through which one can read (or write). */
    ends(object: ObjectId, end: End): number;
    /** Those descriptors, process by process. */
    holders(object: ObjectId, end: End): readonly Holder[];
    /** Whether a message that nobody has received yet carries a descriptor with which one could read (or write). */
    isInFlight(object: ObjectId, end: End): boolean;
    /** Descriptors that refer to an open file description, in messages too. */
    references(description: DescriptionId): number;
    /** Those in the tables of processes, process by process. */
    referrers(description: DescriptionId): readonly Holder[];
    /** Why an object is ready for these events, as poll(2), select(2) and epoll(7) name them; as far as that is known. */
    whyReady(object: ObjectId, events: readonly string[]): readonly string[];
    /** Whether the process has ended; null: not known. */
    ended(process: ProcessId): boolean | null;
    /** The calls that wait for the object, with the processes that made them. */
    waiting(object: ObjectId): readonly (Wait & { readonly process: ProcessId })[];
    /** Processes that use the object without a descriptor. */
    users(object: ObjectId): readonly (Use & { readonly process: ProcessId })[];
    /** Living processes that have it in their memory. */
    mappers(object: ObjectId): readonly ProcessId[];
    /** "whoever maps the file /m": who else could have it in memory; null: a fork of those alone. */
    otherMappers(object: ObjectId): string | null;
    /** Of the process, their numbers; none when it has ended. */
    threads(process: ProcessId): readonly number[];
    /** Whether it has a handler for a signal that somebody may send it, and that it survives. */
    awaitsSignals(process: ProcessId): boolean;
    /** All objects of the same kind, itself too. */
    alike<O extends Alike>(object: O): readonly O[];
}
