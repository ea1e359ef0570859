/** Tells a program's events by hand: a small language for the diagram's fixtures. */
import type { Awaits } from "../../tracer/model/awaits";
import type { Event } from "../../tracer/model/event";
import type { KernelObjectKind, NewObject } from "../../tracer/model/kindTypes";
import type { AccessMode } from "../../tracer/model/openFlags";
import type { ExitStatus } from "../../tracer/model/owners/process";

type WithoutBase<E> = E extends Event ? Omit<E, "seq" | "time" | "pid" | "tid"> : never;

export class Story {
    readonly events: Event[] = [];
    /** How many events had been told when the debugger would have stopped. */
    readonly stops: number[] = [];
    private readonly pids = new Map<string, number>();
    private thread: number | null = null;

    constructor(
        private readonly file: string,
        private readonly firstPid = 4711,
    ) {}

    tell(event: WithoutBase<Event>, line?: number): this {
        const pid = this.pidOf(event.process);
        const source = line === undefined ? {} : { source: { file: this.file, line, function: "main" } };
        this.events.push({
            ...event,
            ...source,
            seq: this.events.length + 1,
            time: this.events.length * 0.0001,
            pid,
            tid: this.thread ?? pid,
        });
        return this;
    }

    /** What is told meanwhile is done by this thread. */
    inThread(tid: number, tell: () => void): this {
        this.thread = tid;
        tell();
        this.thread = null;
        return this;
    }

    /** A debugger's stop after the event just told. */
    stop(process: string, line: number, reason: "breakpoint" | "step" = "step"): this {
        this.tell({ kind: "processStopped", process, reason, othersFrozen: true }, line);
        this.stops.push(this.events.length);
        return this.tell({ kind: "processResumed", process });
    }

    started(process: string, command: string): this {
        return this.tell({ kind: "processStarted", process, parentPid: 100, command, arguments: command.split(" "), directory: "/work" });
    }

    /** Descriptors 0, 1 and 2 on one terminal. */
    terminal(process: string): this {
        for (const fd of [0, 1, 2]) this.inherited(process, fd, "ofd1", "tty1", "tty", "/dev/pts/3", "read-write", fd === 0);
        return this;
    }

    inherited(
        process: string,
        fd: number,
        description: string,
        object: string,
        kind: KernelObjectKind,
        name: string | null,
        access: AccessMode,
        first: boolean,
    ): this {
        return this.tell({
            kind: "descriptorInherited",
            process,
            fd,
            closeOnExec: false,
            object,
            description: { id: description, object, access, statusFlags: [], offset: null },
            ...(first ? { newObject: { id: object, kind, name, inherited: true } as NewObject } : {}),
        });
    }

    opened(
        process: string,
        fd: number,
        description: string,
        object: NewObject | string,
        access: AccessMode,
        line: number | undefined,
        statusFlags: readonly string[] = [],
        closeOnExec = false,
    ): this {
        const id = typeof object === "string" ? object : object.id;
        const offset = id.startsWith("file") ? 0 : null;
        return this.tell(
            {
                kind: "descriptorOpened",
                call: "openat",
                process,
                fd,
                closeOnExec,
                object: id,
                description: { id: description, object: id, access, statusFlags, offset },
                ...(typeof object === "string" ? {} : { newObject: object }),
            },
            line,
        );
    }

    pipe(
        process: string,
        object: string,
        read: readonly [number, string],
        write: readonly [number, string],
        line: number,
        capacity = 65536,
    ): this {
        return this.tell(
            {
                kind: "pipeCreated",
                call: "pipe2",
                process,
                object,
                newObject: { id: object, kind: "pipe", name: null, capacity },
                readEnd: { fd: read[0], closeOnExec: false, description: read[1] },
                writeEnd: { fd: write[0], closeOnExec: false, description: write[1] },
                statusFlags: [],
            },
            line,
        );
    }

    forked(process: string, child: string, line: number): this {
        return this.tell(
            {
                kind: "processForked",
                call: "clone",
                process,
                child,
                childPid: this.pidOf(child),
                sharesDescriptors: false,
                sharesMemory: false,
            },
            line,
        );
    }

    duplicated(process: string, fd: number, newFd: number, description: string, object: string, line: number, replaced = false): this {
        return this.tell(
            {
                kind: "descriptorDuplicated",
                call: replaced ? "dup2" : "dup",
                process,
                fd,
                newFd,
                closeOnExec: false,
                replaced,
                object,
                description,
            },
            line,
        );
    }

    closed(process: string, fd: number, description: string, object: string, line: number): this {
        return this.tell({ kind: "descriptorClosed", call: "close", process, fd, object, description, cause: "close" }, line);
    }

    executed(process: string, path: string, args: readonly string[], line: number, closed: readonly number[] = []): this {
        return this.tell({ kind: "programExecuted", call: "execve", process, path, arguments: args, directory: "/work", closed }, line);
    }

    wrote(
        process: string,
        fd: number,
        description: string,
        object: string,
        data: string,
        length: number,
        line?: number,
        offset: number | null = null,
    ): this {
        return this.tell(
            { kind: "bytesWritten", call: "write", process, fd, object, description, length, result: length, offset, data: bytesOf(data) },
            line,
        );
    }

    read(process: string, fd: number, description: string, object: string, length: number, line?: number): this {
        return this.tell(
            {
                kind: "bytesRead",
                call: "read",
                process,
                fd,
                object,
                description,
                length,
                result: length,
                offset: null,
                ...(length === 0 ? { endOfFile: true } : {}),
            },
            line,
        );
    }

    blocked(
        process: string,
        call: string,
        fd: number | null,
        object: string | null,
        awaits: Awaits,
        line?: number,
        offered?: { readonly length: number; readonly data: string },
    ): this {
        return this.tell(
            {
                kind: "callBlocked",
                call,
                process,
                fd,
                description: null,
                object,
                awaits,
                ...(offered === undefined ? {} : { offered: offered.length, data: bytesOf(offered.data) }),
            },
            line,
        );
    }

    resumed(process: string, call: string, fd: number | null, object: string | null): this {
        return this.tell({ kind: "callResumed", call, process, fd, object });
    }

    exited(process: string, exit: ExitStatus = { code: 0 }): this {
        return this.tell({ kind: "processExited", process, exit });
    }

    reaped(process: string, child: string, line: number, exit: ExitStatus = { code: 0 }): this {
        return this.tell({ kind: "processReaped", call: "wait4", process, child, childPid: this.pidOf(child), exit }, line);
    }

    eventfd(process: string, object: string, fd: number, description: string, value: bigint, semaphore: boolean, line: number): this {
        const newObject = { id: object, kind: "eventfd", name: null, value, semaphore } as const;
        return this.tell(
            { kind: "eventfdCreated", call: "eventfd2", process, object, newObject, fd, closeOnExec: false, description, statusFlags: [] },
            line,
        );
    }

    /** A positive change is a write, a negative one a read. */
    counted(process: string, fd: number, description: string, object: string, change: bigint, line: number): this {
        const base = { process, fd, object, description, value: change < 0n ? -change : change };
        return change < 0n
            ? this.tell({ ...base, kind: "eventfdRead", call: "read" }, line)
            : this.tell({ ...base, kind: "eventfdIncreased", call: "write" }, line);
    }

    queue(process: string, object: string, number: number, key: number, line: number, limit = 16384): this {
        const newObject = { id: object, kind: "messageQueue", name: null, key, number, limit, mode: 0o600 } as const;
        return this.tell({ kind: "messageQueueCreated", call: "msgget", process, object, newObject }, line);
    }

    sent(process: string, object: string, type: bigint, text: string, line: number, length = bytesOf(text).length): this {
        return this.tell({ kind: "messageSent", call: "msgsnd", process, object, type, length, result: 0, data: bytesOf(text) }, line);
    }

    received(process: string, object: string, type: bigint, text: string, write: number, line: number, wanted = 0n): this {
        const data = bytesOf(text);
        const segments = [{ write, offset: 0, length: data.length }];
        const { length } = data;
        return this.tell(
            {
                kind: "messageReceived",
                call: "msgrcv",
                process,
                object,
                type,
                wanted,
                except: false,
                length,
                result: length,
                segments,
                data,
            },
            line,
        );
    }

    private pidOf(process: string): number {
        const known = this.pids.get(process);
        if (known !== undefined) return known;
        const pid = this.firstPid + this.pids.size;
        this.pids.set(process, pid);
        return pid;
    }
}

const escape = /\\(?:x([0-9a-f]{2})|(.))/g;
const named: Readonly<Record<string, string>> = { n: "\n", t: "\t", 0: "\0" };

/** Bytes as a text with C escapes gives them. */
export function bytesOf(text: string): Uint8Array {
    const plain = text.replace(escape, (_, code: string | undefined, letter: string | undefined) =>
        code === undefined ? (named[letter ?? ""] ?? letter ?? "") : String.fromCharCode(parseInt(code, 16)),
    );
    return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}
