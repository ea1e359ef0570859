import { constants } from "node:os";
import type { Choice } from "./choice";

const { SIGKILL, SIGTERM, SIGPIPE } = constants.signals;

export const signalChoices: readonly Choice[] = [
    {
        weight: 1,
        write: (actor, script) =>
            script.line(actor, "kill", script.random.below(script.lists), script.random.pick([SIGKILL, SIGTERM, SIGPIPE])),
    },
];
