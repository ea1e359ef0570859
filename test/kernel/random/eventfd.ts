import type { Choice } from "./choice";

const [EFD_SEMAPHORE, EFD_NONBLOCK, EFD_CLOEXEC] = [1, 0o4000, 0o2000000];
const unknownFlag = 2;
/** For the kernel the largest value of a counter, and one more than that (eventfd(2)). */
const [largest, tooLarge] = [-2, -1];

export const eventfdChoices: readonly Choice[] = [
    {
        weight: (actor) => (believed(actor.open) < 2 ? 4 : 1),
        write(actor, script) {
            const { random } = script;
            const flags =
                script.someFlags([EFD_SEMAPHORE, EFD_CLOEXEC], 25) |
                script.someFlags([EFD_NONBLOCK], 60) |
                script.someFlags([unknownFlag], 2);
            script.line(actor, "eventfd", random.pick([0, 0, 1, 3, 0xffffffff]), flags);
            if ((flags & unknownFlag) === 0) script.opened(actor, "eventfd", (flags & EFD_CLOEXEC) !== 0);
        },
    },
    {
        weight: (actor) => (believed(actor.open) > 0 ? 6 : 1),
        write: (actor, script) =>
            script.line(actor, "add", script.descriptor(actor, "eventfd"), script.random.pick([0, 1, 1, 2, 5, 1000, largest, tooLarge])),
    },
    {
        weight: (actor) => (believed(actor.open) > 0 ? 5 : 1),
        write: (actor, script) => script.line(actor, "take", script.descriptor(actor, "eventfd")),
    },
];

function believed(open: ReadonlyMap<number, { readonly kind: string }>): number {
    return [...open.values()].filter(({ kind }) => kind === "eventfd").length;
}
