/** A state in the shape of `ipcscope state --json`, which programs outside of this project read. */
import type { Wait } from "./awaits";
import type { KernelObject, KernelObjectKind } from "./kindTypes";
import { kindOf } from "./kinds/kinds";
import type { UseHow } from "./owners/use";
import type { Look } from "./look";
import { lookAt } from "./lookAt";
import { offsetOf } from "./objects";
import type { AccessMode } from "./openFlags";
import type { DescriptorTable } from "./owners/descriptorTable";
import { isInForeground, isOrphanedGroup } from "./owners/jobLookups";
import { lockJson } from "./owners/locksText";
import { mainTable } from "./owners/lookups";
import { addressText } from "./owners/mappingText";
import type { OpenFileDescription, PlaceInFlight } from "./owners/openFileDescription";
import { firstWait, type ExitStatus, type Process, type ProcessState, type Suspension, type Thread } from "./owners/process";
import { joined, type Mapping } from "./owners/space";
import { signalsJson, threadSignalsJson, type RunningHandlerJson, type SignalsJson } from "./signalsJson";
import type { State } from "./state";

export interface WaitJson {
    readonly call: string;
    readonly fd: number | null;
    readonly object: string | null;
}

export interface DescriptorJson {
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly description: string;
}

export interface ThreadJson {
    readonly tid: number;
    readonly waitsFor: WaitJson | null;
    /** Null: not recorded. */
    readonly blocked: readonly string[] | null;
    readonly pending: readonly string[] | null;
    /** Present when a handler runs, the innermost last. */
    readonly handlers?: readonly RunningHandlerJson[];
    /** Present when the thread has a table of its own, other than that of the process's first thread. */
    readonly descriptors?: readonly DescriptorJson[];
}

export interface ProcessJson {
    readonly id: string;
    readonly pid: number;
    readonly parent: string | null;
    readonly command: string;
    readonly state: ProcessState;
    readonly exit: ExitStatus | null;
    readonly waitsFor: WaitJson | null;
    /** The kernel's numbers; null, here and below: not known. */
    readonly group: number | null;
    readonly session: number | null;
    /** What controls its session; false: nothing does. */
    readonly terminal: string | false | null;
    /** Whether its group is in the foreground of that terminal. */
    readonly foreground: boolean | null;
    /** Nobody outside of its group is left in its session who could continue the group (setpgid(2)). */
    readonly orphanedGroup: boolean | null;
    /** By whom; null: it is not stopped by a signal. */
    readonly suspended: Suspension | null;
    readonly descriptors: readonly DescriptorJson[];
    readonly threads: readonly ThreadJson[];
    /** Edges that are no descriptors. */
    readonly uses: readonly UseJson[];
    readonly signals: SignalsJson | null;
    /** Those that calls have made (mmap(2), shmat(2)), by address. */
    readonly mappings: readonly MappingJson[];
}

/** `attached` and `mapped` tell where. */
export interface UseJson {
    readonly object: string;
    readonly how: UseHow | "attached" | "mapped";
    readonly address?: string;
    readonly length?: number | null;
    readonly protection?: string | null;
}

export interface MappingJson {
    readonly address: string;
    /** Bytes, whole pages; null: unknown. */
    readonly length: number | null;
    readonly object: string;
    /** Where in the object it begins, in bytes. */
    readonly offset: number;
    readonly protection: string | null;
    readonly shared: boolean;
}

export interface DescriptionJson {
    readonly id: string;
    readonly object: string;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
    /** That tells of what happens there (F_SETSIG). */
    readonly signal?: string;
    /** 0 also for pipes, FIFOs, terminals and /dev/null, where the kernel keeps it at 0; null: unknown, or of no meaning. */
    readonly offset: number | null;
    readonly references: number;
    /** The messages that carry it and that nobody has received, with the sockets that are to receive them (null: unknown). */
    readonly inFlight?: readonly PlaceInFlight[];
}

/** The keys of its kind stand beside these, and `locks` (LockJson[]) where traced processes have some on it. */
export interface ObjectJson {
    readonly id: string;
    readonly kind: KernelObjectKind;
    readonly name: string | null;
    readonly [key: string]: unknown;
}

export interface StateJson {
    readonly at: number;
    readonly processes: readonly ProcessJson[];
    readonly descriptions: readonly DescriptionJson[];
    readonly objects: readonly ObjectJson[];
}

export function stateJson(state: State): StateJson {
    const look = lookAt(state);
    return {
        at: state.at,
        processes: [...state.processes.values()].map((process) => processJson(state, process)),
        descriptions: [...state.descriptions.values()].map((description) =>
            descriptionJson(description, state.objects.get(description.object)),
        ),
        objects: [...state.objects.values()].sort((a, b) => a.since - b.since).map((object) => objectJson(object, look)),
    };
}

function processJson(state: State, process: Process): ProcessJson {
    const table = mainTable(state, process);
    const mappings = joined(state.spaces.get(process.space));
    return {
        id: process.id,
        pid: process.pid,
        parent: process.parent,
        command: process.command,
        state: process.state,
        exit: process.exit,
        waitsFor: waitJson(firstWait(process)),
        ...process.job,
        foreground: isInForeground(state, process),
        orphanedGroup: process.exit !== null || process.job.group === null ? null : isOrphanedGroup(state, process.job.group),
        suspended: process.suspended,
        descriptors: table === undefined ? [] : descriptorsJson(table),
        threads: [...process.threads.values()].map((thread) => threadJson(state, thread, table)),
        uses: [
            ...[...process.uses.values()].flatMap(({ object, how }) => how.map((each) => ({ object, how: each }))),
            ...mappings.map(mappedUse),
        ],
        signals: signalsJson(process),
        mappings: mappings.map(mappingJson),
    };
}

function threadJson(state: State, { tid, table, call, signals }: Thread, main: DescriptorTable | undefined): ThreadJson {
    const own = table === main?.id ? undefined : state.tables.get(table);
    return {
        tid,
        waitsFor: waitJson(call),
        ...threadSignalsJson(signals),
        ...(own !== undefined && { descriptors: descriptorsJson(own) }),
    };
}

function mappedUse({ object, address, length, protection, attached }: Mapping): UseJson {
    return { object, how: attached ? "attached" : "mapped", address: addressText(address), length, protection };
}

function mappingJson({ address, length, object, offset, protection, shared }: Mapping): MappingJson {
    return { address: addressText(address), length, object, offset, protection, shared };
}

function waitJson(wait: Wait | null): WaitJson | null {
    return wait === null ? null : { call: wait.call, fd: wait.fd, object: wait.object };
}

function descriptorsJson(table: DescriptorTable): readonly DescriptorJson[] {
    return [...table.descriptors.values()].map(({ fd, closeOnExec, description }) => ({ fd, closeOnExec, description }));
}

function descriptionJson(description: OpenFileDescription, of: KernelObject | undefined): DescriptionJson {
    const { id, object, access, statusFlags, signal, references, inFlight } = description;
    const offset = offsetOf(description, of);
    return {
        id,
        object,
        access,
        statusFlags,
        offset,
        references,
        ...(signal !== null && { signal }),
        ...(inFlight.length > 0 && { inFlight }),
    };
}

export function objectJson(object: KernelObject, look: Look): ObjectJson {
    const { id, kind, name, locks } = object;
    return { id, kind, name, ...kindOf(object).json?.(object, look), ...(locks.length > 0 && { locks: locks.map(lockJson) }) };
}
