import type { ObjectId, ProcessId } from "../../model/identities";
import type { DescriptorClosed } from "../../model/owners/descriptorClosed";
import { lockText, overlap, type Lock } from "../../model/owners/lock";
import { tablesOf } from "../../model/owners/lookups";
import type { BytesWritten } from "../../model/owners/transfer";
import type { State } from "../../model/state";
import { inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** Locks that a process has not given back, and by which descriptor's end it lost them. */
interface Lost {
    readonly by: DescriptorClosed;
    readonly locks: readonly [Lock, ...Lock[]];
}

/** Closing any descriptor of a file ends all of the process's record locks on it (fcntl(2)), also those got through another that stays open. */
export const lostLock: Rule = {
    id: "IPC042",
    title: "A record lock was lost by closing another descriptor of the file",
    severity: "error",
    about: "data",
    watch() {
        /** By process and file. */
        const lost = new Map<string, Lost>();
        /** By file and lines: the first of those that do so. */
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["descriptorClosed", "lockSet", "lockReleased", "bytesWritten"], (event, before) => {
                if (event.kind === "descriptorClosed") {
                    const locks = lostBy(event, before);
                    if (locks !== null) lost.set(keyOf(event.process, event.object), { by: event, locks });
                    return;
                }
                if (lost.size === 0) return;
                const key = keyOf(event.process, event.object);
                const known = lost.get(key);
                if (known === undefined || (event.kind === "bytesWritten" && !isIn(known.locks, event))) return;
                lost.delete(key);
                if (event.kind !== "bytesWritten") return;
                const lines = `${event.object}${inPlace(known.by.source)}${inPlace(event.source)}`;
                if (!found.has(lines)) found.set(lines, findingOf(known, event));
            }),
            findings: () => [...found.values()],
        };
    },
};

function keyOf(process: ProcessId, object: ObjectId): string {
    return `${process} ${object}`;
}

/** Null: none, or the process has no other descriptor of the file, and has thus given them back. */
function lostBy({ process, object, fd, cause, locksLost }: DescriptorClosed, before: State): Lost["locks"] | null {
    if (locksLost === undefined) return null;
    const [first, ...others] = locksLost.filter(({ mode }) => mode === "write");
    if (first === undefined || cause === "exec" || !hasDescriptor(before, process, object, fd)) return null;
    return [first, ...others];
}

/** Another than that. */
function hasDescriptor(state: State, id: ProcessId, object: ObjectId, than: number): boolean {
    const process = state.processes.get(id);
    if (process === undefined) return false;
    return tablesOf(state, process).some(({ descriptors }) =>
        [...descriptors.values()].some(({ fd, description }) => fd !== than && state.descriptions.get(description)?.object === object),
    );
}

/** As far as it is known where. */
function isIn(locks: readonly Lock[], { at, offset, length }: BytesWritten): boolean {
    const start = at ?? (offset === null ? null : offset - length);
    if (length === 0 || start === null) return false;
    const written = { start, end: start + length - 1 };
    return locks.some(({ range }) => range !== null && overlap(range, written));
}

function findingOf({ by, locks: [lock] }: Lost, write: BytesWritten): NewFinding {
    const { process, object, fd, source } = by;
    return {
        certainty: "likely",
        message:
            `${process} lost ${lockText(lock)} of ${object}, which it had got${inPlace(lock.source)}, when it closed descriptor ${fd}${inPlace(source)}: ` +
            `closing any descriptor of a file ends all record locks that the process has on it. ${process} wrote there afterwards` +
            `${inPlace(write.source)}, without the lock. F_OFD_SETLK makes locks that stay with their own descriptor.`,
        process,
        object,
        fd,
        at: write.seq,
        locations: places(["cause", process, source], ["symptom", process, write.source], ["related", process, lock.source]),
    };
}
