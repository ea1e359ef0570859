/** Sockets: pairs, and those that are connected by a name. Places 0 and 1 are UNIX sockets' names, 2 and 3 ports of loopback. */
import type { Actor } from "./actor";
import type { Choice } from "./choice";
import type { ScriptWriter } from "./scriptWriter";

const [AF_UNIX, AF_INET] = [1, 2];
const [SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET] = [1, 2, 5];
const [SOCK_NONBLOCK, SOCK_CLOEXEC] = [0o4000, 0o2000000];
const [MSG_OOB, MSG_PEEK, MSG_TRUNC, MSG_DONTWAIT, MSG_CMSG_CLOEXEC] = [0x1, 0x2, 0x20, 0x40, 0x40000000];
const [internet, places, mostMessages] = [2, 4, 4];

/** The domain and type of what is probably bound to each place. */
const believed = new WeakMap<ScriptWriter, Map<number, number>>();

export const socketChoices: readonly Choice[] = [
    {
        weight: (actor) => (sockets(actor) < 2 ? 8 : 2),
        write(actor, script) {
            const flags = someFlags(script);
            script.line(actor, "socketpair", type(script) | flags);
            for (let end = 0; end < 2; end++) script.opened(actor, "socket", (flags & SOCK_CLOEXEC) !== 0);
        },
    },
    { weight: 2, write: startServer },
    { weight: (_, script) => (bound(script).size > 0 ? 5 : 0), write: connect },
    {
        weight: (actor) => (listeners(actor) > 0 ? 5 : 0),
        write(actor, script) {
            const flags = someFlags(script);
            script.line(actor, "accept", script.descriptor(actor, "listener"), flags);
            script.opened(actor, "socket", (flags & SOCK_CLOEXEC) !== 0);
        },
    },
    { weight: many, write: (actor, script) => script.line(actor, "send", socket(actor, script), script.length(), dontWait(script)) },
    {
        weight: (_, script) => (bound(script).size > 0 ? 2 : 0),
        write: (actor, script) =>
            script.line(actor, "sendto", socket(actor, script), script.random.below(60), script.random.below(places), MSG_DONTWAIT),
    },
    {
        weight: many,
        write: (actor, script) =>
            script.line(
                actor,
                "recv",
                socket(actor, script),
                script.length(),
                dontWait(script) | script.someFlags([MSG_PEEK, MSG_TRUNC], 12),
            ),
    },
    { weight: (actor) => (sockets(actor) > 0 ? 2 : 0), write: (actor, script) => shutDown(actor, script) },
    {
        weight: (actor) => (sockets(actor) > 0 ? 3 : 0),
        write(actor, script) {
            const { random } = script;
            const place = bound(script).size > 0 && random.chance(40) ? random.below(places) : -1;
            script.line(actor, "sendmmsg", socket(actor, script), 1 + random.below(mostMessages), random.below(40), place);
        },
    },
    {
        weight: (actor) => (sockets(actor) > 0 ? 3 : 0),
        write(actor, script) {
            const { random } = script;
            const flags = script.someFlags([MSG_TRUNC, MSG_PEEK], 12);
            script.line(actor, "recvmmsg", socket(actor, script), 1 + random.below(mostMessages), random.below(60), flags);
        },
    },
    {
        weight: (actor) => (sockets(actor) > 0 ? 2 : 0),
        write: (actor, script) => script.line(actor, "send", socket(actor, script), 1 + script.random.below(5), MSG_OOB | MSG_DONTWAIT),
    },
    {
        weight: (actor) => (sockets(actor) > 0 ? 2 : 0),
        write: (actor, script) =>
            script.line(actor, "recv", socket(actor, script), 1, MSG_OOB | MSG_DONTWAIT | script.someFlags([MSG_PEEK], 20)),
    },
    {
        weight: (actor) => (sockets(actor) > 0 ? 1 : 0),
        write: (actor, script) => script.line(actor, "oobinline", socket(actor, script), script.random.below(2)),
    },
    {
        weight: (actor) => (sockets(actor) > 0 ? 3 : 0),
        write(actor, script) {
            const other = script.random.chance(50) ? script.descriptor(actor) : -1;
            script.line(actor, "pass", socket(actor, script), script.random.below(30), script.descriptor(actor), other);
        },
    },
    {
        weight: (actor) => (sockets(actor) > 0 ? 3 : 0),
        write(actor, script) {
            const flags = dontWait(script) | script.someFlags([MSG_CMSG_CLOEXEC, MSG_PEEK], 15);
            script.line(actor, "receive", socket(actor, script), script.random.below(50), script.random.below(3), flags);
            script.opened(actor, "pipe", (flags & MSG_CMSG_CLOEXEC) !== 0);
        },
    },
];

function sockets({ open }: Actor): number {
    return [...open.values()].filter(({ kind }) => kind === "socket").length;
}

function listeners({ open }: Actor): number {
    return [...open.values()].filter(({ kind }) => kind === "listener").length;
}

function many(actor: Actor): number {
    return sockets(actor) > 0 ? 8 : 1;
}

function socket(actor: Actor, script: ScriptWriter): number {
    return script.descriptor(actor, "socket");
}

function bound(script: ScriptWriter): Map<number, number> {
    const known = believed.get(script) ?? new Map<number, number>();
    believed.set(script, known);
    return known;
}

function type({ random }: ScriptWriter): number {
    return random.pick([SOCK_STREAM, SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET]);
}

/** Most receives from an empty socket would end the script for their process. */
function someFlags(script: ScriptWriter): number {
    return script.someFlags([SOCK_CLOEXEC], 15) | script.someFlags([SOCK_NONBLOCK], 60);
}

function dontWait(script: ScriptWriter): number {
    return script.someFlags([MSG_DONTWAIT], 80);
}

/** A socket with a name, which listens if it can. */
function startServer(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const place = random.below(places);
    const kind = place < internet ? type(script) : random.pick([SOCK_STREAM, SOCK_DGRAM]);
    const flags = someFlags(script);
    script.line(actor, "socket", place < internet ? AF_UNIX : AF_INET, kind | flags);
    script.opened(actor, kind === SOCK_DGRAM ? "socket" : "listener", (flags & SOCK_CLOEXEC) !== 0);
    const fd = [...actor.open.keys()].at(-1) ?? 0;
    script.line(actor, "bind", fd, place);
    if (kind !== SOCK_DGRAM) script.line(actor, "listen", fd, random.below(4));
    bound(script).set(place, kind);
}

function connect(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const [place, kind] = random.pick([...bound(script)]);
    if (random.chance(75)) {
        const flags = someFlags(script);
        script.line(actor, "socket", place < internet ? AF_UNIX : AF_INET, kind | flags);
        script.opened(actor, "socket", (flags & SOCK_CLOEXEC) !== 0);
        script.line(actor, "connect", [...actor.open.keys()].at(-1) ?? 0, place);
    } else {
        script.line(actor, "connect", socket(actor, script), place);
    }
}

function shutDown(actor: Actor, script: ScriptWriter): void {
    script.line(actor, "shutdown", socket(actor, script), script.random.below(4));
}
