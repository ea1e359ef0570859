/** Reads a trace while it grows, and feeds the diagram with the events that it tells. */
import { setImmediate } from "node:timers/promises";
import type { ObjectId } from "../tracer/model/identities";
import type { Event } from "../tracer/model/event";
import { RuntimeWork } from "../tracer/model/folding/runtimeWork";
import { mappingAt } from "../tracer/model/owners/space";
import { Interpreter } from "../tracer/interpret/interpreter";
import type { SourceLocation } from "../tracer/model/sourceLocation";
import { SymbolLookup } from "../tracer/symbols/symbolLookup";
import type { TraceRecord } from "../tracer/trace/record";
import { TraceFollower } from "../tracer/traceFile/traceFollower";
import type { DiagramFeed } from "./diagramFeed";
import { traceUnreadable } from "./messages";
import type { MemorySeen } from "./protocol/customEvents";
import type { TraceListener } from "./traceListener";

/** After so many records the extension does what else waits: the diagram hears of them, and of a click. */
const recordsAtOnce = 1000;

/** One trace on its way to the diagram. */
class Reading {
    private readonly lookup = new SymbolLookup((sentence) => this.feed.notice(sentence));
    private readonly interpreter = new Interpreter(this.lookup);
    private readonly runtimes = new RuntimeWork();
    private isShown = true;
    /** By pid: where a process stands for a debugger that alone knows. */
    private readonly places = new Map<number, SourceLocation>();

    constructor(
        private readonly feed: DiagramFeed,
        private readonly listener: TraceListener,
    ) {
        listener.begin(this.interpreter);
    }

    async deliver(records: readonly TraceRecord[]): Promise<void> {
        for (let from = 0; from < records.length; from += recordsAtOnce) {
            if (from > 0) await setImmediate();
            await this.deliverAtOnce(records.slice(from, from + recordsAtOnce));
        }
    }

    private async deliverAtOnce(records: readonly TraceRecord[]): Promise<void> {
        await this.lookup.prepare(records);
        if (!this.isShown) return;
        const ofRuntimes: number[] = [];
        const read = records.map((record) => {
            const events = this.interpreter.read(record);
            for (const event of events) if (this.isOfRuntime(event)) ofRuntimes.push(event.seq);
            return events;
        });
        const shown = read.flat().map((event) => this.withPlace(event));
        this.feed.add(shown, ofRuntimes);
        this.listener.see(read);
    }

    private isOfRuntime(event: Event): boolean {
        const { now } = this.interpreter;
        this.runtimes.observe(event, now);
        return this.runtimes.runtimeBehind(event, now) !== null;
    }

    /** `place`: null where the debugger does not know. */
    standsAt(pid: number, place: SourceLocation | null): void {
        if (place === null) this.places.delete(pid);
        else this.places.set(pid, place);
    }

    private withPlace(event: Event): Event {
        if (event.kind !== "processStopped" || (event.source ?? null) !== null) return event;
        const place = this.places.get(this.interpreter.state.processes.get(event.process)?.pid ?? 0);
        return place === undefined ? event : { ...event, source: place };
    }

    /** `p1` for a process that lives. */
    processOf(pid: number): string | null {
        let found: string | null = null;
        for (const process of this.interpreter.state.processes.values()) if (process.pid === pid) found = process.id;
        return found;
    }

    /** What a process has at an address of its memory. */
    memoryAt(pid: number, address: bigint): { readonly object: ObjectId; readonly offset: number } | null {
        const { processes, spaces } = this.interpreter.state;
        const mapping = mappingAt(spaces.get(processes.get(this.processOf(pid) ?? "")?.space ?? ""), address);
        return mapping === undefined ? null : { object: mapping.object, offset: mapping.offset + Number(address - mapping.address) };
    }

    /** Another trace is shown from now on, or none. */
    leave(): void {
        this.isShown = false;
    }

    close(): Promise<void> {
        return this.lookup.close();
    }
}

interface Live {
    readonly reading: Reading;
    readonly follower: TraceFollower;
}

export class LiveDiagram {
    private live: Live | undefined;

    constructor(
        private readonly feed: DiagramFeed,
        private readonly listener: TraceListener,
    ) {}

    /** Follows a trace that has just begun, instead of any other. */
    follow(trace: string, title: string): void {
        void this.release();
        this.feed.begin(title, true);
        const reading = new Reading(this.feed, this.listener);
        const follower = new TraceFollower(trace, {
            deliver: (records) => reading.deliver(records),
            warn: (sentence) => this.feed.notice(sentence),
            failed: (error) => this.feed.notice(traceUnreadable(error.message)),
        });
        this.live = { reading, follower };
    }

    /** A process stopped: shows all that was recorded until then. */
    async stopped(pid: number): Promise<void> {
        const sentAt = Date.now();
        const { live } = this;
        await live?.follower.readNow();
        if (live === this.live) this.feed.stopped(live?.reading.processOf(pid) ?? null, sentAt);
    }

    /** A process is about to be told to stand for a debugger that knows where. */
    standsAt(pid: number, place: SourceLocation | null): void {
        this.live?.reading.standsAt(pid, place);
    }

    /** A stopped process sees memory through a variable. */
    async seesMemory({ pid, address, variable, type, fields }: MemorySeen): Promise<void> {
        const { live } = this;
        await live?.follower.readNow();
        const place = live === this.live ? live?.reading.memoryAt(pid, BigInt(address)) : null;
        if (place !== null && place !== undefined) this.feed.layout(place.object, { variable, type, offset: place.offset, fields });
    }

    running(): void {
        this.feed.runningSoon();
    }

    focus(pid: number): void {
        this.feed.focus(pid);
    }

    /** The last process has ended, or all were killed. */
    async ended(message: string | null): Promise<void> {
        const { live } = this;
        if (live === undefined) return;
        await live.follower.readNow();
        if (live !== this.live) return;
        await this.release();
        this.feed.ended(message);
        this.listener.end();
    }

    dispose(): void {
        void this.release();
    }

    private async release(): Promise<void> {
        const { live } = this;
        this.live = undefined;
        live?.reading.leave();
        await live?.follower.close();
        await live?.reading.close();
    }
}
