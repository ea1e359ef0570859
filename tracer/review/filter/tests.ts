/** What each key of a filter asks of an event. */
import { eventKinds } from "../../model/happenings";
import type { RecordedTrace } from "../recordedTrace";
import { bytes, conditionOf, numbers, times } from "./amount";
import { FilterError } from "./filterError";
import { patternOf, type NamePattern } from "./pattern";
import { textInEvent } from "./textInEvent";

/** Of the trace's event with this seq. */
export type EventTest = (seq: number) => boolean;
/** Made of the value once, then for a trace. Throws a FilterError. */
export type MakeTest = (value: string) => (trace: RecordedTrace) => EventTest;

/** Those that are asked first cost least. */
export const testsByKey: Readonly<Record<string, MakeTest>> = {
    kind: (value) => {
        const pattern = patternOf(value);
        if (!eventKinds.some(pattern)) throw new FilterError(`There are no events of the kind '${value}'.`);
        return ({ events }) =>
            byNumber(
                pattern,
                (number) => events.kindNames.text(number),
                (seq) => events.kindNumber(seq),
            );
    },
    process: (value) => {
        const pattern = patternOf(value);
        return ({ events }) => {
            const isMeant = remembered((number) => {
                const { process, pid } = events.threads.at(number);
                return pattern(process) || pattern(String(pid));
            });
            return (seq) => isMeant(events.threadNumber(seq));
        };
    },
    thread: (value) => {
        const pattern = patternOf(value);
        return ({ events }) => {
            const isMeant = remembered((number) => pattern(String(events.threads.at(number).tid)));
            return (seq) => isMeant(events.threadNumber(seq));
        };
    },
    object: (value) => {
        const pattern = patternOf(value);
        return ({ events }) => {
            const isMeant = remembered((number) => number > 0 && pattern(events.objectNames.text(number - 1)));
            return (seq) => isMeant(events.objectNumber(seq));
        };
    },
    call: (value) => {
        const pattern = patternOf(value);
        return ({ events }) =>
            (seq) => {
                const call = events.call(seq);
                return call !== null && pattern(call);
            };
    },
    result: (value) => {
        if (/^[A-Z*][A-Z0-9*,]*$/.test(value)) {
            const pattern = patternOf(value);
            return ({ events }) =>
                (seq) => {
                    const error = events.error(seq);
                    return error !== null && pattern(error);
                };
        }
        const holds = conditionOf(value, { ...numbers, word: "result", example: "'-1', '>0' or 'EAGAIN'" });
        return ({ events }) =>
            (seq) => {
                const result = events.result(seq);
                return result !== null && holds(result);
            };
    },
    duration: (value) => {
        const holds = conditionOf(value, { ...times, word: "duration" });
        return ({ events }) =>
            (seq) => {
                const duration = events.duration(seq);
                return duration !== null && holds(duration);
            };
    },
    time: (value) => {
        const holds = conditionOf(value, times);
        return ({ events }) =>
            (seq) =>
                holds(events.time(seq));
    },
    bytes: (value) => {
        const holds = conditionOf(value, bytes);
        return ({ events }) =>
            (seq) =>
                holds(events.bytes(seq));
    },
    exe: (value) => {
        const pattern = patternOf(value);
        return ({ events, programs }) =>
            (seq) => {
                const path = programs.at(events.process(seq), seq);
                return path !== null && (pattern(path) || pattern(path.slice(path.lastIndexOf("/") + 1)));
            };
    },
    text: (value) => {
        const isIn = textInEvent(value);
        return (trace) => (seq) => isIn(trace.event(seq));
    },
};

function byNumber(pattern: NamePattern, name: (number: number) => string, numberOf: (seq: number) => number): EventTest {
    const isMeant = remembered((number) => pattern(name(number)));
    return (seq) => isMeant(numberOf(seq));
}

/** Asked once for each number. */
function remembered(test: (number: number) => boolean): (number: number) => boolean {
    const answers: boolean[] = [];
    return (number) => (answers[number] ??= test(number));
}
