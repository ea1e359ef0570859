/** A state in the shape of `ipcscope state --json`, which programs outside of this project read. */
import { countBytes, joinBytes, splitBytes } from "../events/escapedBytes";
import { isPipe, offsetOf } from "./objects";
import type { AccessMode, Description, ExitStatus, KernelObject, KernelObjectKind, Pipe, Process, ProcessState, State } from "./state";
import { descriptorsOf } from "./waitReason";

export interface ProcessJson {
    readonly id: string;
    readonly pid: number;
    readonly parent: string | null;
    readonly command: string;
    readonly state: ProcessState;
    readonly exit: ExitStatus | null;
    readonly waitsFor: { readonly call: string; readonly fd: number | null; readonly object: string | null } | null;
    readonly descriptors: readonly { readonly fd: number; readonly closeOnExec: boolean; readonly description: string }[];
    /** Not recorded yet. */
    readonly signals: null;
    /** Not recorded yet. */
    readonly mappings: null;
}

export interface DescriptionJson {
    readonly id: string;
    readonly object: string;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
    /** 0 also for pipes, FIFOs, terminals and /dev/null, where the kernel keeps it at 0; null: unknown, or of no meaning. */
    readonly offset: number | null;
    readonly references: number;
}

export interface ObjectJson {
    readonly id: string;
    readonly kind: KernelObjectKind;
    readonly name: string | null;
    /** Pipes and FIFOs; null: unknown. */
    readonly bytes?: number | null;
    readonly capacity?: number | null;
    /** The first bytes of the buffer, as far as they are known. */
    readonly preview?: string | null;
    /** Descriptors through which one can read (write): what keeps the other side from an end of file (a SIGPIPE). Null: not only the recorded processes have some. */
    readonly readers?: number | null;
    readonly writers?: number | null;
    /** Files: bytes, as far as known. */
    readonly size?: number | null;
}

export interface StateJson {
    readonly at: number;
    readonly processes: readonly ProcessJson[];
    readonly descriptions: readonly DescriptionJson[];
    readonly objects: readonly ObjectJson[];
}

export function stateJson(state: State): StateJson {
    return {
        at: state.at,
        processes: [...state.processes.values()].map((process) => processJson(state, process)),
        descriptions: [...state.descriptions.values()].map((description) =>
            descriptionJson(description, state.objects.get(description.object)),
        ),
        objects: [...state.objects.values()].sort((a, b) => a.since - b.since).map((object) => objectJson(state, object)),
    };
}

function processJson(state: State, process: Process): ProcessJson {
    const [wait] = process.waits.values();
    const table = state.tables.get(process.table);
    return {
        id: process.id,
        pid: process.pid,
        parent: process.parent,
        command: process.command,
        state: process.state,
        exit: process.exit,
        waitsFor: wait === undefined ? null : { call: wait.call, fd: wait.fd, object: wait.object },
        descriptors: [...(table?.descriptors.values() ?? [])].map(({ fd, closeOnExec, description }) => ({ fd, closeOnExec, description })),
        signals: null,
        mappings: null,
    };
}

function descriptionJson(description: Description, of: KernelObject | undefined): DescriptionJson {
    const { id, object, access, statusFlags, references } = description;
    return { id, object, access, statusFlags, offset: offsetOf(description, of), references };
}

function objectJson(state: State, object: KernelObject): ObjectJson {
    const { id, kind, name } = object;
    if (!isPipe(object)) return { id, kind, name, ...(object.size !== null && { size: object.size }) };
    return {
        id,
        kind,
        name,
        bytes: object.bytes,
        capacity: object.capacity,
        preview: preview(object, 64),
        readers: object.inherited ? null : descriptorsOf(state, id, "read"),
        writers: object.inherited ? null : descriptorsOf(state, id, "write"),
    };
}

/** The first bytes of a pipe, up to the first that was not captured; null: its content is unknown. */
export function preview(pipe: Pipe, length: number): string | null {
    if (pipe.bytes === null) return null;
    let text = "";
    let left = length;
    for (const segment of pipe.segments) {
        if (segment.data === null || left <= 0) break;
        text = joinBytes(text, splitBytes(segment.data, left)[0]);
        if (countBytes(segment.data) < segment.length) break;
        left -= segment.length;
    }
    return text;
}
