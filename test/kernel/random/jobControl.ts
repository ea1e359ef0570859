import { constants } from "node:os";
import type { Choice } from "./choice";

const { SIGURG, SIGWINCH, SIGUSR1 } = constants.signals;

export const jobControlChoices: readonly Choice[] = [
    {
        weight: 4,
        write(actor, script) {
            const { random, lists } = script;
            script.line(actor, "group", random.below(lists + 1), random.below(lists + 1));
        },
    },
    { weight: 2, write: (actor, script) => script.line(actor, "session") },
    { weight: 1, write: (actor, script) => script.line(actor, "subreaper", script.random.below(2)) },
    {
        weight: 4,
        write(actor, script) {
            const { random, lists } = script;
            script.line(actor, "killgroup", 1 + random.below(lists), random.pick([SIGURG, SIGWINCH, SIGUSR1]));
        },
    },
];
