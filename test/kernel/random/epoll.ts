import type { Actor } from "./actor";
import type { Choice } from "./choice";

const EPOLL_CLOEXEC = 0o2000000;
const [add, remove, modify] = [1, 2, 3];
const [EPOLLIN, EPOLLPRI, EPOLLOUT, EPOLLRDHUP] = [1, 2, 4, 0x2000];
const [EPOLLEXCLUSIVE, EPOLLONESHOT, EPOLLET] = [0x1000_0000, 0x4000_0000, 0x8000_0000];

export const epollChoices: readonly Choice[] = [
    {
        weight: (actor) => (sets(actor) < 2 ? 4 : 1),
        write(actor, script) {
            const flags = script.random.pick([0, EPOLL_CLOEXEC]);
            script.line(actor, "epoll", flags);
            script.opened(actor, "epoll", flags !== 0);
        },
    },
    {
        weight: (actor) => (sets(actor) > 0 ? 8 : 1),
        write(actor, script) {
            const { random } = script;
            const events =
                script.someFlags([EPOLLIN, EPOLLOUT], 60) |
                script.someFlags([EPOLLPRI, EPOLLRDHUP, EPOLLET, EPOLLONESHOT], 25) |
                script.someFlags([EPOLLEXCLUSIVE], 8);
            const operation = random.chance(60) ? add : random.pick([remove, modify, modify, 9]);
            const member = random.chance(15)
                ? script.descriptor(actor, "epoll")
                : script.descriptor(actor, random.pick(["pipe", "eventfd"]));
            script.line(actor, "interest", script.descriptor(actor, "epoll"), operation, member, events >>> 0);
        },
    },
    {
        weight: (actor) => (sets(actor) > 0 ? 5 : 1),
        write: (actor, script) => script.line(actor, "epollwait", script.descriptor(actor, "epoll"), script.random.pick([1, 2, 8])),
    },
    {
        weight: 1,
        write: (actor, script) =>
            script.line(actor, "poll", script.descriptor(actor), script.random.pick([-1, 60]), script.descriptor(actor, "pipe")),
    },
    { weight: 1, write: (actor, script) => script.line(actor, "select", script.descriptor(actor, "pipe"), script.descriptor(actor)) },
];

function sets({ open }: Actor): number {
    return [...open.values()].filter(({ kind }) => kind === "epoll").length;
}
