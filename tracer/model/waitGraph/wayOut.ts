/** How a circle of processes that wait for each other is to be opened. */
import type { ProcessId } from "../identities";
import type { FutexType } from "../kinds/futex/state";
import type { State } from "../state";
import { list } from "../words";
import { isInEventLoop } from "./eventLoops";
import { throughWhich } from "./knots";
import type { Stuck } from "./stuck";

/** What those who wait for each other would have to do otherwise. */
export function wayOut(state: State, members: readonly Stuck[]): string {
    const awaited = new Set(members.map(({ wait }) => wait.awaits.what));
    const isAll = (...what: readonly Stuck["wait"]["awaits"]["what"][]): boolean => [...awaited].every((each) => what.includes(each));
    const unwatched = unwatchedEnd(members);
    if (unwatched !== null) return unwatched;
    if (isAll("input")) return halfClose(state, members) ?? "One of them has to send first.";
    if (isAll("room")) return "One of them has to receive before it sends more.";
    if (isAll("lock")) return "All of them have to take their locks in the same order.";
    if (isAll("futex") && areAll(state, members, "mutex")) return "All of them have to lock the mutexes in the same order.";
    if (isAll("futex") && areAll(state, members, "semaphore")) {
        return "All of them have to take the semaphores in the same order, or one has to post before it waits.";
    }
    if (isAll("futex") && areAll(state, members, "barrier")) return "As many have to come to a barrier as it was made for.";
    // A parent that waits for them has the set, too.
    const takers = members.filter(({ wait }) => wait.awaits.what === "semaphores");
    if (takers.length > 1 && isAll("semaphores", "child")) return "All of them have to take the semaphores in the same order.";
    const both = readBoth(members);
    if (both !== null) return both;
    if (awaited.has("child")) return closeFirst(state, members) ?? drainFirst(members) ?? inTurn;
    return inTurn;
}

/** An event loop has the other end of what somebody waits for. */
function unwatchedEnd(members: readonly Stuck[]): string | null {
    const loops = new Set(members.filter(({ process }) => isInEventLoop(process)).map(({ process }) => process.id));
    for (const waiter of members) {
        const end = throughWhich(waiter).find(({ process }) => process !== waiter.process.id && loops.has(process));
        if (end === undefined) continue;
        if (waiter.wait.awaits.what === "room") {
            return `What ${waiter.process.id} writes has to be read by ${end.process}, through its descriptor ${end.fd}.`;
        }
        if (waiter.wait.awaits.what === "input") {
            return `${end.process} has to send more through its descriptor ${end.fd}, or to close it, so that the end of file comes.`;
        }
    }
    return null;
}

function areAll({ objects }: State, members: readonly Stuck[], type: FutexType): boolean {
    return members.every(({ wait }) => {
        const object = wait.object === null ? undefined : objects.get(wait.object);
        return object?.kind === "futex" && object.type === type;
    });
}

const inTurn = "One of them has to do first what another waits for.";

/** A parent that waits for its child, which waits for the parent's end of file. */
function closeFirst(state: State, members: readonly Stuck[]): string | null {
    const waiting = new Set(members.filter(({ wait }) => wait.awaits.what === "child").map(({ process }) => process.id));
    for (const reader of members.filter(({ wait }) => wait.awaits.what === "input")) {
        const ends = throughWhich(reader);
        const end = ends.find(({ process }) => waiting.has(process));
        if (end === undefined) continue;
        const both = usesBothEnds(state, reader, end.process);
        if (both !== null) return both;
        if (ends.length === 1) {
            return `${end.process} has to close its descriptor ${end.fd} before it waits, so that the end of file comes.`;
        }
        const closes = [end, ...ends.filter((other) => other !== end)].map(({ process, fd }) => `close(${fd}) in ${process}`);
        return `The end of file comes after ${list(closes)}.`;
    }
    return null;
}

/** Who has to read a full pipe, or connection, waits for something from another. */
function readBoth(members: readonly Stuck[]): string | null {
    for (const writer of members.filter(({ wait }) => wait.awaits.what === "room")) {
        const ends = throughWhich(writer);
        const reader = members.find(
            ({ process, wait }) =>
                process !== writer.process &&
                wait.awaits.what === "input" &&
                ends.some((end) => end.process === process.id && end.fd !== wait.fd),
        );
        const end = ends.find(({ process }) => process === reader?.process.id);
        if (reader === undefined || end === undefined) continue;
        return (
            `${reader.process.id} has to read from both of its descriptors ${end.fd} and ${reader.wait.fd ?? "…"}, whichever has something first (poll): ` +
            `what ${writer.process.id} writes has to be read, too.`
        );
    }
    return null;
}

/** Of one pipe for both directions: who writes and then reads may get its own bytes. */
function usesBothEnds({ objects }: State, { wait: { object: id } }: Stuck, process: ProcessId): string | null {
    const pipe = id === null ? undefined : objects.get(id);
    const ends = pipe !== undefined && "slots" in pipe ? (pipe.moved.get(process) ?? []) : [];
    if (!ends.includes("read") || !ends.includes("write")) return null;
    return `${process} has written into ${id ?? "it"} and read from there, too, perhaps what was its own: each direction needs a pipe of its own.`;
}

function drainFirst(members: readonly Stuck[]): string | null {
    const writer = members.find(({ wait }) => wait.awaits.what === "room");
    return writer === undefined ? null : `What ${writer.process.id} writes has to be read to its end before anybody waits for it.`;
}

/** Over one connection: who has sent its request keeps the other from seeing the end of it. */
function halfClose(state: State, members: readonly Stuck[]): string | null {
    for (const { process, wait } of members) {
        const end = wait.object === null ? undefined : state.objects.get(wait.object);
        if (end?.kind !== "socket" || end.sent === 0 || end.received > 0) continue;
        if (!members.some((other) => other.wait.object === end.peer)) continue;
        return `If ${process.id} has sent all that it has to send, shutdown(${wait.fd ?? "…"}, SHUT_WR) before it reads tells the other so.`;
    }
    return null;
}
