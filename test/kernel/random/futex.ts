/** Futexes: words 0 to 2 for waiting and waking, and word 3 for the kernel to lock. */
import type { Choice } from "./choice";
import type { ScriptWriter } from "./scriptWriter";

const words = 3;
const lockedWord = 3;
const privateFlag = 128;
const everybody = 0x7fff_ffff;

export const futexChoices: readonly Choice[] = [
    { weight: 1, write: (actor, script) => script.line(actor, "futex_store", word(script), value(script)) },
    { weight: 2, write: (actor, script) => script.line(actor, "futex_wait", word(script), flags(script), value(script), bits(script)) },
    {
        weight: 2,
        write: (actor, script) =>
            script.line(actor, "futex_wait_for", word(script), flags(script), value(script), script.random.pick([0, 1, 5, 40])),
    },
    {
        weight: 5,
        write: (actor, script) =>
            script.line(actor, "futex_wake", word(script), flags(script), script.random.pick([1, 1, 2, everybody]), bits(script)),
    },
    { weight: 1, write: (actor, script) => script.line(actor, "futex_requeue", word(script), word(script), few(script), few(script)) },
    { weight: 1, write: (actor, script) => script.line(actor, "futex_move", word(script), word(script), few(script), few(script)) },
    { weight: 2, write: (actor, script) => script.line(actor, "futex_wait_any", word(script), word(script), flags(script), limit(script)) },
    { weight: 1, write: (actor, script) => script.line(actor, "futex_wake_op", word(script), word(script), few(script), few(script)) },
    { weight: 1, write: (actor, script) => script.line(actor, "futex_lock_pi", locked(script)) },
    { weight: 1, write: (actor, script) => script.line(actor, "futex_unlock_pi", locked(script)) },
];

function word({ random }: ScriptWriter): number {
    return random.below(words);
}

/** Words begin with 0, so that waits for that wait. */
function value({ random }: ScriptWriter): number {
    return random.pick([0, 0, 0, 1]);
}

function flags({ random }: ScriptWriter): number {
    return random.chance(20) ? privateFlag : 0;
}

function bits({ random }: ScriptWriter): number {
    return random.pick([0, 0, 0, 1, 2, 3, -1]);
}

/** Milliseconds; −1: none. */
function limit({ random }: ScriptWriter): number {
    return random.pick([-1, -1, 0, 5, 40]);
}

function few({ random }: ScriptWriter): number {
    return random.pick([0, 1, 1, 2, everybody]);
}

function locked(script: ScriptWriter): number {
    return script.random.chance(90) ? lockedWord : word(script);
}
