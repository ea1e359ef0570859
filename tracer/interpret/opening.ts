/** Calls that make descriptors for files and other objects. */
import { accessMode, nonBlockingFlag, pathOnlyFlag } from "../model/openFlags";
import { tellOpenedTerminal } from "./jobControl";
import type { DecodedCall } from "../syscalls/decodedCall";
import type { Awaited, EnteredCall } from "./enteredCall";
import { absolutePath, objectNamed } from "./paths";
import type { ReturnedCall } from "./returnedCall";
import type { Mechanism } from "./mechanism";

const truncateFlag = 0o1000;

function open(call: ReturnedCall): void {
    const facts = call.facts("object");
    const object = facts === undefined ? undefined : call.interpretation.identities.known(call.interpretation.state, facts);
    // With O_PATH the other flags mean nothing (open(2)).
    const truncates = (openFlags(call) & (truncateFlag | pathOnlyFlag)) === truncateFlag;
    if (object !== undefined && "size" in object && truncates && object.size !== null && object.size > 0) {
        call.tell({ kind: "fileTruncated", object: object.id, size: 0 });
    }
    call.tellOpened(call.result, facts, false);
    tellOpenedTerminal(call, openFlags(call));
}

/** The flags as the program gave them, wherever the call has them; creat(2) has none. */
function openFlags(call: DecodedCall): number {
    if (call.has("flags")) return call.unsigned("flags");
    const createToWrite = 0o101 | truncateFlag;
    return call.has("how") ? Number(call.structure("how", 8)?.getBigUint64(0, true) ?? 0n) : createToWrite;
}

/** open(2) of a FIFO waits for the other end, but not with O_RDWR or O_NONBLOCK (fifo(7)). */
function awaitsOpening(call: EnteredCall): Awaited {
    const path = call.string("path") ?? null;
    const { process } = call.task;
    const directory = call.has("directoryFd") ? call.interpretation.directoryOf(call.task, call.int("directoryFd")) : process.directory;
    const object = path === null ? undefined : objectNamed(call.interpretation.state, absolutePath(directory, path));
    const flags = openFlags(call);
    const access = accessMode(flags);
    const end = access !== "read-write" && (flags & nonBlockingFlag) === 0 ? access : null;
    return { fd: null, description: null, object: object?.id ?? null, awaits: { what: "opening", path, end } };
}

const openAwaited = { open: awaitsOpening };

/** Calls whose whole point is the descriptor that they return. */
function makeDescriptor(call: ReturnedCall): void {
    call.tellOpened(call.result, call.facts("object"), false);
}

/** landlock_create_ruleset(2) with a flag only asks for the version. */
function makeRuleset(call: ReturnedCall): void {
    makeUnless(call, call.unsigned("flags") !== 0);
}

/** The commands of bpf(2) that return a descriptor (include/uapi/linux/bpf.h, enum bpf_cmd). */
const bpfCommandsWithDescriptor: ReadonlySet<number> = new Set([0, 5, 7, 13, 14, 17, 18, 19, 28, 30, 32, 33, 36]);

function bpf(call: ReturnedCall): void {
    makeUnless(call, !bpfCommandsWithDescriptor.has(call.int("command")));
}

/** seccomp(2): only a filter with SECCOMP_FILTER_FLAG_NEW_LISTENER returns a descriptor. */
function seccomp(call: ReturnedCall): void {
    const setFilter = 1;
    const newListener = 8;
    makeUnless(call, call.unsigned("operation") !== setFilter || (call.unsigned("flags") & newListener) === 0);
}

function makeUnless(call: ReturnedCall, onlyAsked: boolean): void {
    if (onlyAsked) call.tellReturned();
    else call.tellOpened(call.result, call.facts("object"), false);
}

export const opening = { meanings: { open, makeDescriptor, makeRuleset, bpf, seccomp }, awaited: openAwaited } satisfies Mechanism;
