/** System V shared memory segments (sysvipc(7)): the kernel's bookkeeping of all of them. */
import type { SharedMemory } from "../model/kinds/sharedMemory";
import type { State } from "../model/state";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { machineText } from "./inquiry";
import type { Judge } from "./judge";

const allSegments = machineText("/proc/sysvipc/shm");

export const sharedMemoryJudge: Judge<SharedMemory> = {
    inquiries: [allSegments],
    compare({ object, snapshot, state, place }) {
        const segments = segmentsThere(snapshot);
        if (segments === null) return place.unknown();
        const reading = segments.get(object.number);
        if (!place.compare("it", "there", reading === undefined ? "gone" : "there") || reading === undefined) return;
        // The kernel forgets the key of what is marked for deletion (ipc/shm.c, do_shm_rmid).
        place.compare("key", object.removed ? 0 : object.key, reading.key);
        place.compare("size", object.size, reading.size);
        place.compare("permissions", object.mode, reading.mode);
        place.compare("locked", object.locked, reading.locked);
        place.compare("marked for deletion", object.removed, reading.removed);
        // Who has a segment attached that is older than the trace is known of traced processes only.
        place.compare("attachments", object.inherited || !object.counted ? null : object.mapped, reading.attached);
        place.compare("creator", object.creatorPid, reading.creator);
        place.compare("who attached or detached it last", lastOf(object, state, reading.lastAttacher), reading.lastAttacher);
    },
};

export interface SegmentReading {
    readonly key: number;
    readonly size: number;
    readonly mode: number;
    readonly locked: boolean;
    readonly removed: boolean;
    /** Attachments (shm_nattch). */
    readonly attached: number;
    /** Process numbers; 0: nobody yet. */
    readonly creator: number;
    readonly lastAttacher: number;
}

/** By the kernel's number; null when that was not asked. */
export function segmentsThere(snapshot: KernelSnapshot): ReadonlyMap<number, SegmentReading> | null {
    const answer = answerTo(snapshot, allSegments, 0);
    if (answer === undefined) return null;
    const [head = "", ...lines] = new TextDecoder().decode(answer.bytes).trimEnd().split("\n");
    const names = head.trim().split(/\s+/);
    return new Map(
        lines.map((line) => {
            const values = line.trim().split(/\s+/);
            return readLine((name) => values[names.indexOf(name)] ?? "0");
        }),
    );
}

/** Bits of the column `perms`, which is octal (include/linux/shm.h). */
const [permissions, destroyed, locked] = [0o777, 0o1000, 0o2000];

function readLine(value: (name: string) => string): readonly [number, SegmentReading] {
    const bits = Number.parseInt(value("perms"), 8);
    const reading = {
        key: Number(value("key")),
        size: Number(value("size")),
        mode: bits & permissions,
        locked: (bits & locked) !== 0,
        removed: (bits & destroyed) !== 0,
        attached: Number(value("nattch")),
        creator: Number(value("cpid")),
        lastAttacher: Number(value("lpid")),
    };
    return [Number(value("shmid")), reading];
}

/**
 * A process that ends detaches what it has attached only after its last record (kernel/exit.c, do_exit: the tracer's stop comes before
 * exit_mm), so that a call of another process, recorded later, may come before. Null: unknown.
 */
function lastOf({ lastAttacher, inherited, counted }: SharedMemory, state: State, pid: number): number | null {
    if ([...state.processes.values()].some((process) => process.pid === pid && process.exit !== null)) return null;
    if (lastAttacher === null) return inherited || !counted ? null : 0;
    return (state.processes.get(lastAttacher.process)?.exit ?? null) === null ? lastAttacher.pid : null;
}
