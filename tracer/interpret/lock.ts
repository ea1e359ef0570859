/** Advisory locks and leases: flock(2), and the commands of fcntl(2) that lock. */
import type { WantedLock } from "../model/awaits";
import { offsetOf } from "../model/objects";
import { wholeFile, type LockFamily, type LockMode, type LockRange } from "../model/owners/lock";
import { tableOf } from "../model/owners/lookups";
import type { DecodedCall } from "../syscalls/decodedCall";
import type { OpenDescriptor } from "./descriptorLookup";
import { awaitsElsewhere, type Awaited, type EnteredCall } from "./enteredCall";
import type { Interpretation } from "./interpretation";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import type { Task } from "./tracedTasks";

interface Asked {
    readonly family: LockFamily;
    /** Null: to unlock. */
    readonly mode: LockMode | null;
    readonly range: LockRange | null;
}

const [shared, exclusive, unlock] = [1, 2, 8];
const notBlocking = 4;

function ofFlock(call: DecodedCall): Asked | null {
    const operation = call.int("operation") & ~notBlocking;
    if (![shared, exclusive, unlock].includes(operation)) return null;
    return { family: "flock", mode: operation === unlock ? null : operation === shared ? "read" : "write", range: wholeFile };
}

/** l_type: F_RDLCK, F_WRLCK, F_UNLCK. Undefined: none of them. */
const modes: readonly (LockMode | null)[] = ["read", "write", null];

const families: ReadonlyMap<number, LockFamily> = new Map([
    [6, "record"], // F_SETLK
    [7, "record"], // F_SETLKW
    [37, "openFile"], // F_OFD_SETLK
    [38, "openFile"], // F_OFD_SETLKW
]);

/** struct flock on x86-64: l_type, l_whence, l_start, l_len. */
function ofCommand(call: DecodedCall, open: OpenDescriptor): Asked | null {
    const family = families.get(call.int("command"));
    const view = call.structure("lock", 32);
    const mode = view === undefined ? undefined : modes[view.getInt16(0, true)];
    if (family === undefined || view === undefined || mode === undefined) return null;
    return { family, mode, range: rangeOf(view, open) };
}

/** flock_to_posix_lock in fs/locks.c. Null: it depends on an offset or a size that is not known. */
function rangeOf(view: DataView, { description, object }: OpenDescriptor): LockRange | null {
    const [fromHere, fromEnd] = [1, 2];
    const whence = view.getInt16(2, true);
    const base = whence === fromHere ? offsetOf(description, object) : whence === fromEnd ? ("size" in object ? object.size : null) : 0;
    if (base === null) return null;
    const start = base + Number(view.getBigInt64(8, true));
    const length = Number(view.getBigInt64(16, true));
    if (length === 0) return { start, end: null };
    return length > 0 ? { start, end: lastByte(start + length - 1) } : { start: start + length, end: start - 1 };
}

/** The greatest offset stands for the end of the file (OFFSET_MAX). */
function lastByte(end: number): number | null {
    return end >= 2 ** 63 - 1 ? null : end;
}

function ownerOf(interpretation: Interpretation, task: Task, open: OpenDescriptor, family: LockFamily): string | undefined {
    return family === "record" ? tableOf(interpretation.state, task.process.id, task.tid)?.id : open.description.id;
}

function tellLock(call: ReturnedCall, open: OpenDescriptor, asked: Asked | null): void {
    const owner = asked === null ? undefined : ownerOf(call.interpretation, call.task, open, asked.family);
    if (asked === null || owner === undefined) {
        call.tellReturned();
        return;
    }
    const { family, mode, range } = asked;
    const place = { fd: open.fd, object: open.object.id, description: open.description.id, family, owner, range };
    if (mode === null) call.tell({ kind: "lockReleased", ...place });
    else call.tell({ kind: "lockSet", ...place, mode });
}

function flock(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open === undefined) call.tellReturned();
    else tellLock(call, open, ofFlock(call));
}

/** A conversion gives up the old lock first, and may then not get the new one (flock(2)). */
function flockFailed(call: ReturnedCall): void {
    call.tellReturned();
    const open = call.known(call.int("fd"));
    const mode = ofFlock(call)?.mode ?? null;
    if (open === undefined || mode === null || call.result !== -wouldWait) return;
    const { id: description } = open.description;
    if (!open.object.locks.some((each) => each.family === "flock" && each.owner === description && each.mode !== mode)) return;
    const place = { fd: open.fd, object: open.object.id, description, owner: description };
    call.tell({ kind: "lockReleased", ...place, family: "flock", range: wholeFile, cause: "conversion" });
}

/** EAGAIN, which is EWOULDBLOCK. */
const wouldWait = 11;

/** fcntl(2), F_SETLK and its like. */
export function setLock(call: ReturnedCall, open: OpenDescriptor): void {
    tellLock(call, open, ofCommand(call, open));
}

/** fcntl(2), F_SETLEASE. */
export function tellLease(call: ReturnedCall, open: OpenDescriptor): void {
    const mode = modes[call.int("argument")];
    if (mode !== undefined) tellLock(call, open, { family: "lease", mode, range: wholeFile });
}

function awaits(call: EnteredCall, askedFor: (open: OpenDescriptor) => Asked | null): Awaited | null {
    const open = call.descriptor("fd");
    if (open === undefined) return awaitsElsewhere({ what: "unknown" });
    const asked = askedFor(open);
    if (asked === null) return call.awaitsAt("fd", { what: "lock", lock: null });
    const { family, mode, range } = asked;
    const owner = ownerOf(call.interpretation, call.task, open, family);
    if (mode === null || owner === undefined) return null;
    const lock: WantedLock = { family, mode, range, owner };
    return call.awaitsAt("fd", { what: "lock", lock });
}

/** fcntl(2): of its commands only these wait. */
function awaitsCommand(call: EnteredCall): Awaited | null {
    const [setAndWait, setOfDescriptionAndWait] = [7, 38]; // F_SETLKW, F_OFD_SETLKW
    return [setAndWait, setOfDescriptionAndWait].includes(call.int("command")) ? awaits(call, (open) => ofCommand(call, open)) : null;
}

export const lock = {
    meanings: { flock },
    failures: { flock: flockFailed },
    awaited: { lock: (call) => awaits(call, () => ofFlock(call)), lockCommand: awaitsCommand },
} satisfies Mechanism;
