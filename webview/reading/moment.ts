/** All that there is to say of one event. */
import { awaitedText } from "../../tracer/model/awaited";
import type { Event } from "../../tracer/model/event";
import { kindOfId } from "../../tracer/model/kinds/kinds";
import type { KernelObjectKind } from "../../tracer/model/kindTypes";
import { lookAt } from "../../tracer/model/lookAt";
import { sentence } from "../../tracer/model/sentence";
import { wordOf } from "../../tracer/model/identities";
import type { BlockedSpan } from "../../tracer/review/waits";
import type { StackPlace } from "../protocol/reviewMessages";
import type { Arrow, BytesLink, EventLink, Moment } from "../protocol/questions";
import { eventFacts, eventTitle } from "./eventText";
import { markLook } from "./looks";
import { manualPages } from "./manualPages";
import type { TraceIndex } from "./traceIndex";

/** Of an event: what was called, the innermost first; empty: not known. */
export type StackOf = (event: Event) => readonly StackPlace[];

/** So many links of each sort are told. */
const mostLinks = 50;

export function momentOf(index: TraceIndex, seq: number, stackOf: StackOf): Moment | null {
    const { trace } = index;
    if (seq < 1 || seq > trace.length) return null;
    const event = trace.event(seq);
    const state = trace.stateAt(seq);
    const object = trace.events.object(seq);
    const duration = trace.events.duration(seq);
    const wait = waitOf(index, seq);
    return {
        seq,
        time: index.time(seq),
        process: event.process,
        pid: event.pid,
        tid: event.tid,
        kind: event.kind,
        title: eventTitle(event),
        facts: eventFacts(event, state),
        result: resultOf(event),
        duration: duration === null ? null : Math.round(duration * 1e9),
        waited: wait === null ? null : waited(index, wait),
        sentence: sentence(event, state),
        payload: "data" in event && event.data instanceof Uint8Array ? { bytes: event.data, length: lengthOf(event) } : null,
        origins: originsOf(index, event),
        takers: takersOf(index, event),
        causes: trace.links
            .causesOf(seq)
            .slice(0, mostLinks)
            .map(({ from }) => linkTo(index, from)),
        effects: trace.links
            .effectsOf(seq)
            .slice(0, mostLinks)
            .map(({ to }) => linkTo(index, to)),
        source: event.source ?? null,
        begunAt: event.begunAt ?? null,
        stack: stackOf(event),
        object: object === null ? null : { id: object, name: lookAt(state).name(object) },
        manual: manualPages(
            event.call,
            object === null || kindOfId(object) === undefined ? undefined : (wordOf(object) as KernelObjectKind),
        ),
    };
}

export function linkTo(index: TraceIndex, seq: number): EventLink {
    const event = index.trace.event(seq);
    return { seq, time: index.time(seq), process: event.process, text: eventTitle(event), source: event.source ?? null };
}

export function arrowsOf(index: TraceIndex, seq: number): readonly Arrow[] {
    const { events, links, length } = index.trace;
    if (seq < 1 || seq > length) return [];
    const end = (at: number): Arrow["from"] => ({ seq: at, time: index.time(at), lane: index.laneOf(at) });
    return [...links.causesOf(seq), ...links.effectsOf(seq)]
        .slice(0, mostLinks)
        .map(({ from, to }) => ({ from: end(from), to: end(to), look: markLook(events.kind(from), false) }));
}

function resultOf(event: Event): Moment["result"] {
    if ("error" in event) return { text: `failed: ${event.error}`, failed: true };
    return "result" in event && typeof event.result === "number" ? { text: `returned ${event.result}`, failed: false } : null;
}

function lengthOf(event: Event): number {
    if ("length" in event && typeof event.length === "number") return event.length;
    return "data" in event && event.data instanceof Uint8Array ? event.data.length : 0;
}

/** The wait that this event tells of, or that ended as its call returned. */
function waitOf({ trace, threads }: TraceIndex, seq: number): BlockedSpan | null {
    const thread = trace.events.threadNumber(seq);
    const own = threads[thread]?.waits ?? new Uint32Array();
    let [low, high] = [0, own.length];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (trace.waits.at(own[middle] ?? 0).from <= seq) low = middle + 1;
        else high = middle;
    }
    const last = own[low - 1];
    if (last === undefined) return null;
    const wait = trace.waits.at(last);
    if (wait.from === seq || wait.to === seq) return wait;
    const sameCall = wait.to !== null && trace.events.call(seq) === wait.call && trace.events.time(wait.to) === trace.events.time(seq);
    return sameCall ? wait : null;
}

function waited(index: TraceIndex, { index: number, from, to, endedBy }: BlockedSpan): Moment["waited"] {
    const { trace } = index;
    const event = trace.event(from);
    const state = trace.stateAt(from);
    const [begins, ends] = trace.waits.interval(number);
    return {
        length: to === null ? null : Math.round((ends - begins) * 1e9),
        for: event.kind === "callBlocked" ? `${capital(awaitedText(state, { ...event, since: event.time }))}.` : "",
        endedBy: endedBy === null ? null : linkTo(index, endedBy),
    };
}

function capital(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

function originsOf(index: TraceIndex, { seq }: Event): readonly BytesLink[] {
    return index.trace
        .provenance(seq)
        .slice(0, mostLinks)
        .map(({ at, length, write }) => ({ offset: at, length, event: write === null ? null : linkTo(index, write) }));
}

function takersOf(index: TraceIndex, { seq }: Event): readonly BytesLink[] {
    return index.trace
        .readersOf(seq)
        .slice(0, mostLinks)
        .map(({ read, offset, length }) => ({ offset, length, event: linkTo(index, read) }));
}
