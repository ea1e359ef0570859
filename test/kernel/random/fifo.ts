import { constants } from "node:fs";
import type { Choice } from "./choice";

const { O_RDONLY, O_WRONLY, O_RDWR, O_NONBLOCK } = constants;
const O_CLOEXEC = 0o2000000;
const paths = 2;

export const fifoChoices: readonly Choice[] = [
    { weight: 2, write: (actor, script) => script.line(actor, "mkfifo", script.random.below(paths)) },
    { weight: 1, write: (actor, script) => script.line(actor, "rmfifo", script.random.below(paths)) },
    {
        weight: 2,
        write(actor, script) {
            const { random } = script;
            const access = random.pick([O_RDWR, O_RDONLY | O_NONBLOCK, O_RDONLY, O_WRONLY, O_WRONLY | O_NONBLOCK]);
            const closeOnExec = random.chance(20);
            script.line(actor, "openfifo", random.below(paths), access | (closeOnExec ? O_CLOEXEC : 0));
            script.opened(actor, "fifo", closeOnExec);
        },
    },
];
