/** Why a process does not go on, said at the moment of viewing: the number of writers may change while it waits. */
import { isPipe } from "./objects";
import { endsOf, type End } from "./openFlags";
import { addSlots, fillRing } from "./pipeRing";
import { count } from "./sentences/words";
import type { KernelObject, ObjectId, Pipe, Process, Slot, State, Wait } from "./state";

/** One clause ("the pipe is empty; 2 descriptors could still write"); null when the process does not wait. */
export function waitReason(state: State, process: Process): string | null {
    const [wait] = process.waits.values();
    return wait === undefined ? null : reasonOf(state, wait);
}

/** Of one of a process's threads. */
export function reasonOf(state: State, wait: Wait): string {
    const object = wait.object === null ? undefined : state.objects.get(wait.object);
    if (wait.fd === null || !isPipe(object)) return wait.reason;
    const write = object.inFlight.find((each) => each.tid === wait.tid);
    if (write !== undefined) return reasonToWrite(object, write.offered - write.taken, write.slots);
    return /read|recv/.test(wait.call) ? reasonToRead(state, object) : wait.reason;
}

export function reasonToRead(state: State, object: KernelObject): string {
    if (!isPipe(object)) {
        return object.kind === "tty"
            ? "waiting for input from the terminal"
            : object.kind === "file"
              ? "reading the file"
              : "waiting for something to read";
    }
    const name = nameOf(object);
    if (object.bytes === null) return `waiting for bytes from the ${name}`;
    if (object.bytes > 0) return `${count(object.bytes, "byte")} can be read`;
    const writers = descriptorsOf(state, object.id, "write");
    if (writers === 0 && isBeingOpened(state, object.id)) return `the ${name} is empty; it is just being opened for writing`;
    return writers === 0
        ? `the ${name} is empty and nobody can write: end of file`
        : `the ${name} is empty; ${count(writers, "descriptor")} could still write`;
}

/** `left`: bytes that the object has not taken yet; `slots`: pages that are offered instead of copies (vmsplice). */
export function reasonToWrite(object: KernelObject, left: number, slots: readonly Slot[] | null = null): string {
    if (!isPipe(object)) return object.kind === "file" ? "writing to the file" : "waiting for room to write";
    const name = nameOf(object);
    if (left === 0) return `all its bytes are in the ${name}`;
    if (object.readers === 0 && !object.inherited) return `nobody can read from the ${name}`;
    if (object.bytes === null || object.capacity === null) return `waiting for room in the ${name}`;
    const { taken } =
        slots === null
            ? fillRing(object.slots, object.capacity, left, { first: true, packet: false })
            : addSlots(object.slots, object.capacity, slots);
    return taken === left ? `the ${name} has room for its bytes` : `the ${name} is full (${count(object.bytes + taken, "byte")})`;
}

/** A FIFO's writer may be known only when its open has returned, after that of the reader which it let go on. */
function isBeingOpened(state: State, id: ObjectId): boolean {
    return [...state.processes.values()].some((process) =>
        [...process.waits.values()].some((wait) => wait.object === id && wait.fd === null),
    );
}

/** Descriptors of traced processes through which one could write (or read). */
export function descriptorsOf(state: State, object: ObjectId, end: End): number {
    let descriptors = 0;
    for (const description of state.descriptions.values()) {
        if (description.object === object && endsOf(description).includes(end)) descriptors += description.references;
    }
    return descriptors;
}

function nameOf(pipe: Pipe): string {
    return pipe.kind === "pipe" ? "pipe" : "FIFO";
}
