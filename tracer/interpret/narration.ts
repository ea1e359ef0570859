/** The events told so far, the state they lead to, and the telling of the next one. */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import type { Event } from "../model/event";
import type { EventBase } from "../model/eventBase";
import type { ProcessId } from "../model/identities";
import type { SourceLocation } from "../model/sourceLocation";
import type { State } from "../model/state";
import { Beginnings, type Operation } from "./beginnings";
import type { CallWords } from "./callWords";
import { ClusterQueries } from "./clusterQueries";
import { Operations } from "./operations";
import type { SourceLookup } from "../symbols/sourceLookup";
import type { OperationRecord } from "../trace/record";

type Told = "seq" | "time" | "process" | "pid" | "tid" | "call" | "called" | "detail" | "source" | "begunAt";
type WithoutTold<E> = E extends Event ? Omit<E, Told> : never;
/** What an event says beyond who, when and where. */
export type Fact = WithoutTold<Event>;

/** What is added to a fact. */
type Additions = Pick<EventBase, Told | "library">;

/**
 * An event that is put together step by step, which takes less than the spreading of optional parts where there are a million. It begins with places
 * for who and when.
 */
export type Writable<E extends Event> = { -readonly [Key in keyof E]: E[Key] };

/** Who, when and where. */
export interface Origin {
    /** Nanoseconds since the start of the trace. */
    readonly time: number;
    readonly process: ProcessId;
    readonly pid: number;
    readonly tid: number;
    readonly call: string | null;
    readonly words?: CallWords;
    /** 0: no stack. */
    readonly stack: number;
}

/** Hears of each event before the state goes on by it. */
export interface Witness {
    /** `before`: for asking, not for keeping. */
    see(event: Event, record: { readonly begins: boolean; readonly givesUp: boolean }, before: State): void;
}

export class Narration {
    private readonly draft = new Draft();
    readonly operations = new Operations();
    private readonly beginnings = new Beginnings();
    private readonly queries = new ClusterQueries();
    private told: Event[] = [];
    /** Of the record that is being told: nothing was told of it yet; its call ends without all that it was made for. */
    readonly record = { begins: true, givesUp: false };
    witness: Witness | null = null;

    constructor(private readonly sources: SourceLookup) {}

    /** The state as it is at this moment: for asking, not for keeping. */
    get now(): State {
        return this.draft.now;
    }

    /** The state, for whoever wants to keep it. */
    look(): State {
        return this.draft.look();
    }

    /** Time never goes back: of threads that ran at once, a record may tell of a moment before that of its predecessor. */
    tell(origin: Origin, fact: Fact): void {
        this.tellOwn(origin, Object.assign({ seq: 0, time: 0, process: "", pid: 0, tid: 0 }, fact));
    }

    /** The same of a fact that was made for this alone: it becomes the event. */
    tellOwn(origin: Origin, fact: Fact): void {
        const { process, pid, tid, call, words, stack } = origin;
        const { at, time } = this.draft.now;
        const event = fact as Event;
        const told: { -readonly [Key in keyof Additions]: Additions[Key] } = event;
        told.seq = at + 1;
        told.time = Math.max(time, origin.time / 1e9);
        told.process = process;
        told.pid = pid;
        told.tid = tid;
        if (call !== null) told.call = call;
        if (words?.called !== undefined) told.called = words.called;
        if (words?.detail !== undefined) told.detail = words.detail;
        if (words?.library !== undefined) told.library = words.library;
        const source = this.locate(stack);
        if (source !== undefined) told.source = source;
        const isOfRuntime = stack !== 0 && source === undefined && this.sources.isOfRuntime(stack);
        const begunAt = isOfRuntime ? this.lineThatBegan(event, stack) : undefined;
        if (begunAt !== undefined) told.begunAt = begunAt;
        this.witness?.see(event, this.record, this.draft.now);
        this.record.begins = false;
        advance(this.draft, event);
        this.beginnings.learn(event, this.now);
        this.queries.learn(event, this.now);
        this.told.push(event);
    }

    /** The events since the last time this was asked. */
    take(): readonly Event[] {
        const events = this.told;
        this.told = [];
        this.record.begins = true;
        this.record.givesUp = false;
        return events;
    }

    /** A runtime's event loop was told to do something. */
    noteOperation(process: ProcessId, record: OperationRecord): void {
        const { what, tid, fd, stack } = record;
        if (what !== "descriptor" && what !== "listening") this.operations.note(record);
        else this.beginnings.learnOfDescriptor(what, { process, tid, fd }, this.locate(stack), this.now);
    }

    private lineThatBegan(event: Event, stack: number): SourceLocation | undefined {
        const line = this.beginnings.lineOf(event, this.now, this.operationBehind(event));
        return line ?? this.queries.lineOf(event, this.sources.isBehindRead(stack));
    }

    private operationBehind({ tid, call }: Event): Operation | undefined {
        const record = call === undefined ? undefined : this.operations.of(tid);
        return record === undefined ? undefined : { what: record.what, source: this.locate(record.stack) };
    }

    private locate(stack: number): SourceLocation | undefined {
        return stack === 0 ? undefined : this.sources.locate(stack);
    }
}
