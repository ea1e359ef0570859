/**
 * The scene: everything the diagram says at one moment, as plain data, before any of it has a place.
 *
 * A pure function makes it from the model's state (sceneOf.ts); the layout gives it places; the nodes draw it.
 */
import type { Sentence } from "../../tracer/model/sentence";
import type { DescriptionId, ObjectId, ProcessId } from "../../tracer/model/identities";
import type { AccessMode, End } from "../../tracer/model/openFlags";
import type { Flow, Mark, SourceLink, StateSymbol } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import type { JobCircle } from "./jobCircle";

/** What every row of a process's card has for the layout and the edges. */
interface RowBase {
    /** The name of its port: "p1:3". */
    readonly key: string;
    /** What it leads to: "pipe1, read end"; "sends to messageQueue1"; of a heading, whose table follows: "thread 4713". */
    readonly label: string;
    /** A remark at the right of the row: "was pipe1, read end", "close-on-exec". */
    readonly note: string | null;
    readonly flow: Flow;
    /** The process waits at it. */
    readonly waiting: boolean;
    readonly mark: Mark;
}

export interface DescriptorRow extends RowBase {
    readonly kind: "descriptor";
    readonly fd: number;
    readonly open: boolean;
    /** null for a closed descriptor. */
    readonly description: DescriptionId | null;
    readonly object: ObjectId;
}

/** What the process uses without a descriptor. */
export interface UseRow extends RowBase {
    readonly kind: "use";
    readonly object: ObjectId;
    /** In its memory: it reads and writes by one way. */
    readonly inMemory: boolean;
}

/** Over the rows of a table, where the threads of a process have several. */
export interface HeadingRow extends RowBase {
    readonly kind: "heading";
}

/** A line of the signal strip (signalRows.ts). */
export interface SignalRow extends RowBase {
    readonly kind: "signal";
    /** A handler that runs; what is pending; what the process has made of its dispositions and its mask. */
    readonly is: "running" | "pending" | "set";
}

export type TableRow = DescriptorRow | UseRow | HeadingRow | SignalRow;

export interface ProcessCard {
    readonly kind: "process";
    readonly id: ProcessId;
    readonly pid: number;
    /** Index into the palette; the same for the whole life of the process. */
    readonly color: number;
    readonly command: string;
    readonly fullCommand: string;
    /** "child of p1" until it executes a program, then "exec’d". */
    readonly origin: string | null;
    readonly symbol: StateSymbol;
    readonly stateText: string;
    /** Blocked and frozen at once: both are true. */
    readonly alsoFrozen: boolean;
    /** Its group and session, where there are several, and what is unusual: the foreground, an orphan. */
    readonly badges: readonly string[];
    /** The group and session in whose frames it stands; null: there is only one, or it has ended. */
    readonly circle: JobCircle | null;
    /** Why it waits, how it ended, what it last called. */
    readonly detail: string | null;
    readonly link: SourceLink | null;
    /** Its signals, its descriptor tables, then what it uses without a descriptor. */
    readonly rows: readonly TableRow[];
    /** It has ended and holds nothing any more. */
    readonly gone: boolean;
    readonly parent: ProcessId | null;
    /** It stands still for the debugger; while all run, it was the last to. */
    readonly foremost: boolean;
    /** It came into being since the previous stop. */
    readonly mark: Mark;
}

/** Ended processes without a card that ended in the same way. */
export interface Ending {
    /** "exited, status 0" */
    readonly text: string;
    readonly count: number;
    /** The latest of them, by identity, pid and command. */
    readonly latest: readonly string[];
}

export interface DescriptionCard {
    readonly kind: "description";
    readonly id: DescriptionId;
    readonly object: ObjectId;
    readonly access: AccessMode;
    readonly flow: Flow;
    readonly references: number;
    readonly flags: string;
    /** Files: "offset 120". */
    readonly offset: string | null;
    readonly mark: Mark;
}

/** From a row of a process's card to an object. */
export interface Edge {
    readonly process: ProcessId;
    /** The row's port: "p1:3". */
    readonly key: string;
    /** The open file description on the way; null: no descriptor leads there. */
    readonly description: DescriptionId | null;
    readonly object: ObjectId;
    readonly flow: Flow;
    readonly fresh: boolean;
    readonly waiting: boolean;
}

/** An end of a channel that its process got by fork, has never used, and that serves nobody (heldEnds.ts). */
export interface HeldEnd {
    readonly process: ProcessId;
    /** Its row's port: "p3:4". */
    readonly key: string;
    readonly fd: number;
    readonly object: ObjectId;
    readonly end: End;
    /** "kept since fork, leak.c:9" */
    readonly since: string;
    /** "as long as p3 has it, p2 will not see the end of pipe1" */
    readonly harm: string;
    /** The line of the fork. */
    readonly link: SourceLink | null;
}

/** A signal that was sent and has not arrived. */
export interface SignalEdge {
    readonly sender: ProcessId;
    readonly receiver: ProcessId;
    /** The receiver's row: "p1/pending SIGUSR1". */
    readonly key: string;
    readonly signal: string;
}

/** Two objects that are each other's ends, or one whose other end is nobody's in the recording, as far as is known. */
export interface Joint {
    readonly one: ObjectId;
    readonly other: ObjectId | null;
}

/** A process that waits for another one: for its end (wait(2)), or for a lock that it has. */
export interface WaitEdge {
    readonly waiter: ProcessId;
    readonly awaited: ProcessId;
}

export interface ForkEdge {
    readonly parent: ProcessId;
    readonly child: ProcessId;
    readonly fresh: boolean;
}

/** What a process did last, and what follows from it. */
export interface Caption extends Sentence {
    readonly process: ProcessId;
}

/** Why one process does not go on (cause.ts). */
export interface CauseStep {
    readonly process: ProcessId;
    /** What it waits for, of a set all of it; empty: something that is no kernel object, such as a child's end. */
    readonly objects: readonly ObjectId[];
    /** Who could end that, as far as known; itself too, where it holds the other end. */
    readonly by: readonly ProcessId[];
    /** Who else: "a client that connects to /tmp/s", "nobody"; null: that is not known. */
    readonly others: string | null;
    /** Time ends it too: the wait was given one. */
    readonly timed: boolean;
    /** Those, with their means: "p3's descriptor 4 (fork at leak.c:9) or p2 (has sent to it, mq.c:12)". */
    readonly ends: string;
    /** "waits in read(0): the pipe is empty; p3's descriptor 4 could still write" */
    readonly text: string;
}

/** One that cannot go on, and who could help it. */
export interface KnotMember {
    readonly process: ProcessId;
    /** "read(3)" */
    readonly call: string;
    readonly link: SourceLink | null;
    /** "only p2 could write" */
    readonly until: string;
    /** Who could, of those in the knot; itself, where only its own descriptor is the other end. */
    readonly helpers: readonly ProcessId[];
    /** Rows whose descriptors they could do it with, or that keep it from its end. */
    readonly through: readonly string[];
}

/** Processes that keep each other from going on (knots.ts). */
export interface KnotShown {
    /** From each to one that could help it, as far as that is so. */
    readonly members: readonly KnotMember[];
    /** Others that cannot go on because of them. */
    readonly victims: readonly ProcessId[];
    /** "Nobody can move", or who cannot while others can. */
    readonly title: string;
    /** "2 processes · 2 pipes" */
    readonly counts: string;
    readonly objects: readonly ObjectId[];
    /** What would open it. */
    readonly wayOut: string;
}

/** What serves a runtime alone ("Node"), and is shown only when the user asks for it. */
export interface RuntimesInScene {
    readonly names: readonly string[];
    readonly objects: number;
    readonly shown: boolean;
}

export interface Scene {
    readonly at: number;
    readonly time: number;
    /** "2 processes · 1 pipe" */
    readonly counts: string;
    readonly processes: readonly ProcessCard[];
    /** Processes that have no card, most of them since they ended. */
    readonly departed: number;
    /** How those of them that ended did so, the rarest first. */
    readonly endings: readonly Ending[];
    readonly descriptions: readonly DescriptionCard[];
    readonly objects: readonly ObjectCard[];
    readonly edges: readonly Edge[];
    readonly forks: readonly ForkEdge[];
    readonly signals: readonly SignalEdge[];
    readonly joints: readonly Joint[];
    /** Rows ("p3:4") whose descriptors came by fork and were never used, though others use that end. */
    readonly idle: ReadonlySet<string>;
    readonly held: readonly HeldEnd[];
    readonly waits: readonly WaitEdge[];
    readonly knots: readonly KnotShown[];
    readonly runtimes: RuntimesInScene;
    readonly caption: Caption | null;
    /** Why the process of the caption does not go on; empty when it does. */
    readonly cause: readonly CauseStep[];
    /** Objects that the caption or the cause names. */
    readonly named: ReadonlySet<ObjectId>;
}
