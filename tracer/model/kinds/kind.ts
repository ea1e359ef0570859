/**
 * What a kind of kernel object says of itself. Its file holds the object, its events, its rules and how it is told; the
 * rest of the product finds it in the table `kinds.ts` and asks.
 *
 * A kind never sees the state: its rules change the object in place, and for what it tells it gets a `Look`.
 */
import type { Polled, Wait } from "../awaits";
import type { Enders } from "../ender";
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId, ProcessId } from "../identities";
import type { NewObjectBase, ObjectBase } from "../kernelObject";
import type { Look } from "../look";
import type { Mutable } from "../mutable";
import type { AccessMode } from "../openFlags";
import type { CallEvent } from "../owners/call";
import type { DescriptorClosed } from "../owners/descriptorClosed";
import type { StatusFlagsChanged } from "../owners/statusFlags";
import type { TerminalNamed } from "../owners/terminalNamed";
import type { UseHow } from "../owners/use";
import type { TransferEvent } from "../owners/transfer";
import type { ReadyFor } from "../readiness";
import type { Sentence } from "../words";

/** An event about one object. `newObject`: it is seen for the first time. */
export interface ObjectEvent extends EventBase {
    readonly kind: string;
    readonly object: ObjectId;
    readonly newObject?: NewObjectBase & { readonly kind: string };
    /** A second object that is seen for the first time: the other end. */
    readonly newPeer?: NewObjectBase & { readonly kind: string };
}

/** A descriptor with a new open file description, as an event makes it. */
export interface OpenedDescriptor {
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly description: DescriptionId;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
    /** Of another object than the event's own. */
    readonly of?: ObjectId;
}

/** What a kind learns of an open file description. `inFlight`: its places in messages that nobody has received yet. */
export interface HeldDescription {
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
    readonly inFlight: readonly unknown[];
}

/** What an event does and how it is told. `object`: after the event; undefined: it is gone with it. */
export interface Happening<O, E> {
    readonly becomes?: (object: Mutable<O>, event: E) => void;
    /** The descriptors that the thread has from it. */
    readonly opens?: (event: E) => readonly OpenedDescriptor[];
    readonly uses?: UseHow | ((event: E) => readonly UseHow[]);
    /** The open file description whose end the object is to be told of (`forgets`). */
    readonly watches?: (event: E) => DescriptionId;
    /** Other objects of the kind that it concerns, and what it does to each. */
    readonly reaches?: { readonly whom: (event: E) => readonly ObjectId[]; readonly becomes: (object: Mutable<O>, event: E) => void };
    /** Calls that wait for another object from now on. */
    readonly moves?: {
        readonly whom: (event: E) => readonly { readonly process: ProcessId; readonly tid: number }[];
        readonly to: (event: E) => ObjectId;
    };
    readonly says: (event: E, object: O | undefined, look: Look) => Sentence;
}

/** Events that concern objects of every kind. */
export type SharedEvent = TransferEvent | CallEvent | StatusFlagsChanged | DescriptorClosed | TerminalNamed;

/** What a kind adds to such an event: the consequence for the object, and a sentence of its own. */
export interface Reaction<O, E> {
    readonly becomes?: (object: Mutable<O>, event: E) => void;
    /** Other objects of the kind that it concerns, and what it does to each. */
    readonly reaches?: {
        readonly whom: (event: E, object: O) => readonly ObjectId[];
        readonly becomes: (object: Mutable<O>, event: E) => void;
    };
    readonly says?: (event: E, object: O, look: Look) => Sentence;
}

export interface Traits {
    /** Objects that have a name by which the user knows them. */
    readonly named: boolean;
    /**
     * Of its open file descriptions: reads and writes move the offset, the kernel keeps it at 0, or it means nothing.
     */
    readonly position: "moves" | "zero" | "none";
    /** What tells two objects apart: the inode, only the call that made them (they share an inode), or a number of their own. */
    readonly identity: "inode" | "maker" | "number";
    /** Processes reach each other through it: what happens to it is of interest by itself. */
    readonly connects: boolean;
    /** Bytes go into it and come out of it again, instead of staying in a place. */
    readonly buffers: boolean;
}

export interface Kind<O extends ObjectBase, Facts, E extends ObjectEvent> {
    /** The man pages' word, for sentences. */
    readonly word: string;
    readonly traits: Traits;
    /** Whether sentences give the name alone ("/dev/null"), without the word. */
    readonly nameAlone?: true;
    begins(base: ObjectBase, facts: Facts, event: EventBase): O;
    /** What keeps it when no open file description does. */
    stays?(object: O): boolean;
    /** An open file description of it more (1) or less (-1). `isBeingOpened`: whether a call waits that opens it. */
    held?(object: Mutable<O>, description: HeldDescription, change: 1 | -1, isBeingOpened: () => boolean): void;
    /** Its mappings have changed in number or extent. */
    mapped?(object: Mutable<O>, event: EventBase): void;
    /** An open file description that it watched has come to its end. */
    forgets?(object: Mutable<O>, description: DescriptionId): void;
    /** Other objects of the kind that its end concerns, and what that does to each. */
    readonly ends?: { whom(object: O): readonly ObjectId[]; becomes(other: Mutable<O>, ended: O): void };
    /** A process has ended, or executes another program: it uses the object no more. */
    leaves?(object: Mutable<O>, process: ProcessId): void;
    /** A thread will never finish its call on it. */
    abandoned?(object: Mutable<O>, tid: number): void;
    readonly events: { readonly [K in E["kind"]]: Happening<O, Extract<E, { kind: K }>> };
    readonly reactions?: { readonly [K in SharedEvent["kind"]]?: Reaction<O, Extract<SharedEvent, { kind: K }>> };
    /** What the loss of an open file description means to those who still use it; undefined: the object went with it. */
    released?(object: O | undefined, look: Look): string | null;
    /** Why a thread waits for it: one clause, made when somebody looks; null: what is said of every kind. */
    awaited?(object: O, wait: Wait, look: Look): string | null;
    /** Why it is ready for that (poll(2)), one clause about its state now; null: that is not known, or it is not. */
    whyReady?(object: O, what: ReadyFor, look: Look): string | null;
    /** Who could end a thread's wait for it; absent: that is not known. */
    enders?(object: O, wait: Wait, look: Look): Enders;
    /** The descriptors in its set, of which any that is ready ends a wait for it. */
    members?(object: O): readonly Polled[];
    /** Bytes in it that are gone when nobody can read them; null: unknown. */
    unread?(object: O): number | null;
    /** What a call's error says about it; null: what is said of every kind. */
    failed?(object: O, error: string, look: Look): string | null;
    /** Keys of `state --json` beyond id, kind and name. */
    json?(object: O, look: Look): Readonly<Record<string, unknown>>;
    /** Its block of lines in `state`; without it, it stands in the list of small objects, with `remark`. */
    lines?(object: O, look: Look): readonly string[];
    /** A few words after its name in that list. */
    remark?(object: O): string;
}
