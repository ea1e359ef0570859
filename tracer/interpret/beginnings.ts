/**
 * The lines that began what a runtime's event loop, or a thread of its pool, does later, when no function of the program is on the stack. Only
 * what is certain: an operation belongs to the line that told the loop to do it, what an object brings to the line that made it, and the rest of a
 * write to the line that wrote the beginning.
 */
import type { Event } from "../model/event";
import type { DescriptionId, ProcessId } from "../model/identities";
import type { KernelObject } from "../model/kindTypes";
import type { Descriptor } from "../model/owners/descriptorTable";
import { tableOf } from "../model/owners/lookups";
import { isCopy } from "../model/owners/provenance";
import type { SourceLocation } from "../model/sourceLocation";
import type { State } from "../model/state";
import type { OperationRecord } from "../trace/record";
import { UnwrittenRests } from "./unwrittenRests";

interface Beginning {
    readonly process: ProcessId;
    readonly source: SourceLocation;
}

/** A descriptor in the table of a thread. */
interface Held {
    readonly process: ProcessId;
    readonly tid: number;
    readonly fd: number;
}

/** What the loop was told to do. */
export interface Operation {
    readonly what: OperationRecord["what"];
    /** The program's line that told it; undefined: a function of the runtime did, by itself. */
    readonly source: SourceLocation | undefined;
}

/** Calls by which a loop takes what comes, and gives up what is over. */
const loopCalls = /^(read|readv|recvmsg|recvfrom|recvmmsg|accept|accept4|getsockopt|connect|close)$/;
/** Calls by which a thread of the pool does more of what another operation has begun. */
const poolCalls = /^(read|pread64|readv|preadv|write|pwrite64|writev|pwritev|getdents64|close)$/;
/** What a program has streams and servers on; wakers and the pipe of signals are the loop's own. */
const makers = /^(socket|socketpair|open|openat)$/;

/** Events of a loop that bring a description. */
const makes: ReadonlySet<Event["kind"]> = new Set(["connectionAccepted", "socketCreated"]);

export class Beginnings {
    /** Threads that have waited in epoll_wait(2) or its like. */
    private readonly loops = new Set<number>();
    /** By process: seq of its last execve(2). What was made before belongs to another program. */
    private readonly programs = new Map<ProcessId, number>();
    private readonly children = new Map<ProcessId, Beginning>();
    /** Descriptions that a loop has made, or a thread of the pool; and those about which that was told something more. */
    private readonly made = new Map<DescriptionId, Beginning>();
    /** By descriptions of channels: who wanted what comes by them. */
    private readonly listening = new Map<DescriptionId, Beginning>();
    private readonly rests = new UnwrittenRests();

    /** Of an event with no line; `state`: before it. */
    lineOf(event: Event, state: State, operation: Operation | undefined): SourceLocation | undefined {
        if (!this.loops.has(event.tid)) return operation?.what === "work" ? this.lineOfWork(event, state, operation) : undefined;
        if (event.kind === "processReaped") return this.ownLine(this.children.get(event.child), event.process);
        if (event.call === "shutdown") return this.lineOfShutdown(event, state, operation);
        if (event.call === "socket") return operation?.what === "socket" ? operation.source : undefined;
        if (event.call !== undefined && loopCalls.test(event.call)) return this.lineOfObject(event, state);
        return this.rests.lineOf(event, state);
    }

    /** `state`: after the event. */
    learn(event: Event, state: State): void {
        this.rests.learn(event, state);
        if (event.call?.startsWith("epoll_") === true) this.loops.add(event.tid);
        if (event.begunAt !== undefined) this.learnOfBeginning(event, event.begunAt, state);
        switch (event.kind) {
            case "programExecuted":
                this.programs.set(event.process, event.seq);
                for (const lines of [this.made, this.listening]) {
                    for (const [description, { process }] of lines) if (process === event.process) lines.delete(description);
                }
                this.loops.delete(event.tid);
                break;
            case "processForked":
                if (event.source !== undefined) this.children.set(event.child, { process: event.process, source: event.source });
                break;
            case "threadExited":
            case "processExited":
                this.loops.delete(event.tid);
                break;
            default:
                break;
        }
    }

    /** The line told the loop to do something with the descriptor: what follows without a line of its own belongs to that. */
    learnOfDescriptor(
        what: "descriptor" | "listening",
        { process, tid, fd }: Held,
        source: SourceLocation | undefined,
        state: State,
    ): void {
        const description = tableOf(state, process, tid)?.descriptors.get(fd)?.description;
        if (description === undefined || source === undefined) return;
        const lines = what === "descriptor" ? this.made : this.listening;
        lines.set(description, { process, source });
    }

    private learnOfBeginning(event: Event, source: SourceLocation, state: State): void {
        const { process, tid } = event;
        if (this.loops.has(tid) && !makes.has(event.kind)) return;
        if ("description" in event && typeof event.description === "string") {
            this.made.set(event.description, { process, source });
        } else if ("fd" in event && typeof event.fd === "number") {
            this.learnOfDescriptor("descriptor", { process, tid, fd: event.fd }, source, state);
        }
    }

    private lineOfWork(event: Event, state: State, { source }: Operation): SourceLocation | undefined {
        if (isBetweenOperations(event, state)) return undefined;
        if (source !== undefined) return source;
        return event.call !== undefined && poolCalls.test(event.call) ? this.lineOfObject(event, state) : undefined;
    }

    private lineOfShutdown(event: Event, state: State, operation: Operation | undefined): SourceLocation | undefined {
        if (operation?.what === "shutdown" && operation.source !== undefined) return operation.source;
        const object = "object" in event && event.object !== null ? state.objects.get(event.object ?? "") : undefined;
        return object !== undefined && isAtItsEnd(object) ? this.lineOfObject(event, state) : undefined;
    }

    private lineOfObject(event: Event, state: State): SourceLocation | undefined {
        const descriptor = descriptorOf(event, state);
        if (descriptor === undefined) return undefined;
        const told = this.ownLine(this.made.get(descriptor.description), event.process);
        return told ?? this.makerOf(descriptor, event, state) ?? this.ownLine(this.listening.get(descriptor.description), event.process);
    }

    private makerOf(descriptor: Descriptor, { process, tid }: Event, state: State): SourceLocation | undefined {
        const table = tableOf(state, process, tid);
        if (table === undefined || isCopy(table, descriptor) || descriptor.since < (this.programs.get(process) ?? 0)) return undefined;
        return descriptor.got !== null && makers.test(descriptor.got.by) ? (descriptor.got.source ?? undefined) : undefined;
    }

    private ownLine(beginning: Beginning | undefined, process: ProcessId): SourceLocation | undefined {
        return beginning?.process === process ? beginning.source : undefined;
    }
}

/** The pool's own lock, and its word to the loop. */
function isBetweenOperations(event: Event, state: State): boolean {
    const object = "object" in event && event.object !== null ? state.objects.get(event.object ?? "") : undefined;
    return event.call === "futex" || object?.kind === "eventfd";
}

/** Nothing more comes, and all has been read: the runtime shuts it down then by itself (`allowHalfOpen`). */
function isAtItsEnd(object: KernelObject): boolean {
    return object.kind === "socket" && (object.peerClosed || object.peerShutWrite) && object.incoming.length === 0;
}

/** The one that the call named. */
function descriptorOf(event: Event, state: State): Descriptor | undefined {
    const descriptors = [...(tableOf(state, event.process, event.tid)?.descriptors.values() ?? [])];
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
