/** A system call that has returned, with what its interpretation needs to say what it meant. */
import { DecodedCall } from "../syscalls/decodedCall";
import { absent, addressInUse, errorName, interrupted, wouldBlock } from "../syscalls/errorNames";
import type { ArgumentName, CaptureName, Syscall } from "../syscalls/table";
import type { Capture, Word } from "../trace/record";
import { callWords, type CallWords } from "./callWords";
import { isOpenSince, settleLostEnd, settleNumber } from "./closingCalls";
import { exactOffset } from "./exactOffset";
import { hasPosition, factsOfCapture, type ObjectFacts } from "./objectFacts";
import type { CallReturned } from "../model/owners/call";
import type { Opened } from "../model/owners/descriptorEvents";
import { markOf } from "../model/owners/markEvents";
import { accessMode, closeOnExecFlag, statusFlagNames, type End } from "../model/openFlags";
import type { DescriptionId, ObjectId } from "../model/identities";
import type { SourceLocation } from "../model/sourceLocation";
import type { KernelObject } from "../model/kindTypes";
import type { OpenedDescriptor } from "../model/kinds/kind";
import type { OpenDescriptor } from "./descriptorLookup";
import type { BytesRead, BytesWritten } from "../model/owners/transfer";
import type { Fact, Origin, Writable } from "./narration";
import { numberedObject } from "./numbered";
import { absolutePath } from "./paths";
import { isInHandler, originOf, type Interpretation } from "./interpretation";
import type { Task, TracedProcess } from "./tracedTasks";
import { reportedToOthers } from "./reported";
import { addressGiven } from "./socket/naming";
import { leaveUndoList } from "./undoLists";

export interface CapturedPayload {
    readonly data?: Uint8Array;
    readonly truncated?: true;
}

/** The first `length` of these bytes, which may be fewer, as an event keeps them. */
export function dataOf(bytes: Uint8Array, length: number): CapturedPayload {
    if (bytes.length === 0 && length > 0) return {};
    const data = bytes.length > length ? bytes.subarray(0, length) : bytes;
    return data.length < length ? { data, truncated: true } : { data };
}

/** A descriptor of an object that did not exist before, as the events say it that introduce both. */
export type NewEnd = Omit<OpenedDescriptor, "access">;

/** A descriptor for a new description, as events say it. */
export type NewlyOpen = Pick<Opened, "closeOnExec" | "object" | "newObject" | "description">;

export class ReturnedCall extends DecodedCall {
    private readonly origin: Origin;

    constructor(
        readonly interpretation: Interpretation,
        readonly task: Task,
        row: Syscall,
        args: readonly Word[],
        captures: readonly Capture[],
        readonly result: number,
        time: number,
        stack: number,
        /** Known since it was entered. */
        words?: CallWords,
    ) {
        super(row, args, captures);
        this.origin = originOf(task, time, row.name, stack, words ?? this.wordsAt(stack));
    }

    private wordsAt(stack: number): CallWords {
        return callWords(this, this.interpretation.sources.libraryFunction(stack), isInHandler(this.interpretation, this.task));
    }

    /** The function of the C library that made it, as far as the stack tells. */
    get libraryFunction(): string | undefined {
        return this.interpretation.sources.libraryFunction(this.origin.stack);
    }

    /** The line of the program that made it. */
    get source(): SourceLocation | undefined {
        return this.interpretation.sources.locate(this.origin.stack);
    }

    get process(): TracedProcess {
        return this.task.process;
    }

    /** unshare(CLONE_SYSVSEM). */
    leaveUndoList(): void {
        leaveUndoList(this.interpretation, this.task, this.origin);
    }

    tell(fact: Fact): void {
        if ("object" in fact && fact.object !== null && fact.kind !== "callReturned") this.task.reported.delete(fact.object);
        this.interpretation.narration.tell(this.origin, fact);
    }

    /** The same of a fact that was made for this alone. */
    tellOwn(fact: Writable<BytesRead | BytesWritten>): void {
        this.task.reported.delete(fact.object);
        this.interpretation.narration.tellOwn(this.origin, fact);
    }

    /** What the C library does by itself is of no line of the program. */
    tellAside(fact: Fact): void {
        this.interpretation.narration.tell({ ...this.origin, stack: 0 }, fact);
    }

    /** Nanoseconds since the start of the trace. */
    get time(): number {
        return this.origin.time;
    }

    /** Where the code is that a captured pointer leads to; undefined: not in the user's code. */
    code(name: CaptureName): SourceLocation | undefined {
        const stack = this.structure(name, 4)?.getUint32(0, true);
        return stack === undefined ? undefined : this.interpretation.sources.locate(stack);
    }

    /** What a descriptor argument stands for, if the state knows it. */
    known(fd: number): OpenDescriptor | undefined {
        return this.interpretation.descriptor(this.task, fd);
    }

    /** What a descriptor that the call has used stands for: one that was not known must have been there before. */
    used(fd: number, facts?: ObjectFacts): OpenDescriptor | undefined {
        return this.known(fd) ?? this.adopted(fd, facts);
    }

    position(name: CaptureName): number | null {
        const view = this.structure(name, 8);
        return view === undefined ? null : exactOffset(view.getBigInt64(0, true));
    }

    /** A path argument, as an absolute path. */
    path(name: CaptureName & ("path" | "newPath"), directory: ArgumentName & ("directoryFd" | "newDirectoryFd")): string | null {
        const path = this.string(name);
        if (path === undefined || path === "") return null;
        return absolutePath(
            this.has(directory) ? this.interpretation.directoryOf(this.task, this.int(directory)) : this.process.directory,
            path,
        );
    }

    /** The captured part of the first `length` bytes, as an event keeps it. */
    payload(name: CaptureName, length: number): CapturedPayload {
        const bytes = this.capture(name)?.bytes;
        return bytes === undefined ? {} : dataOf(bytes, length);
    }

    /** How many bytes a call that moves bytes was to move; undefined: not known. `payload`: all that a vector of buffers offered. */
    asked(payload?: CaptureName): number | undefined {
        if (this.row.returns !== "bytes") return undefined;
        return this.has("count") ? this.size("count") : payload === undefined ? undefined : this.capture(payload)?.fullLength;
    }

    facts(name: CaptureName): ObjectFacts | undefined {
        return factsOfCapture(this.capture(name));
    }

    /** The call returned without a change to tell of: it failed, or it only asked. */
    tellReturned(result = this.result, about: { readonly elsewhere?: true } = {}): void {
        const mark = result === -absent ? markOf(this.string("path")) : null;
        if (mark !== null) this.tell({ kind: "marked", text: mark });
        else if (this.row.quiet !== true) this.tell({ ...this.returned(result), ...about });
    }

    private returned(result: number): Fact & { readonly kind: "callReturned" } {
        const path = this.string("path");
        const asked = this.asked();
        const place = this.place();
        const address = result === -addressInUse ? addressGiven(this, this.process.directory) : undefined;
        const reportedTo = result === -wouldBlock ? reportedToOthers(this.interpretation, this.task, place.object) : [];
        return {
            kind: "callReturned",
            ...place,
            ...(path !== undefined && { path }),
            result,
            ...(asked !== undefined && { asked }),
            ...(result < 0 && { error: errorName(-result) }),
            ...(address !== undefined && { address }),
            ...(reportedTo.length > 0 && { reportedTo }),
        };
    }

    /** A handler is about to run, and the call fails. */
    tellEndedByHandler(interruption: "flag" | "never"): void {
        this.tell({ ...this.returned(-interrupted), interruption });
    }

    /** A handler is about to run, and the call is made again when it returns. */
    tellMadeAgain(why: "flag" | "always"): void {
        if (this.row.quiet !== true) this.tell({ kind: "callMadeAgain", ...this.place(), why });
    }

    /** A signal ended the call before it had an effect. */
    tellInterrupted(): void {
        if (this.row.quiet !== true) this.tell({ kind: "callInterrupted", ...this.place() });
    }

    /** A descriptor that this call made, for an object of which the kernel told the facts. */
    tellOpened(fd: number, facts: ObjectFacts | undefined, inherited: boolean): void {
        this.settleClose(fd);
        const atStart = facts !== undefined && hasPosition(facts.kind) ? 0 : null;
        this.tell({ kind: "descriptorOpened", fd, ...this.newlyOpen(facts, inherited, atStart) });
    }

    /** What the kernel tells of a description that the state does not show yet. */
    newlyOpen(facts: ObjectFacts | undefined, inherited: boolean, offset: number | null): NewlyOpen {
        const { identities, state } = this.interpretation;
        const id = identities.newDescription();
        if (facts === undefined) {
            const newObject = identities.unknown(null);
            const description = { id, object: newObject.id, access: "read-write", statusFlags: [], offset: null } as const;
            return { closeOnExec: false, object: newObject.id, newObject, description };
        }
        const { id: object, newObject } = identities.find(state, facts, inherited);
        return {
            closeOnExec: (facts.flags & closeOnExecFlag) !== 0,
            object,
            description: { id, object, access: accessMode(facts.flags), statusFlags: statusFlagNames(facts.flags), offset },
            ...(newObject !== undefined && { newObject }),
        };
    }

    /** A description that exists gets a descriptor of this process. */
    tellShared(fd: number, other: OpenDescriptor, closeOnExec: boolean): void {
        this.settleClose(fd);
        const { id, object, access, statusFlags, offset } = other.description;
        this.tell({ kind: "descriptorOpened", fd, closeOnExec, object, description: { id, object, access, statusFlags, offset } });
    }

    /** A descriptor whose open file description is new, of which the kernel told these flags (as in fdinfo). */
    newEnd(fd: number, flags: number): NewEnd {
        return {
            fd,
            closeOnExec: (flags & closeOnExecFlag) !== 0,
            description: this.newDescription(),
            statusFlags: statusFlagNames(flags),
        };
    }

    newDescription(): DescriptionId {
        return this.interpretation.identities.newDescription();
    }

    /** What another thread's call closed there, and has not returned yet, is told first. */
    settleClose(fd: number): void {
        if (this.known(fd) !== undefined) settleNumber(this.interpretation, this.task, fd, this.origin.time);
    }

    /** The kernel has said that nobody has this end of the object open: what closed it, and has not returned yet, is told first. */
    settleLostEnd({ object }: OpenDescriptor, end: End): void {
        if (this.losesEnds(object)) settleLostEnd(this.interpretation, object.id, end, this.began, this.origin.time);
    }

    /** The same of an object that this call does not concern: what waits at the other end of it has said so. */
    settleClosed(object: ObjectId, end: End): void {
        settleLostEnd(this.interpretation, object, end, this.began, this.origin.time);
    }

    /** Whether the kernel cannot have said so, since that end was open all the time. */
    keepsEnd({ object }: OpenDescriptor, end: End): boolean {
        return this.losesEnds(object) && isOpenSince(this.interpretation, object.id, end, this.began);
    }

    private losesEnds(object: KernelObject): boolean {
        return this.interpretation.transfersOf(object).endsByClosing === true;
    }

    /** seq of the last event before the call. */
    get began(): number {
        return this.task.pending?.began ?? this.interpretation.state.at;
    }

    private place(): Pick<CallReturned, "fd" | "object" | "also"> {
        const fd = this.has("fd") ? this.int("fd") : null;
        if (fd !== null) return { fd, object: this.known(fd)?.object.id ?? null };
        const { object: awaited = null, also } = this.task.pending?.blocked ?? {};
        const isThere = awaited !== null && this.interpretation.state.objects.has(awaited);
        const object = numberedObject(this.interpretation, this) ?? (isThere ? awaited : null);
        return { fd, object, ...(also !== undefined && { also }) };
    }

    private adopted(fd: number, facts: ObjectFacts | undefined): OpenDescriptor | undefined {
        if (fd < 0) return undefined;
        this.tell({ kind: "descriptorInherited", fd, ...this.newlyOpen(facts, true, null) });
        return this.known(fd);
    }
}

/** Says what the successful return of a call means. */
export type CallMeaning = (call: ReturnedCall) => void;
