/** What it means that a call has not returned: who waits, on what, and why. */
import { escapeBytes } from "../events/escapedBytes";
import type { CallBlocked } from "../events/event";
import { isPipe } from "../model/objects";
import { reasonToRead, reasonToWrite } from "../model/waitReason";
import { accessMode, nonBlockingFlag } from "../model/openFlags";
import { DecodedCall } from "../syscalls/decodedCall";
import type { WaitKind } from "../syscalls/row";
import type { ArgumentName, Syscall } from "../syscalls/table";
import type { Capture } from "../trace/record";
import type { OpenDescriptor } from "./descriptorLookup";
import { openFlags } from "./opening";
import { absolutePath, objectNamed } from "./paths";
import { pagesOfVector } from "./readingWriting";
import type { Session } from "./session";
import type { Task } from "./tracedTasks";

type Blocked = Pick<CallBlocked, "fd" | "object" | "reason" | "offered" | "data" | "slots">;

export class EnteredCall extends DecodedCall {
    constructor(
        readonly session: Session,
        readonly task: Task,
        row: Syscall,
        args: readonly bigint[],
        captures: readonly Capture[],
    ) {
        super(row, args, captures);
    }

    descriptor(name: ArgumentName): OpenDescriptor | undefined {
        return this.has(name) ? this.session.descriptor(this.task.process, this.int(name)) : undefined;
    }
}

const kinds: Readonly<Record<WaitKind, (call: EnteredCall) => Blocked>> = {
    input: (call) => onDescriptor(call, call.descriptor("fd"), (open) => reasonToRead(call.session.state, open.object)),
    output,
    transfer,
    open,
    child: (call) => nowhere(`waiting for ${awaitedChild(call)} to end`),
    // Only with CLONE_VFORK does it take long enough to be seen.
    newChild: () => nowhere("waiting for the new child to execute a program or to end"),
    connection: (call) => onDescriptor(call, call.descriptor("fd"), () => "waiting for the other side of the connection"),
    descriptors: (call) => onDescriptor(call, call.descriptor("fd"), () => "waiting until a descriptor is ready"),
    time: () => nowhere("sleeping"),
    signal: () => nowhere("waiting for a signal"),
    message: () => nowhere("waiting for a message"),
    messageRoom: () => nowhere("waiting until the message queue has room"),
};

export function blocked(call: EnteredCall, kind: WaitKind): Blocked {
    return kinds[kind](call);
}

function nowhere(reason: string): Blocked {
    return { fd: null, object: null, reason };
}

function onDescriptor(call: EnteredCall, open: OpenDescriptor | undefined, reason: (open: OpenDescriptor) => string): Blocked {
    if (open === undefined) return { fd: call.has("fd") ? call.int("fd") : null, object: null, reason: reasonForUnknown(call) };
    return { fd: open.fd, object: open.object.id, reason: reason(open) };
}

function reasonForUnknown(call: EnteredCall): string {
    return call.row.waits === "descriptors" ? "waiting until a descriptor is ready" : "the call has not returned";
}

function output(call: EnteredCall): Blocked {
    const open = call.descriptor("fd");
    const gives = call.row.name === "vmsplice";
    const capture = call.capture(gives ? "given" : "data");
    const offered = call.has("count") ? Number(call.word("count")) : (capture?.fullLength ?? 0);
    if (isPipe(open?.object) && open?.description.access === "read") {
        return onDescriptor(call, open, (known) => reasonToRead(call.session.state, known.object));
    }
    const slots = gives ? pagesOfVector(call, offered) : null;
    const waits = onDescriptor(call, open, (known) => reasonToWrite(known.object, offered, slots));
    if (!isPipe(open?.object)) return waits;
    return { ...waits, offered, ...(capture !== undefined && { data: escapeBytes(capture.bytes) }), ...(slots !== null && { slots }) };
}

/** Of the two objects the one that makes it wait: the source, while it has nothing to give. */
function transfer(call: EnteredCall): Blocked {
    const from = call.descriptor("fromFd");
    const to = call.descriptor("toFd");
    const sourceIsEmpty = from !== undefined && (!isPipe(from.object) || from.object.bytes === 0);
    if (sourceIsEmpty || to === undefined) return onDescriptor(call, from, (open) => reasonToRead(call.session.state, open.object));
    return onDescriptor(call, to, (open) => reasonToWrite(open.object, Number(call.word("count"))));
}

/** open(2) of a FIFO waits for the other end, but not with O_RDWR or O_NONBLOCK (fifo(7)). */
function open(call: EnteredCall): Blocked {
    const path = call.string("path");
    const { process } = call.task;
    const directory = call.has("directoryFd") ? call.session.directoryOf(process, call.int("directoryFd")) : process.directory;
    const object = path === undefined ? undefined : objectNamed(call.session.state, absolutePath(directory, path));
    const flags = openFlags(call);
    if (object?.kind === "fifo" && accessMode(flags) !== "read-write" && (flags & nonBlockingFlag) === 0) {
        const other = accessMode(flags) === "read" ? "a writer" : "a reader";
        return { fd: null, object: object.id, reason: `waiting for the other end of the FIFO to be opened by ${other}` };
    }
    return { fd: null, object: object?.id ?? null, reason: path === undefined ? "the call has not returned" : `opening ${path}` };
}

/** In the words of wait4(2) and waitid(2). */
function awaitedChild(call: EnteredCall): string {
    const child = (pid: number): string => `child ${call.session.tasks.process(pid)?.id ?? pid}`;
    if (call.row.name === "wait4") {
        const pid = call.int("pid");
        return pid > 0 ? child(pid) : pid === -1 ? "any child" : "any child of a process group";
    }
    const [byPid, byGroup] = [1, 2];
    const type = call.int("idType");
    return type === byPid ? child(call.int("id")) : type === byGroup ? "any child of a process group" : "any child";
}
