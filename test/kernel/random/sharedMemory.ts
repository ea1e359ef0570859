/** System V shared memory. Places 0 and 1 have a key each, which all may use; the others are for private segments. */
import type { Actor } from "./actor";
import type { Choice } from "./choice";
import { arenaPages } from "./mapping";
import type { ScriptWriter } from "./scriptWriter";

const [IPC_CREAT, IPC_EXCL, IPC_RMID] = [0o1000, 0o2000, 0];
const [SHM_RDONLY, SHM_RND, SHM_REMAP, SHM_EXEC] = [0o10000, 0o20000, 0o40000, 0o100000];
const [SHM_LOCK, SHM_UNLOCK] = [11, 12];
const [withKey, places, slots] = [2, 4, 4];
const sizes = [1, 100, 4096, 4097, 8192, 20000];
const nowhere = -1;

/** The places where there is probably a segment. */
const believed = new WeakMap<ScriptWriter, Set<number>>();

export const sharedMemoryChoices: readonly Choice[] = [
    { weight: (_, script) => (segments(script).size === 0 ? 3 : 1), write: get },
    {
        // By the first process alone: if another could kill it before the segment's number is written down, the segment would stay.
        weight: (_, { processes }) => (processes === 1 ? 2 : 0),
        write(actor, script) {
            const at = withKey + script.random.below(places - withKey);
            script.line(actor, "shmget", at, script.random.pick(sizes), 0o600);
            segments(script).add(at);
        },
    },
    { weight: (_, script) => (segments(script).size === 0 ? 1 : 7), write: attach },
    {
        weight: (_, script) => (segments(script).size === 0 ? 0 : 4),
        write: (actor, script) => script.line(actor, "shmdt", script.random.below(slots)),
    },
    { weight: 1, write: (actor, script) => script.line(actor, "shmset", place(script), script.random.pick([0o600, 0o644, 0o640])) },
    {
        weight: 2,
        write: (actor, script) =>
            script.line(actor, "shmctl", place(script), script.random.pick([IPC_RMID, IPC_RMID, SHM_LOCK, SHM_UNLOCK])),
    },
];

function get(actor: Actor, script: ScriptWriter): void {
    const at = script.random.below(withKey);
    const flags = (script.random.chance(80) ? IPC_CREAT : 0) | script.someFlags([IPC_EXCL], 20);
    script.line(actor, "shmget", at, script.random.pick([0, ...sizes]), flags | 0o600);
    if ((flags & IPC_CREAT) !== 0) segments(script).add(at);
}

/** Where the kernel likes, or in the arena, where other calls cut it. */
function attach(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const inArena = random.chance(50);
    const flags =
        script.someFlags([SHM_RDONLY], 25) | script.someFlags([SHM_EXEC], 5) | (inArena ? script.someFlags([SHM_REMAP, SHM_RND], 70) : 0);
    script.line(actor, "shmat", place(script), random.below(slots), flags, inArena ? random.below(arenaPages) : nowhere);
}

function segments(script: ScriptWriter): Set<number> {
    const known = believed.get(script) ?? new Set();
    believed.set(script, known);
    return known;
}

function place(script: ScriptWriter): number {
    const known = [...segments(script)];
    return known.length > 0 && script.random.chance(94) ? script.random.pick(known) : script.random.below(places);
}
