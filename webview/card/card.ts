/** What all cards have in common, as plain data: what is said, and how much room it takes. */
import type { ObjectId, ProcessId, DescriptionId } from "../../tracer/model/identities";

export type NodeId = ProcessId | DescriptionId | ObjectId;

/** Which way bytes go, seen from the process: out of it (write), into it (read), either way, or none worth drawing. */
export type Flow = "read" | "write" | "both" | "quiet";

/** What is different since the previous stop, in one or two words; null when nothing is. */
export type Mark = string | null;

export interface SourceLink {
    readonly file: string;
    readonly line: number;
    /** "ls_wc.c:14" */
    readonly text: string;
}

/** The icons that cards have, by what they show. */
export type IconName = "file" | "folder" | "terminal" | "nothing" | "box" | "plug" | "eye" | "clock" | "process" | "mail";

export type StateSymbol = "running" | "blocked" | "stopped" | "frozen" | "zombie" | "exited" | "killed";

/** Pixels at zoom 1. */
export interface Box {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

/** How much a card may say where it stands: everything, the essential, or a line or two. */
export type Room = "full" | "tight" | "small";

/** Where a card is drawn, and how much it says there. */
export interface PlacedCard extends Box {
    readonly room: Room;
}

/** A side of the objects' cards: edges reach them there, and what they come from stands there. */
export type Side = "left" | "right";

/** At which sides of an object's card data come in, and at which they go out. */
export interface Reached {
    readonly in: readonly Side[];
    readonly out: readonly Side[];
}

/** Where an edge reaches a card. */
export interface CardPort {
    /** Pixels from the top of the card. */
    readonly down: number;
    /** The card itself leads the line on, and has the arrow head inside. */
    readonly leadsOn: boolean;
}

/** Where data come in, and where they go out. */
export interface CardPorts {
    readonly in: CardPort;
    readonly out: CardPort;
}

export interface CardForm {
    readonly height: number;
    readonly ports: Readonly<Record<Side, CardPorts>>;
}

/** What a card looks like to the layout. */
export type Shape = Readonly<Record<Room, CardForm>>;

/** A kernel object. The kinds add what they show (webview/kinds). */
export interface ObjectCardBase {
    readonly id: ObjectId;
    readonly title: string;
    readonly path: string | null;
    /** Its name is gone from the file system, or it is marked for removal. */
    readonly removed: boolean;
    readonly shape: Shape;
    /** The most room that it has a use for. */
    readonly room: Room;
    /** Data flow through it between processes: it shows though the rows that lead to it are folded, and there may be many. */
    readonly channel: boolean;
    /** In a crowd, where most rows are folded, it shows even so. */
    readonly landmark: boolean;
    /** The object that is its other end, where each end is an object of its own: Channels draw them as one. */
    readonly peer?: ObjectId | null;
    /** It has another end, which is nobody's in the recording, as far as is known. */
    readonly outside?: boolean;
    /** Channels draw it though only one process uses it: others come to it, it outlives who uses it, or its other end is nobody's here. */
    readonly showsAlone?: boolean;
    /** The line that made it, as far as that is known. */
    readonly link: SourceLink | null;
    readonly mark: Mark;
}

/** A card that looks the same however much room there is, with one port for either way. */
export function simpleShape(height: number): Shape {
    const port: CardPort = { down: height / 2, leadsOn: false };
    const ports: CardPorts = { in: port, out: port };
    const form: CardForm = { height, ports: { left: ports, right: ports } };
    return { full: form, tight: form, small: form };
}
