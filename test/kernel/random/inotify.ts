import type { Actor } from "./actor";
import type { Choice } from "./choice";

const [IN_NONBLOCK, IN_CLOEXEC] = [0o4000, 0o2000000];
const [IN_CREATE, IN_DELETE, IN_DELETE_SELF, IN_OPEN] = [0x100, 0x200, 0x400, 0x20];
const [IN_EXCL_UNLINK, IN_MASK_CREATE, IN_MASK_ADD, IN_ONESHOT] = [0x0400_0000, 0x1000_0000, 0x2000_0000, 0x8000_0000];
const names = 3;

export const inotifyChoices: readonly Choice[] = [
    {
        weight: (actor) => (made(actor) < 2 ? 2 : 0),
        write(actor, script) {
            const flags = script.someFlags([IN_NONBLOCK], 80) | script.someFlags([IN_CLOEXEC], 25);
            script.line(actor, "inotify", flags);
            script.opened(actor, "inotify", (flags & IN_CLOEXEC) !== 0);
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 5 : 0),
        write(actor, script) {
            const mask =
                script.someFlags([IN_CREATE, IN_DELETE, IN_DELETE_SELF, IN_OPEN], 50) |
                script.someFlags([IN_EXCL_UNLINK, IN_MASK_CREATE, IN_MASK_ADD, IN_ONESHOT], 10);
            script.line(actor, "watch", script.descriptor(actor, "inotify"), script.random.below(names), mask >>> 0);
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 2 : 0),
        write: (actor, script) => script.line(actor, "unwatch", script.descriptor(actor, "inotify"), script.random.below(4)),
    },
    { weight: (actor) => (made(actor) > 0 ? 4 : 1), write: (actor, script) => script.line(actor, "appear", script.random.below(names)) },
    {
        weight: (actor) => (made(actor) > 0 ? 3 : 0),
        write: (actor, script) => script.line(actor, "notified", script.descriptor(actor, "inotify"), script.random.pick([16, 40, 4096])),
    },
];

function made({ open }: Actor): number {
    return [...open.values()].filter(({ kind }) => kind === "inotify").length;
}
