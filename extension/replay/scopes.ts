/** What there is to see of a thread at a moment of a recording, as scopes of the Variables view. */
import { eventJson } from "../../tracer/model/eventJson";
import { lookAt } from "../../tracer/model/lookAt";
import { threadOf, type Process, type Thread } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import { signalsJson, threadSignalsJson } from "../../tracer/model/signalsJson";
import type { State } from "../../tracer/model/state";
import { objectJson } from "../../tracer/model/stateJson";
import { jsonItem, type Item } from "./item";
import type { Recording } from "./recording";

export interface Scope {
    readonly name: string;
    readonly items: () => readonly Item[];
}

export interface Asked {
    /** seq of the moment. */
    readonly seq: number;
    /** seq of the thread's last event until then; 0: none. */
    readonly event: number;
    readonly process: string;
    readonly tid: number;
}

export function scopesOf(recording: Recording, { seq, event, process: id, tid }: Asked): readonly Scope[] {
    return [
        ...(event === 0 ? [] : callScope(recording, event)),
        ...(event === 0 ? [] : [{ name: "Event", items: () => eventItems(recording, event) }]),
        ...(ownScopes(recording, seq, { id, tid }) ?? ownScopes(recording, seq - 1, { id, tid }, " before its end") ?? []),
    ];
}

/** undefined: the process has none, since it has ended, and with it what it had. */
function ownScopes(
    { trace }: Recording,
    seq: number,
    { id, tid }: { readonly id: string; readonly tid: number },
    when = "",
): readonly Scope[] | undefined {
    const state = trace.stateAt(seq);
    const process = state.processes.get(id);
    const thread = threadOf(process, tid);
    if (process === undefined || thread === undefined) return undefined;
    return [
        { name: `Descriptors${when}`, items: () => descriptorItems(state, thread) },
        { name: `Signals${when}`, items: () => signalItems(process, thread) },
    ];
}

function callScope(recording: Recording, event: number): readonly Scope[] {
    const call = recording.calls.at(event);
    if (call === null) return [];
    const duration = recording.trace.events.duration(event);
    const items = [
        ...call.arguments.map(({ name, text }) => ({ name, value: text })),
        { name: "result", value: call.result ?? "it has not returned" },
        ...(duration === null ? [] : [{ name: "duration", value: `${(duration * 1e6).toFixed(1)} µs` }]),
    ];
    return [{ name: call.name, items: () => items }];
}

function eventItems({ trace }: Recording, seq: number): readonly Item[] {
    const event = trace.event(seq);
    const state = trace.stateAt(seq);
    const { text, explanation } = sentence(event, state);
    const facts = Object.entries(eventJson(event, state)).filter(([name]) => !["seq", "source"].includes(name));
    const linked = (name: string, seqs: readonly number[]): readonly Item[] =>
        seqs.length === 0 ? [] : [{ name, value: String(seqs.length), items: () => seqs.map((each) => eventItem(trace, each)) }];
    return [
        { name: "event", value: `${seq} of ${trace.length}` },
        { name: "what", value: text },
        ...(explanation === null ? [] : [{ name: "why", value: explanation }]),
        ...linked(
            "came of",
            trace.links.causesOf(seq).map(({ from }) => from),
        ),
        ...linked(
            "led to",
            trace.links.effectsOf(seq).map(({ to }) => to),
        ),
        ...facts.map(([name, value]) => jsonItem(name, value)),
    ];
}

function eventItem(trace: Recording["trace"], seq: number): Item {
    return { name: String(seq), value: sentence(trace.event(seq), trace.stateAt(seq)).text };
}

function descriptorItems(state: State, thread: Thread): readonly Item[] {
    return [...(state.tables.get(thread.table)?.descriptors.values() ?? [])].map((descriptor): Item => {
        const { fd, description: id, closeOnExec } = descriptor;
        const description = state.descriptions.get(id);
        if (description === undefined) return { name: String(fd), value: "not known" };
        const { object, access, statusFlags, offset, references } = description;
        return {
            name: String(fd),
            value: `${lookAt(state).name(object)}, ${access}${closeOnExec ? ", closed at exec" : ""}`,
            object,
            items: () => [
                { name: "open file description", value: id },
                { name: "access", value: access },
                { name: "status flags", value: statusFlags.length === 0 ? "none" : statusFlags.join(", ") },
                { name: "offset", value: offset === null ? "not known, or none" : String(offset) },
                { name: "references", value: String(references) },
                { name: "close-on-exec", value: String(closeOnExec) },
                objectItem(state, object),
            ],
        };
    });
}

/** An object with what its kind tells. */
export function objectItem(state: State, id: string): Item {
    const object = state.objects.get(id);
    if (object === undefined) return { name: "object", value: id };
    const look = lookAt(state);
    return {
        name: "object",
        value: look.name(id),
        object: id,
        items: () => Object.entries(objectJson(object, look)).map(([name, value]) => jsonItem(name, value)),
    };
}

function signalItems(process: Process, thread: Thread): readonly Item[] {
    const { blocked, pending, handlers } = threadSignalsJson(thread.signals);
    const ofProcess = signalsJson(process);
    return [
        jsonItem("blocked", blocked),
        jsonItem("pending for the thread", pending),
        ...(handlers === undefined ? [] : [jsonItem("running handlers", handlers)]),
        jsonItem("pending for the process", ofProcess?.pending),
        jsonItem("handled by", ofProcess?.handlers),
        jsonItem("ignored", ofProcess?.ignored),
        ...(ofProcess === null || ofProcess.timers.length === 0 ? [] : [jsonItem("timers", ofProcess.timers)]),
    ];
}
