import { constants } from "node:os";
import type { Choice } from "./choice";

const { SIGKILL, SIGTERM, SIGPIPE } = constants.signals;
const signals = 8;
const flags = 8;
/** A set of signals, as test/programs/random/signal.c counts them. */
const sets = 1 << signals;
/** Of handlers: without one most signals end the process, and with it the rest of its list. */
const [defaultAction, ignores, handlers] = [0, 1, [2, 3, 3]];

export const signalChoices: readonly Choice[] = [
    {
        weight: 1,
        write: (actor, script) =>
            script.line(actor, "kill", script.random.below(script.lists), script.random.pick([SIGKILL, SIGTERM, SIGPIPE])),
    },
    {
        weight: 5,
        write: (actor, script) =>
            script.line(
                actor,
                "action",
                script.random.below(signals),
                script.random.pick([...handlers, ...handlers, ...handlers, ignores, ignores, defaultAction]),
                script.random.below(flags),
                script.random.below(sets),
            ),
    },
    { weight: 4, write: (actor, script) => script.line(actor, "mask", script.random.below(3), script.random.below(sets)) },
    {
        weight: 6,
        write: (actor, script) =>
            script.line(
                actor,
                "send",
                script.random.below(script.lists),
                script.random.below(4),
                script.random.below(signals),
                script.random.below(100),
            ),
    },
    { weight: 1, write: (actor, script) => script.line(actor, "accept_signal", script.random.below(sets), script.random.below(5)) },
    { weight: 1, write: (actor, script) => script.line(actor, "masked_poll", script.random.below(sets), script.random.below(5)) },
    { weight: 1, write: (actor, script) => script.line(actor, "suspend", script.random.below(sets)) },
    { weight: 1, write: (actor, script) => script.line(actor, "pending") },
    {
        weight: 1,
        write: (actor, script) => script.line(actor, "interval", script.random.pick([0, 500, 3000]), script.random.pick([0, 0, 4000])),
    },
    { weight: 1, write: (actor, script) => script.line(actor, "timer", script.random.below(signals), script.random.pick([1, 300, 4000])) },
    { weight: 1, write: (actor, script) => script.line(actor, "alternative", script.random.below(2)) },
    { weight: 1, write: (actor, script) => script.line(actor, "jump") },
];
