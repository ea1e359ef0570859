/** Kernel objects: how they appear, who keeps them, and when they go. */
import type { Event, NewObject } from "../events/event";
import { endsOf } from "./openFlags";
import { defaultCapacity } from "./pipeRing";
import { withObject, withoutObject } from "./stateParts";
import type { Description, KernelObject, Pipe, PlainKind, State } from "./state";

export function isPipe(object: KernelObject | undefined): object is Pipe {
    return object !== undefined && (object.kind === "pipe" || object.kind === "fifo");
}

/** Objects that are read and written without regard to a position, which the kernel keeps at 0. */
const positionless: ReadonlySet<KernelObject["kind"]> = new Set(["pipe", "fifo", "tty", "null"]);

/** The offset of an open file description as /proc/PID/fdinfo gives it (proc_pid_fdinfo(5)). Null: unknown. */
export function offsetOf(description: Description, object: KernelObject | undefined): number | null {
    return description.offset ?? (object !== undefined && positionless.has(object.kind) ? 0 : null);
}

/** An object as it is when it is first seen; of a FIFO that was only a name, the inode is learned when it is opened. */
export function introduce(state: State, object: NewObject | undefined, event: Event): State {
    if (object === undefined) return state;
    const known = state.objects.get(object.id);
    if (known !== undefined) {
        return known.inode === null ? withObject(state, { ...known, device: object.device ?? null, inode: object.inode ?? null }) : state;
    }
    const { kind } = object;
    return withObject(state, kind === "pipe" || kind === "fifo" ? newPipe(object, kind, event) : newPlainObject(object, kind, event));
}

function newPipe(object: NewObject, kind: "pipe" | "fifo", event: Event): Pipe {
    const inherited = object.inherited === true;
    return {
        kind,
        id: object.id,
        name: object.name,
        device: object.device ?? null,
        inode: object.inode ?? null,
        capacity: object.capacity === undefined ? defaultCapacity : object.capacity,
        segments: [],
        slots: [],
        inFlight: [],
        bytes: inherited ? null : 0,
        readers: 0,
        writers: 0,
        written: 0,
        read: 0,
        createdBy: inherited ? null : event.process,
        createdAt: inherited ? null : (event.source ?? null),
        removed: false,
        since: event.seq,
        inherited,
    };
}

function newPlainObject(object: NewObject, kind: PlainKind, event: Event): KernelObject {
    return {
        kind,
        id: object.id,
        name: object.name,
        device: object.device ?? null,
        inode: object.inode ?? null,
        size: object.size ?? null,
        descriptions: 0,
        removed: false,
        since: event.seq,
        inherited: object.inherited === true,
    };
}

/** A description more of its object. */
export function opened(state: State, description: Description): State {
    const object = state.objects.get(description.object);
    return object === undefined ? state : withObject(state, counted(object, description, 1));
}

/** A description less, gone from the state already; the object goes with its last one, unless a name keeps it. */
export function released(state: State, description: Description): State {
    const object = state.objects.get(description.object);
    return object === undefined ? state : settled(state, counted(object, description, -1));
}

/** The name is gone from the file system: an object that nobody has open goes with it (unlink(2)). */
export function nameRemoved(state: State, id: string): State {
    const object = state.objects.get(id);
    return object === undefined ? state : settled(state, { ...object, removed: true });
}

function settled(state: State, object: KernelObject): State {
    if (isPipe(object)) {
        if (object.readers + object.writers > 0) return withObject(state, object);
        return (object.kind === "fifo" && !object.removed) || isReferred(state, object.id)
            ? withObject(state, forgotten(object))
            : withoutObject(state, object.id);
    }
    return object.descriptions > 0 ? withObject(state, object) : withoutObject(state, object.id);
}

function isReferred(state: State, id: string): boolean {
    return [...state.descriptions.values()].some((description) => description.object === id);
}

/** A FIFO's buffer lives only while somebody has it open (fifo(7)). */
function forgotten(fifo: Pipe): Pipe {
    return { ...fifo, segments: [], slots: [], inFlight: [], bytes: 0, capacity: defaultCapacity };
}

function counted(object: KernelObject, description: Description, change: 1 | -1): KernelObject {
    if (!isPipe(object)) return { ...object, descriptions: object.descriptions + change };
    const ends = endsOf(description);
    return {
        ...object,
        readers: object.readers + (ends.includes("read") ? change : 0),
        writers: object.writers + (ends.includes("write") ? change : 0),
    };
}
