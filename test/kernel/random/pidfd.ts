import type { Actor } from "./actor";
import type { Choice } from "./choice";

const PIDFD_NONBLOCK = 0o4000;
const signals = 4;
const highestFd = 13;

export const pidfdChoices: readonly Choice[] = [
    {
        weight: (actor) => (made(actor) < 2 ? 2 : 1),
        write(actor, script) {
            script.line(actor, "pidfd", script.random.below(script.lists), script.someFlags([PIDFD_NONBLOCK], 20));
            script.opened(actor, "pidfd", true);
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 2 : 0),
        write: (actor, script) => script.line(actor, "pidfd_signal", script.descriptor(actor, "pidfd"), script.random.below(signals)),
    },
    {
        weight: (actor) => (made(actor) > 0 ? 2 : 0),
        write(actor, script) {
            script.line(actor, "borrow", script.descriptor(actor, "pidfd"), script.random.below(highestFd));
            script.opened(actor, "borrowed", true);
        },
    },
];

function made({ open }: Actor): number {
    return [...open.values()].filter(({ kind }) => kind === "pidfd").length;
}
