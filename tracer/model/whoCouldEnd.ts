/** Who could end a wait, as far as that is known: each kind says it of its own objects, and this of what is no object. */
import { awaitedObjects } from "./awaitedObjects";
import type { Polled, Wait } from "./awaits";
import { byDescriptor, nobody, onlyOthers, timeOut, unknownEnders, type Ender, type Enders } from "./ender";
import type { ObjectId } from "./identities";
import { kindOf } from "./kinds/kinds";
import type { Look } from "./look";
import { lookAt } from "./lookAt";
import { conflict, lockText } from "./owners/lock";
import type { Process } from "./owners/process";
import { actionOf } from "./owners/signalState";
import { hasSignal } from "./signals";
import type { State } from "./state";
import { firstOf, placeText } from "./words";

/** Empty and null where nothing is known: nobody is guessed. */
export function whoCouldEnd(state: State, waiter: Process, wait: Wait): Enders {
    const { known, others } = endersOf(state, waiter, wait, lookAt(state));
    return {
        known: known.filter((ender) => !isHeldUpToo(state, wait, ender)),
        others: endsByItself(state, wait) ? orTime(others) : others,
    };
}

/** The call has a time, or the socket at which it waits (socket(7), SO_RCVTIMEO and SO_SNDTIMEO). */
export function endsByItself(state: State, { timed, object: id, awaits }: Wait): boolean {
    if (timed === true) return true;
    const object = id === null ? undefined : state.objects.get(id);
    const option = socketTimes[awaits.what];
    if (object?.kind !== "socket" || option === undefined) return false;
    return (object.options.get(option) ?? "off") !== "off";
}

/** What does not wait in poll(2) and the like, which take no notice of them. */
const socketTimes: Partial<Readonly<Record<Wait["awaits"]["what"], string>>> = {
    input: "SO_RCVTIMEO",
    newConnection: "SO_RCVTIMEO",
    room: "SO_SNDTIMEO",
    connection: "SO_SNDTIMEO",
};

/** Who else could is unknown all the same. */
function orTime(others: string | null): string | null {
    if (others === null) return null;
    return others === nobody ? timeOut : firstOf([others, timeOut], "or");
}

/** What is waited for: the object, or those of a set. */
export function whatIsAwaited(state: State, wait: Pick<Wait, "object" | "also" | "awaits">): readonly ObjectId[] {
    const { object, awaits } = wait;
    const members = awaits.what === "readiness" ? membersOf(state, object, awaits.of).flatMap((each) => each.object ?? []) : [];
    return [...new Set([...awaitedObjects(wait), ...members])];
}

/** The descriptors at which it waits: its own, and those of a set that stand for what they did when they came into it. */
export function awaitedDescriptors(state: State, { awaits, object, fd }: Wait): readonly Pick<Polled, "fd" | "description">[] {
    const members = awaits.what === "readiness" ? membersOf(state, object, awaits.of) : [];
    return [...(fd === null ? [] : [{ fd, description: null }]), ...members];
}

function endersOf(state: State, waiter: Process, wait: Wait, look: Look): Enders {
    const { awaits, object: id } = wait;
    switch (awaits.what) {
        case "child":
            return childEnders(state, waiter, wait);
        case "newChild":
            return ofProcesses(childrenOf(state, waiter).filter(({ space }) => space === waiter.space));
        case "lock":
            return lockEnders(state, wait, look);
        case "readiness":
            return readinessEnders(state, waiter, wait, membersOf(state, id, awaits.of), look);
        case "signal":
            return signalEnders(state, waiter, wait);
        case "futex":
            if (awaits.word !== undefined) return objectEnders(state, wait, look);
            return waiter.threads.size > 1 ? threadEnders(waiter, awaits.thread ?? null) : unknownEnders;
        case "time":
            return onlyOthers("time, or a signal,");
        case "storage":
        case "completion":
            return onlyOthers("the kernel");
        case "unknown":
            return unknownEnders;
        default:
            return objectEnders(state, wait, look);
    }
}

function objectEnders({ objects }: State, wait: Wait, look: Look): Enders {
    const object = wait.object === null ? undefined : objects.get(wait.object);
    return object === undefined ? unknownEnders : (kindOf(object).enders?.(object, wait, look) ?? unknownEnders);
}

/** Every thread of the process waits by the same descriptor for the same: it cannot help the others. */
function isHeldUpToo(state: State, wait: Wait, { process, fd }: Ender): boolean {
    const threads = [...(state.processes.get(process)?.threads.values() ?? [])];
    return (
        fd !== null && threads.every(({ call }) => call?.object === wait.object && call.fd === fd && call.awaits.what === wait.awaits.what)
    );
}

/** Without any the call is about to return. */
function ofProcesses(processes: readonly Process[]): Enders {
    if (processes.length === 0) return unknownEnders;
    return { known: processes.map(({ id }) => ({ process: id, fd: null, text: id })), others: nobody };
}

/** Those that live. */
export function childrenOf(state: State, waiter: Process): readonly Process[] {
    return [...state.processes.values()].filter(({ parent, exit }) => parent === waiter.id && exit === null);
}

/** Which processes are of a group is not recorded. */
function childEnders(state: State, waiter: Process, { awaits }: Wait): Enders {
    if (awaits.what !== "child" || awaits.group || awaits.stranger === true) return unknownEnders;
    if (awaits.pid === null) return ofProcesses(childrenOf(state, waiter));
    const child = awaits.child === null ? undefined : state.processes.get(awaits.child);
    return child === undefined ? unknownEnders : ofProcesses(child.exit === null ? [child] : []);
}

function threadEnders({ id }: Process, thread: number | null): Enders {
    const text = thread === null ? `another thread of ${id}` : `${id}'s thread ${thread}`;
    return { known: [{ process: id, fd: null, text }], others: thread === null ? null : nobody };
}

/** Who has an open file description to which a lock belongs may release it; a lock of a process, only that one (flock(2), fcntl(2)). */
function lockEnders(state: State, { awaits, object: id }: Wait, look: Look): Enders {
    const wanted = awaits.what === "lock" ? awaits.lock : null;
    const locks = id === null || wanted === null ? [] : (state.objects.get(id)?.locks ?? []).filter((lock) => conflict(wanted, lock));
    const known = locks.flatMap((lock): readonly Ender[] => {
        const place = lock.source === null ? "" : `, ${placeText(lock.source)}`;
        const holder: Ender = { process: lock.process, fd: null, text: `${lock.process} (has ${lockText(lock)}${place})` };
        const others = look.referrers(lock.owner).filter(({ process }) => process !== lock.process);
        const isThere = state.processes.get(lock.process)?.exit === null;
        return [...(isThere ? [holder] : []), ...others.map((other) => keeperOf(byDescriptor(other), lockText(lock)))];
    });
    return known.length === 0 ? unknownEnders : { known, others: nobody };
}

function keeperOf(ender: Ender, lock: string): Ender {
    return { ...ender, text: `${ender.text}, which keeps ${lock}` };
}

/** poll(2), select(2): the descriptors of the call; epoll_wait(2): the members of the instance's set. */
function membersOf(state: State, id: ObjectId | null, of: readonly Polled[] | null): readonly Polled[] {
    const object = id === null ? undefined : state.objects.get(id);
    return of ?? (object === undefined ? [] : (kindOf(object).members?.(object) ?? []));
}

/** Whoever could make one of the set ready. */
function readinessEnders(state: State, waiter: Process, wait: Wait, members: readonly Polled[], look: Look): Enders {
    const known = new Map<string, Ender>();
    const others: string[] = [];
    let isAllKnown = members.length > 0;
    for (const { fd, object, description, events } of members) {
        if (object === null) continue;
        const parts = [
            ...(events.some(isForInput) ? [{ what: "input" } as const] : []),
            ...(events.some(isForRoom) ? [{ what: "room", length: 1 } as const] : []),
        ];
        for (const awaits of parts) {
            const enders = endersOf(state, waiter, { ...wait, fd, object, description, awaits }, look);
            for (const ender of enders.known) if (!isOwnWay(look, waiter, description, ender)) known.set(ender.text, ender);
            if (enders.others === null) isAllKnown = false;
            else if (enders.others !== nobody) others.push(enders.others);
        }
    }
    return { known: [...known.values()], others: !isAllKnown ? null : others.length === 0 ? nobody : firstOf([...new Set(others)], "or") };
}

function isForInput(event: string): boolean {
    return /IN$|RDNORM$|^readable$/.test(event);
}

function isForRoom(event: string): boolean {
    return /OUT$|WRNORM$|^writable$/.test(event);
}

/** By the very descriptor whose readiness its only thread waits for. */
function isOwnWay(look: Look, waiter: Process, description: string | null, { process, fd }: Ender): boolean {
    if (process !== waiter.id || fd === null || description === null || waiter.threads.size > 1) return false;
    return look.referrers(description).some((holder) => holder.process === process && holder.fd === fd);
}

/** A signal that has a handler ends it (pause(2)); who sends one, only a child's end and a timer tell. */
function signalEnders(state: State, waiter: Process, { tid }: Wait): Enders {
    const blocked = waiter.threads.get(tid)?.signals.blocked ?? null;
    const handled = [...waiter.signals.actions].flatMap(([signal, action]) => (typeof action === "object" ? [signal] : []));
    const open = handled.filter((signal) => blocked === null || !hasSignal(blocked, signal));
    const child = actionOf(waiter.signals, "SIGCHLD");
    const isToldOfChildren = child !== null && typeof child === "object" && open.includes("SIGCHLD");
    const known = isToldOfChildren
        ? childrenOf(state, waiter).map(({ id }) => ({ process: id, fd: null, text: `the end of ${id} (SIGCHLD)` }))
        : [];
    const timers = [...waiter.signals.timers].flatMap(([name, { value, signal }]) => (value > 0 ? [`its ${name} (${signal})`] : []));
    const senders = open.length === 0 ? "a signal" : `whoever sends it ${firstOf(open, "or")}`;
    return { known, others: firstOf([...timers, senders], "or") };
}

/** "p2 or p3", with their means: "p1's descriptor 4 (fork at leak.c:9) or p2 (has sent to it, mq.c:12)". */
export function endersText(enders: readonly Ender[]): string {
    return firstOf(
        enders.map(({ text }) => text),
        "or",
    );
}
