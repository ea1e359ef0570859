import type { Choice } from "./choice";

const [LOCK_SH, LOCK_EX, LOCK_UN] = [1, 2, 8];
const [F_SETLK, F_OFD_SETLK] = [6, 37];
const [F_RDLCK, F_WRLCK, F_UNLCK] = [0, 1, 2];
const [SEEK_SET, SEEK_CUR, SEEK_END] = [0, 1, 2];

export const lockChoices: readonly Choice[] = [
    {
        weight: 2,
        write: (actor, script) =>
            script.line(actor, "flock", script.descriptor(actor, "file"), script.random.pick([LOCK_SH, LOCK_EX, LOCK_UN])),
    },
    {
        weight: 4,
        write(actor, script) {
            const { random } = script;
            const type = random.pick([F_RDLCK, F_WRLCK, F_WRLCK, F_UNLCK]);
            const whence = random.chance(70) ? SEEK_SET : random.pick([SEEK_CUR, SEEK_END]);
            const range = (random.below(12) << 8) | random.pick([0, 1, 2, 3, 5, 200]);
            script.line(
                actor,
                "lock",
                script.descriptor(actor, "file"),
                random.pick([F_SETLK, F_SETLK, F_OFD_SETLK]),
                type | (whence << 3),
                range,
            );
        },
    },
];
