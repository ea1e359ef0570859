/** The calls that failed, alike ones together. */
import type { ProcessId } from "../../model/identities";
import type { RecordedTrace } from "../recordedTrace";

export interface Failure {
    readonly call: string;
    /** "EAGAIN". */
    readonly error: string;
    readonly process: ProcessId;
    readonly times: number;
    /** seq of the first. */
    readonly first: number;
}

/** The most frequent first. */
export function failuresOf({ events, length }: RecordedTrace): readonly Failure[] {
    const failures = new Map<string, Failure>();
    for (let seq = 1; seq <= length; seq++) {
        const error = events.error(seq);
        const call = events.call(seq);
        if (error === null || call === null) continue;
        const process = events.process(seq);
        const name = `${process} ${call} ${error}`;
        const known = failures.get(name);
        failures.set(name, known === undefined ? { call, error, process, times: 1, first: seq } : { ...known, times: known.times + 1 });
    }
    return [...failures.values()].sort((one, other) => other.times - one.times);
}
