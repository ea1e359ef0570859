/** System V semaphore sets. Places 0 and 1 have a key each, which all may use; the others are for private sets. */
import type { Actor } from "./actor";
import type { Choice } from "./choice";
import type { ScriptWriter } from "./scriptWriter";

const [IPC_CREAT, IPC_EXCL, IPC_NOWAIT, SEM_UNDO] = [0o1000, 0o2000, 0o4000, 0o10000];
const [withKey, places] = [2, 4];
const semaphores = 3;
const [largest, tooLarge] = [32767, 32768];

/** The places where there is probably a set. */
const believed = new WeakMap<ScriptWriter, Set<number>>();

export const semaphoreSetChoices: readonly Choice[] = [
    { weight: (_, script) => (sets(script).size === 0 ? 3 : 1), write: get },
    {
        // By the first process alone: if another could kill it before the set's number is written down, the set would stay.
        weight: (_, { processes }) => (processes === 1 ? 2 : 0),
        write(actor, script) {
            const at = withKey + script.random.below(places - withKey);
            script.line(actor, "semget", at, semaphores, 0o600);
            sets(script).add(at);
        },
    },
    { weight: (_, script) => (sets(script).size === 0 ? 1 : 12), write: operate },
    {
        weight: (_, script) => (sets(script).size === 0 ? 0 : 3),
        write: (actor, script) => script.line(actor, "semset", place(script), semaphore(script), value(script)),
    },
    {
        weight: (_, script) => (sets(script).size === 0 ? 0 : 2),
        write: (actor, script) => script.line(actor, "semsetall", place(script), value(script), value(script), value(script)),
    },
    { weight: 1, write: (actor, script) => script.line(actor, "semget_all", place(script)) },
    { weight: 1, write: (actor, script) => script.line(actor, "semmode", place(script), script.random.pick([0o600, 0o640, 0o200])) },
    { weight: 1, write: (actor, script) => script.line(actor, "semrm", place(script)) },
];

function get(actor: Actor, script: ScriptWriter): void {
    const at = script.random.below(withKey);
    const flags = (script.random.chance(80) ? IPC_CREAT : 0) | script.someFlags([IPC_EXCL], 20);
    script.line(actor, "semget", at, script.random.pick([0, 1, semaphores, semaphores]), flags | 0o600);
    if ((flags & IPC_CREAT) !== 0) sets(script).add(at);
}

/** Up to three operations, each as one number. Mostly they would not wait. */
function operate(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const waits = random.chance(25);
    const operations = Array.from({ length: random.pick([1, 1, 1, 2, 2, 3]) }, () => {
        const change = random.chance(97) ? random.pick([1, 1, 2, -1, -1, -2, 0]) : random.pick([largest, -largest]);
        const flags = script.someFlags([SEM_UNDO], 40) | (waits ? 0 : script.someFlags([IPC_NOWAIT], 90));
        return (semaphore(script) + 1) * 2 ** 32 + (change & 0xffff) * 2 ** 16 + flags;
    });
    script.line(actor, "semop", place(script), ...operations);
}

function semaphore({ random }: ScriptWriter): number {
    return random.chance(97) ? random.below(semaphores) : semaphores;
}

function value({ random }: ScriptWriter): number {
    return random.chance(95) ? random.below(4) : random.pick([largest, tooLarge, -1]);
}

function sets(script: ScriptWriter): Set<number> {
    const known = believed.get(script) ?? new Set();
    believed.set(script, known);
    return known;
}

function place(script: ScriptWriter): number {
    const known = [...sets(script)];
    return known.length > 0 && script.random.chance(94) ? script.random.pick(known) : script.random.below(places);
}
