/**
 * A small language for what processes do, and the records that a recorder would have written of it. One line a step:
 *
 *     p1 pipe 3 4                       a call and its descriptors
 *     p1 enters read 3                  it waits in the call …
 *     p1 leaves "hello\n"               … and returns: with what it got, with a number, or with an error
 *     p2 write 4 "hello\n" = EPIPE      a result other than that of success
 *     p2 exits 3                        something that is no call
 *     p1 loop read 3 "hello"            the event loop of its runtime calls: no function of the program is on the stack
 *     p1 reader socket 3 unix stream    the same, behind a read of a stream, by whoever got what came
 *
 * Each mechanism brings its words (test/unit/script/). p1 is there from the beginning, with the terminal as descriptors
 * 0, 1 and 2.
 */
import type { Event } from "../../tracer/model/event";
import type { State } from "../../tracer/model/state";
import { Player } from "./script/player";

export interface Played {
    readonly events: readonly Event[];
    readonly state: State;
}

/** Play the lines; the events include those of the beginning. */
export function play(script: string): Played {
    const player = new Player();
    for (const line of script.split("\n")) {
        const words = line.match(/"(?:[^"\\]|\\.)*"|\S+/g);
        if (words !== null) player.step(words);
    }
    return { events: player.events, state: player.interpreter.state };
}

/** The state, and the events of one kind. */
export function eventsOf<K extends Event["kind"]>(played: Played, kind: K): readonly Extract<Event, { kind: K }>[] {
    return played.events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);
}
