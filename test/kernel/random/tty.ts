import { constants } from "node:fs";
import type { Actor } from "./actor";
import type { Choice } from "./choice";

const { O_NONBLOCK } = constants;
const O_CLOEXEC = 0o2000000;

export const ttyChoices: readonly Choice[] = [
    {
        weight: (actor) => (hasTerminal(actor) ? 1 : 3),
        write(actor, script) {
            const flags = script.someFlags([O_CLOEXEC], 18) | script.someFlags([O_NONBLOCK], 80);
            script.line(actor, "pseudoterminal", flags);
            script.opened(actor, "master", (flags & O_CLOEXEC) !== 0);
            script.opened(actor, "terminal", (flags & O_CLOEXEC) !== 0);
        },
    },
    {
        weight: (actor) => (hasTerminal(actor) ? 6 : 0),
        write: (actor, script) => script.line(actor, "keys", script.descriptor(actor, "master"), script.random.below(12)),
    },
    {
        weight: (actor) => (hasTerminal(actor) ? 3 : 0),
        write: (actor, script) => script.line(actor, "keys", script.descriptor(actor, "terminal"), script.random.below(12)),
    },
    {
        weight: (actor) => (hasTerminal(actor) ? 5 : 0),
        write: (actor, script) =>
            script.line(actor, "read", script.descriptor(actor, script.random.pick(["master", "terminal"])), script.length()),
    },
    {
        weight: (actor) => (hasTerminal(actor) ? 3 : 0),
        write(actor, script) {
            const { random } = script;
            const fd = script.descriptor(actor, random.pick(["master", "terminal"]));
            const local = random.chance(70) ? 1 << random.below(7) : 0;
            const input = random.chance(30) ? 1 << random.below(4) : 0;
            script.line(actor, "settings", fd, local, input, random.below(3) | script.someFlags([4, 8], 20));
        },
    },
    {
        weight: (actor) => (hasTerminal(actor) ? 1 : 0),
        write: (actor, script) =>
            script.line(actor, "tcflush", script.descriptor(actor, script.random.pick(["master", "terminal"])), script.random.below(3)),
    },
];

function hasTerminal(actor: Actor): boolean {
    return [...actor.open.values()].some(({ kind }) => kind === "terminal");
}
