import { constants } from "node:fs";
import type { Choice } from "./choice";

const { O_NONBLOCK, O_DIRECT } = constants;
const O_CLOEXEC = 0o2000000;
const [F_SETPIPE_SZ, F_GETPIPE_SZ] = [1031, 1032];

export const pipeChoices: readonly Choice[] = [
    {
        weight: (actor) => (actor.open.size < 2 ? 12 : 3),
        write(actor, script) {
            // Most reads of an empty pipe would end the script for their process.
            const flags = script.someFlags([O_CLOEXEC, O_DIRECT], 18) | script.someFlags([O_NONBLOCK], 50);
            script.line(actor, "pipe", flags);
            script.opened(actor, "pipe", (flags & O_CLOEXEC) !== 0);
            script.opened(actor, "pipe", (flags & O_CLOEXEC) !== 0);
        },
    },
    {
        weight: 1,
        write(actor, script) {
            const fd = script.descriptor(actor);
            if (script.random.chance(25)) script.line(actor, "fcntl", fd, F_GETPIPE_SZ, 0);
            else script.line(actor, "fcntl", fd, F_SETPIPE_SZ, script.random.pick([4096, 8192, 10000, 65536, 200000, 1048576]));
        },
    },
];
