/**
 * The chart: what Channels show of a scene, as plain data, before any of it has a place. Processes, between them what they
 * share, and the links between both.
 */
import type { ChannelFace } from "../card/channelFace";
import type { Flow, Mark, NodeId, StateSymbol } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import type { HeldEnd, ProcessCard } from "../scene/scene";

export interface ProcessNode {
    readonly kind: "process";
    readonly id: NodeId;
    readonly card: ProcessCard;
    /** Ends that it holds in vain. */
    readonly held: readonly HeldEnd[];
    /** Channels that only it uses, and that are not drawn: their number. */
    readonly kept: number;
    /** What the user has unfolded so that it stands outside of its crowd; null: nothing. */
    readonly takenOut: string | null;
}

/** Some members of a crowd that are in the same state. */
export interface CrowdState {
    readonly symbol: StateSymbol;
    /** "blocked in read", "running" */
    readonly text: string;
    readonly members: readonly ProcessCard[];
}

/** Alike processes: of the same parent, the same program, with the same kinds of ends. */
export interface CrowdNode {
    readonly kind: "crowd";
    readonly id: NodeId;
    /** "49 × browser" */
    readonly title: string;
    readonly color: number;
    readonly members: readonly ProcessCard[];
    /** The rarest state first: it is the one that somebody looks for. */
    readonly states: readonly CrowdState[];
    /** Ends that its members hold in vain. */
    readonly held: readonly HeldEnd[];
    readonly mark: Mark;
}

export interface ObjectNode {
    readonly kind: "object";
    readonly id: NodeId;
    readonly card: ObjectCard;
    /** null: it is drawn as its kind draws a small card. */
    readonly face: ChannelFace | null;
    /** The object at its other end, where that is one of its own. */
    readonly other: ObjectCard | null;
    /** Of two ends: who uses the one that is `card`. */
    readonly nearUsers: readonly NodeId[];
}

/** Objects of one kind that a crowd's members have to the same others. */
export interface BundleNode {
    readonly kind: "bundle";
    readonly id: NodeId;
    /** "49 pipes" */
    readonly title: string;
    /** "all empty", "3 with data" */
    readonly detail: string;
    readonly cards: readonly ObjectCard[];
    readonly mark: Mark;
}

export type UserNode = ProcessNode | CrowdNode;
export type ChannelNode = ObjectNode | BundleNode;
export type ChartNode = UserNode | ChannelNode;

/** `used`: as far as is known. `idle`: a copy that fork made and nobody used. `held`: in vain. */
export type Role = "used" | "idle" | "held";

/** Between a user and what it uses. */
export interface Link {
    readonly key: string;
    readonly user: NodeId;
    readonly channel: NodeId;
    /** Seen from the user. */
    readonly flow: Flow;
    readonly role: Role;
    /** The user waits at it. */
    readonly waiting: boolean;
    readonly fresh: boolean;
    /** "fd 0"; "fd 3, 5"; "48 fds"; null: there are too many to name, or it needs none. */
    readonly label: string | null;
    /** The rows ("p1:3") that it stands for. */
    readonly rows: readonly string[];
    /** No descriptor leads there. */
    readonly direct: boolean;
    /** There are so many of its kind that it shows only when it is asked for. */
    readonly background: boolean;
}

/** Between two users. */
export interface Tie {
    readonly key: string;
    readonly from: NodeId;
    readonly to: NodeId;
    /** `wait`: from the waiter to what it waits for. `fork`: from the parent to a child with which it shares nothing. */
    readonly kind: "wait" | "fork";
    readonly fresh: boolean;
}

export interface Chart {
    readonly users: readonly UserNode[];
    readonly channels: readonly ChannelNode[];
    readonly links: readonly Link[];
    readonly ties: readonly Tie[];
}

export function allNodes({ users, channels }: Chart): readonly ChartNode[] {
    return [...users, ...channels];
}
