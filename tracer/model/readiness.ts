/** What descriptors are waited on for, and found ready for (poll(2), epoll_ctl(2); include/uapi/linux/eventpoll.h). */

const named: readonly (readonly [number, string])[] = [
    [0x1, "IN"],
    [0x2, "PRI"],
    [0x4, "OUT"],
    [0x8, "ERR"],
    [0x10, "HUP"],
    [0x20, "NVAL"],
    [0x40, "RDNORM"],
    [0x80, "RDBAND"],
    [0x100, "WRNORM"],
    [0x200, "WRBAND"],
    [0x400, "MSG"],
    [0x2000, "RDHUP"],
];

const ofEpoll: readonly (readonly [number, string])[] = [
    ...named,
    [0x1000_0000, "EXCLUSIVE"],
    [0x2000_0000, "WAKEUP"],
    [0x4000_0000, "ONESHOT"],
    [0x8000_0000, "ET"],
];

/** `events` or `revents` of a struct pollfd. A bit without a name is a number. */
export function pollEvents(bits: number): readonly string[] {
    return namesOf(bits, "POLL", named);
}

/** `events` of a struct epoll_event. */
export function epollEvents(bits: number): readonly string[] {
    return namesOf(bits, "EPOLL", ofEpoll);
}

function namesOf(bits: number, prefix: string, names: readonly (readonly [number, string])[]): readonly string[] {
    const known = names.filter(([bit]) => (bits & bit) !== 0);
    const rest = known.reduce((left, [bit]) => left & ~bit, bits) >>> 0;
    return [...known.map(([, name]) => `${prefix}${name}`), ...(rest === 0 ? [] : [`0x${rest.toString(16)}`])];
}

/** What poll(2), select(2) and epoll(7) call by different names; of a kind it is asked why that holds. */
export type ReadyFor = "IN" | "OUT" | "PRI" | "ERR" | "HUP" | "RDHUP";

const ofSelect: ReadonlyMap<string, ReadyFor> = new Map<string, ReadyFor>([
    ["readable", "IN"],
    ["writable", "OUT"],
    ["exceptional", "PRI"],
]);

const asked: readonly ReadyFor[] = ["IN", "OUT", "PRI", "ERR", "HUP", "RDHUP"];

/** "POLLIN", "EPOLLIN", "readable": IN. What says how to report (EPOLLET), and answers that nothing is behind (POLLNVAL), are none. */
export function readyFor(events: readonly string[]): readonly ReadyFor[] {
    return events.flatMap((name) => {
        const plain = name.replace(/^E?POLL/, "");
        return ofSelect.get(name) ?? asked.find((each) => each === plain) ?? [];
    });
}

/** The bits of those names; the inverse of `epollEvents`. */
export function epollBits(events: readonly string[]): number {
    const bits = events.map((name) => ofEpoll.find(([, word]) => name === `EPOLL${word}`)?.[0] ?? Number(name));
    return bits.reduce((all, bit) => all | bit, 0) >>> 0;
}
