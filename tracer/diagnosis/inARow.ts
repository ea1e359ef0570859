/** Events that come again and again, at once each after the one before: of a loop that waits for nothing. */
import type { Event } from "../model/event";

export interface InARow<Of extends Event> {
    readonly last: Of;
    readonly times: number;
    /** How many of them came at once after the one before: on a busy machine not all do. */
    readonly quick: number;
}

/** Nobody who waits in between does it so often. */
const tooOften = 100;
/** In seconds, from one to the next: whoever does something else in between takes longer. */
const atOnce = 0.001;

/** `before`: undefined for the first. */
export function oneMore<Of extends Event>(before: InARow<Of> | undefined, event: Of): InARow<Of> {
    if (before === undefined) return { last: event, times: 1, quick: 0 };
    const isQuick = event.time - before.last.time <= atOnce;
    return { last: event, times: before.times + 1, quick: before.quick + (isQuick ? 1 : 0) };
}

export function isTooOften({ quick }: InARow<Event>): boolean {
    return quick >= tooOften;
}
