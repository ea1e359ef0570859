import type { Choice } from "./choice";

export const readWriteChoices: readonly Choice[] = [
    {
        weight: 16,
        write(actor, script) {
            const fd = script.descriptor(actor);
            if (script.random.chance(80)) script.line(actor, "write", fd, script.length());
            else script.line(actor, "writev", fd, script.length(), script.random.below(11));
        },
    },
    {
        weight: 16,
        write(actor, script) {
            const fd = script.descriptor(actor);
            if (script.random.chance(80)) script.line(actor, "read", fd, script.length());
            else script.line(actor, "readv", fd, script.random.below(50), script.random.below(50));
        },
    },
    { weight: 1, write: (actor, script) => script.line(actor, "readable", script.descriptor(actor)) },
];
