/**
 * The lines that began what a runtime's event loop does later, when no function of the program is on the stack. Only what is certain:
 * what an object brings belongs to the line that made it, and the rest of a write to the line that wrote the beginning.
 */
import type { Event } from "../model/event";
import type { DescriptionId, ProcessId } from "../model/identities";
import type { Descriptor } from "../model/owners/descriptorTable";
import { tableOf } from "../model/owners/lookups";
import { isCopy } from "../model/owners/provenance";
import type { SourceLocation } from "../model/sourceLocation";
import type { State } from "../model/state";
import { UnwrittenRests } from "./unwrittenRests";

interface Beginning {
    readonly process: ProcessId;
    readonly source: SourceLocation;
}

/** Calls by which a loop takes what comes. Of what it ends (shutdown, close) it is not known which line told it so. */
const loopCalls = /^(read|readv|recvmsg|recvfrom|recvmmsg|accept|accept4|getsockopt)$/;
/** What a program has streams and servers on; wakers and the pipe of signals are the loop's own. */
const makers = /^(socket|socketpair|open|openat)$/;

export class Beginnings {
    /** Threads that have waited in epoll_wait(2) or its like. */
    private readonly loops = new Set<number>();
    /** By process: seq of its last execve(2). What was made before belongs to another program. */
    private readonly programs = new Map<ProcessId, number>();
    private readonly children = new Map<ProcessId, Beginning>();
    private readonly accepted = new Map<DescriptionId, Beginning>();
    private readonly rests = new UnwrittenRests();

    /** Of an event with no line; `state`: before it. */
    lineOf(event: Event, state: State): SourceLocation | undefined {
        if (!this.loops.has(event.tid)) return undefined;
        if (event.kind === "processReaped") return this.ownLine(this.children.get(event.child), event.process);
        if (event.call !== undefined && loopCalls.test(event.call)) return this.lineOfObject(event, state);
        return this.rests.lineOf(event, state);
    }

    /** `state`: after the event. */
    learn(event: Event, state: State): void {
        this.rests.learn(event, state);
        if (event.call?.startsWith("epoll_") === true) this.loops.add(event.tid);
        switch (event.kind) {
            case "programExecuted":
                this.programs.set(event.process, event.seq);
                this.loops.delete(event.tid);
                break;
            case "processForked":
                if (event.source !== undefined) this.children.set(event.child, { process: event.process, source: event.source });
                break;
            case "connectionAccepted":
                if (event.begunAt !== undefined) this.accepted.set(event.description, { process: event.process, source: event.begunAt });
                break;
            case "threadExited":
            case "processExited":
                this.loops.delete(event.tid);
                break;
            default:
                break;
        }
    }

    private lineOfObject(event: Event, state: State): SourceLocation | undefined {
        const table = tableOf(state, event.process, event.tid);
        const descriptor = table === undefined ? undefined : descriptorOf(event, [...table.descriptors.values()], state);
        if (table === undefined || descriptor === undefined || isCopy(table, descriptor)) return undefined;
        if (descriptor.since < (this.programs.get(event.process) ?? 0)) return undefined;
        const made = descriptor.got !== null && makers.test(descriptor.got.by) ? descriptor.got.source : null;
        return made ?? this.ownLine(this.accepted.get(descriptor.description), event.process);
    }

    private ownLine(beginning: Beginning | undefined, process: ProcessId): SourceLocation | undefined {
        return beginning?.process === process ? beginning.source : undefined;
    }
}

/** The one that the call named. */
function descriptorOf(event: Event, descriptors: readonly Descriptor[], state: State): Descriptor | undefined {
    if (event.kind === "connectionAccepted") return ofObject(event.listener, descriptors, state);
    if ("fd" in event && typeof event.fd === "number") {
        const { fd } = event;
        const found = descriptors.find((descriptor) => descriptor.fd === fd);
        return "description" in event && event.description !== found?.description ? undefined : found;
    }
    return "object" in event ? ofObject(event.object ?? null, descriptors, state) : undefined;
}

function ofObject(object: string | null, descriptors: readonly Descriptor[], state: State): Descriptor | undefined {
    return object === null ? undefined : descriptors.find(({ description }) => state.descriptions.get(description)?.object === object);
}
