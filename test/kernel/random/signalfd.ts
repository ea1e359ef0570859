import type { Actor } from "./actor";
import type { Choice } from "./choice";

const [SFD_NONBLOCK, SFD_CLOEXEC] = [0o4000, 0o2000000];
const sets = 16;

export const signalfdChoices: readonly Choice[] = [
    {
        weight: (actor) => (made(actor) < 2 ? 3 : 1),
        write(actor, script) {
            const { random } = script;
            const changed = random.chance(25) ? script.descriptor(actor, "signalfd") : -1;
            const flags = script.someFlags([SFD_NONBLOCK], 75) | script.someFlags([SFD_CLOEXEC], 25);
            script.line(actor, "signalfd", changed, random.below(sets), flags);
            if (changed < 0) script.opened(actor, "signalfd", (flags & SFD_CLOEXEC) !== 0);
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 5 : 1),
        write: (actor, script) => script.line(actor, "take_signals", script.descriptor(actor, "signalfd"), script.random.below(5)),
    },
];

function made({ open }: Actor): number {
    return [...open.values()].filter(({ kind }) => kind === "signalfd").length;
}
