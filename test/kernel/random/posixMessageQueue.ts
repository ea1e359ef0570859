/** POSIX message queues: two names, which all may open and unlink. */
import type { Actor } from "./actor";
import type { Choice } from "./choice";
import type { ScriptWriter } from "./scriptWriter";

const kind = "posixMessageQueue";
const [O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_NONBLOCK] = [0, 1, 2, 0o100, 0o200, 0o4000];
const places = 2;
const [size, tooLong] = [64, 65];
const largestPriority = 32767;

export const posixMessageQueueChoices: readonly Choice[] = [
    { weight: (actor) => (isOpen(actor) ? 2 : 4), write: open },
    {
        weight: (actor) => (isOpen(actor) ? 9 : 1),
        write(actor, script) {
            const { random } = script;
            const length = random.chance(96) ? random.pick([0, 1, 5, 17, size]) : tooLong;
            const priority = random.chance(96) ? random.pick([0, 1, 1, 2, 5, largestPriority]) : largestPriority + 1;
            script.line(actor, "mqsend", script.descriptor(actor, kind), length, priority);
        },
    },
    {
        weight: (actor) => (isOpen(actor) ? 8 : 1),
        write: (actor, script) =>
            script.line(
                actor,
                "mqreceive",
                script.descriptor(actor, kind),
                script.random.chance(95) ? size : size - 1,
                script.random.below(2),
            ),
    },
    {
        weight: (actor) => (isOpen(actor) ? 2 : 0),
        write: (actor, script) => script.line(actor, "mqnotify", script.descriptor(actor, kind), script.random.below(3)),
    },
    {
        weight: (actor) => (isOpen(actor) ? 1 : 0),
        write: (actor, script) => script.line(actor, "mqflags", script.descriptor(actor, kind), script.someFlags([O_NONBLOCK], 70)),
    },
    {
        weight: (actor) => (isOpen(actor) ? 1 : 0),
        write: (actor, script) => script.line(actor, "mqattributes", script.descriptor(actor, kind)),
    },
    { weight: 1, write: (actor, script) => script.line(actor, "mqunlink", script.random.below(places)) },
];

function open(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const access = random.pick([O_RDWR, O_RDWR, O_RDWR, O_RDONLY, O_WRONLY]);
    const flags = (random.chance(80) ? O_CREAT : 0) | script.someFlags([O_EXCL], 20) | script.someFlags([O_NONBLOCK], 75);
    script.line(actor, "mqopen", random.below(places), access | flags);
    if ((flags & O_CREAT) !== 0) script.opened(actor, kind, true);
}

function isOpen({ open: descriptors }: Actor): boolean {
    return [...descriptors.values()].some((descriptor) => descriptor.kind === kind);
}
