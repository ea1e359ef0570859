import type { Actor } from "./actor";
import type { Choice } from "./choice";

const [CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_BOOTTIME, noClock] = [0, 1, 7, 77];
const [TFD_NONBLOCK, TFD_CLOEXEC] = [0o4000, 0o2000000];
const [TFD_TIMER_ABSTIME, TFD_TIMER_CANCEL_ON_SET] = [1, 2];
/** Microseconds; longer than a second is not valid here. */
const times = [0, 1, 300, 2000, 900_000, 1_000_000];

export const timerfdChoices: readonly Choice[] = [
    {
        weight: (actor) => (made(actor) < 2 ? 3 : 1),
        write(actor, script) {
            const clock = script.random.pick([CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_MONOTONIC, CLOCK_BOOTTIME, noClock]);
            const flags = script.someFlags([TFD_NONBLOCK], 75) | script.someFlags([TFD_CLOEXEC], 25);
            script.line(actor, "timerfd", clock, flags);
            if (clock !== noClock) script.opened(actor, "timerfd", (flags & TFD_CLOEXEC) !== 0);
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 5 : 1),
        write(actor, script) {
            const flags = script.someFlags([TFD_TIMER_ABSTIME, TFD_TIMER_CANCEL_ON_SET], 20);
            script.line(actor, "settime", script.descriptor(actor, "timerfd"), flags, script.random.pick(times), script.random.pick(times));
        },
    },
    { weight: 1, write: (actor, script) => script.line(actor, "gettime", script.descriptor(actor, "timerfd")) },
    {
        weight: (actor) => (made(actor) > 0 ? 4 : 1),
        write: (actor, script) => script.line(actor, "take", script.descriptor(actor, "timerfd")),
    },
];

function made({ open }: Actor): number {
    return [...open.values()].filter(({ kind }) => kind === "timerfd").length;
}
