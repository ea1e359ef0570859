/** System V message queues. Places 0 and 1 have a key each, which all may use; the others are for private ones. */
import type { Actor } from "./actor";
import type { Choice } from "./choice";
import type { ScriptWriter } from "./scriptWriter";

const [IPC_CREAT, IPC_EXCL, IPC_NOWAIT] = [0o1000, 0o2000, 0o4000];
const [MSG_NOERROR, MSG_EXCEPT, MSG_COPY] = [0o10000, 0o20000, 0o40000];
const [withKey, places] = [2, 5];
const lengths = [0, 1, 7, 100, 1000, 4048, 4049, 8000, 8192];
const tooLong = 8193;

/** The places where there is probably a queue. */
const believed = new WeakMap<ScriptWriter, Set<number>>();

export const messageQueueChoices: readonly Choice[] = [
    { weight: (_, script) => (queues(script).size === 0 ? 4 : 1), write: get },
    {
        // By the first process alone: if another could kill it before the queue's number is written down, the queue would stay.
        weight: (_, { processes }) => (processes === 1 ? 2 : 0),
        write(actor, script) {
            const at = withKey + script.random.below(places - withKey);
            script.line(actor, "msgget", at, mode(script));
            queues(script).add(at);
        },
    },
    { weight: (_, script) => (queues(script).size === 0 ? 1 : 8), write: send },
    { weight: (_, script) => (queues(script).size === 0 ? 1 : 7), write: receive },
    { weight: 1, write: copy },
    { weight: 1, write: (actor, script) => script.line(actor, "msgstat", place(script)) },
    {
        weight: 1,
        write: (actor, script) =>
            script.line(actor, "msgset", place(script), script.random.pick([0, 100, 5000, 9000, 16384, 1 << 30]), mode(script)),
    },
    {
        weight: 1,
        write(actor, script) {
            const at = place(script);
            script.line(actor, "msgrm", at);
            queues(script).delete(at);
        },
    },
];

function get(actor: Actor, script: ScriptWriter): void {
    const at = script.random.below(withKey);
    const flags = (script.random.chance(80) ? IPC_CREAT : 0) | script.someFlags([IPC_EXCL], 20);
    script.line(actor, "msgget", at, flags | mode(script));
    if ((flags & IPC_CREAT) !== 0) queues(script).add(at);
}

function send(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const type = random.chance(95) ? 1 + random.below(3) : random.pick([0, -1]);
    const length = random.chance(97) ? random.pick(lengths) : random.pick([tooLong, -1]);
    script.line(actor, "msgsnd", place(script), type, length, script.someFlags([IPC_NOWAIT], 60));
}

function receive(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const type = random.pick([0, 0, 1, 2, 3, -1, -2, -3]);
    const size = random.pick([0, 5, 100, 8192, 8192, 8192, -1]);
    script.line(
        actor,
        "msgrcv",
        place(script),
        type,
        size,
        script.someFlags([IPC_NOWAIT], 70) | script.someFlags([MSG_NOERROR, MSG_EXCEPT], 25),
    );
}

/** Instead of a type a place in the queue; IPC_NOWAIT must be there, MSG_EXCEPT must not (msgop(2)). */
function copy(actor: Actor, script: ScriptWriter): void {
    const flags = script.someFlags([IPC_NOWAIT], 85) | script.someFlags([MSG_NOERROR], 60) | script.someFlags([MSG_EXCEPT], 8);
    script.line(actor, "msgrcv", place(script), script.random.below(4), script.random.pick([5, 8192]), MSG_COPY | flags);
}

function queues(script: ScriptWriter): Set<number> {
    const known = believed.get(script) ?? new Set();
    believed.set(script, known);
    return known;
}

function place(script: ScriptWriter): number {
    const known = [...queues(script)];
    return known.length > 0 && script.random.chance(94) ? script.random.pick(known) : script.random.below(places);
}

/** Rarely one that forbids its owner to receive, or everything. */
function mode({ random }: ScriptWriter): number {
    return random.chance(94) ? 0o600 : random.pick([0o200, 0o400, 0]);
}
