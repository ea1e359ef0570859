/** Signals that tell of a descriptor: O_ASYNC, F_SETSIG (fcntl(2)), leases. */
import { openDescriptor, type OpenDescriptor } from "./descriptorLookup";
import type { ProcessId } from "../model/identities";
import type { DescriptorHappening, SignalCause } from "../model/owners/signalEvents";
import { tableOf } from "../model/owners/lookups";
import { signalName } from "../model/signals";
import type { SignalInformation } from "../trace/signalInformation";
import type { Interpretation } from "./interpretation";
import type { Task } from "./tracedTasks";

/** POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLMSG, of which one tells apart what the kernel's band_table has (fs/fcntl.c). */
const bands: readonly (readonly [number, DescriptorHappening])[] = [
    [0x400, "message"],
    [0x10, "hungUp"],
    [0x8, "error"],
    [0x2, "urgent"],
    [0x1, "readable"],
    [0x4, "writable"],
];

/** Null: it tells of something else. */
export function causeAtDescriptor(interpretation: Interpretation, task: Task, information: SignalInformation): SignalCause | null {
    const { signal, code, descriptor } = information;
    // Without F_SETSIG the kernel says no more than that it is SIGIO.
    const isPlain = code > 0 && signalName(signal) === "SIGIO";
    if (descriptor === null && !isPlain) return null;
    return (
        brokenLease(interpretation, task.process.id) ??
        (descriptor === null ? onlyOne(interpretation, task) : named(interpretation, task, descriptor))
    );
}

type OfDescriptor = Extract<SignalCause, { by: "descriptor" }>;

function named(
    { state }: Interpretation,
    { process, tid }: Task,
    { fd, band }: NonNullable<SignalInformation["descriptor"]>,
): OfDescriptor {
    const open = openDescriptor(state, process.id, tid, fd);
    const how = bands.find(([bit]) => (band & bit) !== 0)?.[1] ?? null;
    // The number is that of when O_ASYNC was set: by now it may stand for something else.
    return { by: "descriptor", fd, object: open !== undefined && isAsynchronous(open) ? open.object.id : null, how };
}

/** Where a single descriptor of all that are known is to tell somebody, it is that one. */
function onlyOne({ state }: Interpretation, { process, tid }: Task): OfDescriptor {
    const unknown: OfDescriptor = { by: "descriptor", fd: null, object: null, how: null };
    // A directory may tell of changes in it (F_NOTIFY).
    if ([...state.objects.values()].some(({ kind }) => kind === "directory")) return unknown;
    const asynchronous = [...state.descriptions.values()].filter(({ statusFlags }) => statusFlags.includes("O_ASYNC"));
    const [description] = asynchronous;
    if (description === undefined || asynchronous.length > 1) return unknown;
    const descriptors = [...(tableOf(state, process.id, tid)?.descriptors ?? [])].filter(([, each]) => each.description === description.id);
    const fd = descriptors.length === 1 ? (descriptors[0]?.[0] ?? null) : null;
    return { by: "descriptor", fd, object: description.object, how: description.access === "read" ? "readable" : null };
}

function isAsynchronous({ description }: OpenDescriptor): boolean {
    return description.statusFlags.includes("O_ASYNC");
}

/** __break_lease in the kernel's fs/locks.c: who opens or truncates the file waits until its holder has given the lease up. */
function brokenLease({ state }: Interpretation, holder: ProcessId): SignalCause | null {
    for (const { id: opener, threads } of state.processes.values()) {
        for (const { call } of threads.values()) {
            const does = call?.awaits.what;
            const file = does === "opening" || does === "truncation" ? state.objects.get(call?.object ?? "") : undefined;
            const isHeld = file?.locks.some(({ family, process }) => family === "lease" && process === holder) === true;
            if (file !== undefined && isHeld) {
                return { by: "lease", file: file.name ?? file.id, opener, ...(does === "truncation" && { truncates: true }) };
            }
        }
    }
    return null;
}
