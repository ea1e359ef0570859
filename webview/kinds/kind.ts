/** What the worker must know of a kind of kernel object: the one thing that a kind's card.ts exports. */
import type { ObjectId } from "../../tracer/model/identities";
import type { KernelObject } from "../../tracer/model/kindTypes";
import type { AccessMode } from "../../tracer/model/openFlags";
import type { State } from "../../tracer/model/state";
import type { Flow, ObjectCardBase } from "../card/card";
import type { ChannelFace } from "../card/channelFace";
import type { ObjectUse } from "../card/processFacts";
import type { MemoryLayout } from "../protocol/memoryLayout";
import type { Holders } from "./holders";

export type ObjectKind = KernelObject["kind"];
export type ObjectOf<K extends ObjectKind> = KernelObject & { readonly kind: K };

/** The moment of which a card tells. */
export interface Moment {
    readonly state: State;
    /** The state at the previous stop, against which changes are marked; null: mark nothing. */
    readonly before: State | null;
    readonly holders: ReadonlyMap<ObjectId, Holders>;
    /** What debug information tells of memory. */
    readonly layouts: ReadonlyMap<ObjectId, readonly MemoryLayout[]>;
}

export interface UseWords {
    /** "sends to messageQueue1" */
    readonly label: string;
    readonly note: string | null;
    readonly flow: Flow;
}

/** Methods, since a table of kinds is asked by the kind of the object that is then handed over. */
export interface CardKind<O extends KernelObject = KernelObject, C extends ObjectCardBase = ObjectCardBase> {
    card(object: O, moment: Moment): C;
    /** What a descriptor's row says that it leads to. Undefined: the object is gone, and known by its identity only. */
    label(object: O | undefined, id: ObjectId, access: AccessMode): string;
    /** What a row says of a use that needs no descriptor, and which way data go then. */
    use(object: O | undefined, use: ObjectUse): UseWords;
    /** Which way data go through an open file description with this access mode. */
    flow(object: O, access: AccessMode): Flow;
    /** The card as text without its mark, for golden tests. */
    lines(card: C): readonly string[];
    /** Programs open and close some before main: of one that is gone no closed descriptor is kept. */
    readonly passing: boolean;
    /** How Channels draw it in little room; absent: with its own small card. */
    channel?(card: C): ChannelFace;
    /** The word by which the header counts them; null: it does not. */
    readonly counted: string | null;
}
