/** Rings for asynchronous input and output: io_uring_setup(2), io_uring_enter(2), io_uring_register(2). */
import type { Awaited, EnteredCall } from "./enteredCall";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";

/** In the order of their bits (include/uapi/linux/io_uring.h). */
const setupFlags = [
    "IOPOLL",
    "SQPOLL",
    "SQ_AFF",
    "CQSIZE",
    "CLAMP",
    "ATTACH_WQ",
    "R_DISABLED",
    "SUBMIT_ALL",
    "COOP_TASKRUN",
    "TASKRUN_FLAG",
    "SQE128",
    "CQE32",
    "SINGLE_ISSUER",
    "DEFER_TASKRUN",
    "NO_MMAP",
    "REGISTERED_FD_ONLY",
    "NO_SQARRAY",
];
const registeredOnly = "IORING_SETUP_REGISTERED_FD_ONLY";

function namesOf(flags: number): readonly string[] {
    return setupFlags.flatMap((name, bit) => ((flags & (1 << bit)) === 0 ? [] : [`IORING_SETUP_${name}`]));
}

function makeRing(call: ReturnedCall): void {
    call.tell({
        kind: "traceNote",
        text: `${call.process.id} uses io_uring: what it does through the ring makes no system calls, so its reads, writes and descriptors may be wrong from here on.`,
    });
    const parameters = call.structure("parameters", 12);
    const flags = parameters === undefined ? undefined : namesOf(parameters.getUint32(8, true));
    // What is returned then is no descriptor.
    if (flags?.includes(registeredOnly) === true) {
        call.tellReturned();
        return;
    }
    const facts = call.facts("object");
    if (facts === undefined) {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const rings =
        parameters === undefined ? {} : { submissions: parameters.getUint32(0, true), completions: parameters.getUint32(4, true) };
    const newObject = {
        ...call.interpretation.identities.create(facts),
        kind: "ioUring",
        ...rings,
        ...(flags && { flags }),
        submitted: 0,
    } as const;
    call.tell({ kind: "ioUringCreated", object: newObject.id, newObject, ...call.newEnd(call.result, facts.flags) });
}

const [getEvents, byIndex] = [1, 1 << 4]; // IORING_ENTER_GETEVENTS, IORING_ENTER_REGISTERED_RING

function completionsOfRing(call: EnteredCall): Awaited {
    const flags = call.unsigned("flags");
    const least = (flags & getEvents) === 0 ? 0 : call.unsigned("least");
    const awaits = { what: "completion", least } as const;
    return (flags & byIndex) === 0 ? call.awaitsAt("fd", awaits) : { fd: null, description: null, object: null, awaits };
}

function enterRing(call: ReturnedCall): void {
    const flags = call.unsigned("flags");
    const open = (flags & byIndex) === 0 ? call.used(call.int("fd")) : undefined;
    if (open?.object.kind !== "ioUring") {
        call.tellReturned();
        return;
    }
    call.tell({
        kind: "ioUringEntered",
        fd: open.fd,
        object: open.object.id,
        description: open.description.id,
        submitted: call.result,
        least: (flags & getEvents) === 0 ? 0 : call.unsigned("least"),
    });
}

/** By their numbers (enum io_uring_register_op). */
const operations = [
    "REGISTER_BUFFERS",
    "UNREGISTER_BUFFERS",
    "REGISTER_FILES",
    "UNREGISTER_FILES",
    "REGISTER_EVENTFD",
    "UNREGISTER_EVENTFD",
    "REGISTER_FILES_UPDATE",
    "REGISTER_EVENTFD_ASYNC",
    "REGISTER_PROBE",
    "REGISTER_PERSONALITY",
    "UNREGISTER_PERSONALITY",
    "REGISTER_RESTRICTIONS",
    "REGISTER_ENABLE_RINGS",
];
/** IORING_REGISTER_RING_FDS, IORING_REGISTER_USE_REGISTERED_RING. */
const [registerRing, throughIndex] = [20, 0x8000_0000];

function registerWithRing(call: ReturnedCall): void {
    const operation = call.unsigned("operation");
    const open = operation >= throughIndex ? undefined : call.used(call.int("fd"));
    if (open?.object.kind !== "ioUring") {
        call.tellReturned();
        return;
    }
    const name = operations[operation];
    call.tell({
        kind: "ioUringRegistered",
        fd: open.fd,
        object: open.object.id,
        description: open.description.id,
        operation: name === undefined ? `operation ${operation}` : `IORING_${name}`,
        count: call.unsigned("count"),
        byIndex: operation === registerRing,
    });
}

export const ioUring = { meanings: { makeRing, enterRing, registerWithRing }, awaited: { completionsOfRing } } satisfies Mechanism;
