import { constants } from "node:fs";
import type { Choice } from "./choice";

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_NONBLOCK, O_SYNC, O_DSYNC, O_NOATIME } = constants;
const O_CLOEXEC = 0o2000000;
const O_PATH = 0o10000000;
const paths = 2;

export const fileChoices: readonly Choice[] = [
    {
        weight: 2,
        write(actor, script) {
            const { random } = script;
            const flags =
                random.pick([O_RDWR, O_RDONLY, O_WRONLY]) |
                (random.chance(80) ? O_CREAT : 0) |
                script.someFlags([O_CLOEXEC, O_TRUNC, O_APPEND, O_NONBLOCK, O_SYNC, O_DSYNC, O_NOATIME], 15) |
                script.someFlags([O_PATH], 4);
            script.line(actor, "open", random.below(paths), flags);
            script.opened(actor, "file", (flags & O_CLOEXEC) !== 0);
        },
    },
    { weight: 1, write: (actor, script) => script.line(actor, "unlink", script.random.below(paths)) },
    {
        weight: 3,
        write(actor, script) {
            const { random } = script;
            const fd = script.descriptor(actor);
            switch (random.below(4)) {
                case 0:
                    return script.line(actor, "lseek", fd, random.pick([0, 3, 10, -2, 5000]), random.below(3));
                case 1:
                    return script.line(actor, "truncate", fd, random.pick([0, 10, 6000]));
                case 2:
                    return script.line(actor, "pread", fd, script.length(), random.below(30));
                default:
                    return script.line(actor, "pwrite", fd, script.length(), random.below(30));
            }
        },
    },
];
