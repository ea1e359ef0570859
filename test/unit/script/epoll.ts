/**
 *     p1 epoll 5                        an empty set, descriptor 5
 *     p1 watch 5 3 EPOLLIN EPOLLET 7    epoll_ctl(2), EPOLL_CTL_ADD of descriptor 3 with the data 7
 *     p1 change 5 3 EPOLLOUT 7          EPOLL_CTL_MOD
 *     p1 unwatch 5 3                    EPOLL_CTL_DEL
 *     p1 enters waitfor 5 EPOLLIN 7     epoll_wait(2) reports one event; without events none
 *     p1 poll 3 POLLIN 4 POLLHUP        poll(2) of 3 and 4 for POLLIN, which finds this
 *     p1 pollbriefly 3 POLLIN           the same for at most 100 milliseconds
 *     p1 select 3 -4                    select(2) to read 3 and 4, of which 3 is ready
 */
import { epollBits } from "../../../tracer/model/readiness";
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";

const [add, remove, modify] = [1, 2, 3];

/** The names of events, then the data. */
function event(words: readonly string[]): Uint8Array {
    const view = new DataView(new ArrayBuffer(12));
    view.setUint32(0, epollBits(words.slice(0, -1)), true);
    view.setBigUint64(4, BigInt(words.at(-1) ?? "0"), true);
    return new Uint8Array(view.buffer);
}

function control(operation: number): CallWord {
    return ([set = "", fd = "", ...words]) => ({
        name: "epoll_ctl",
        args: [Number(set), operation, Number(fd), 1],
        ...(words.length > 0 && { entry: { interest: event(words) } }),
        result: 0,
    });
}

const pollBits: Readonly<Record<string, number>> = { POLLIN: 1, POLLOUT: 4, POLLERR: 8, POLLHUP: 16, POLLNVAL: 32 };

/** Pairs of a number and what is found; what is asked for is always POLLIN. */
function pollfds(words: readonly string[], found: boolean): Uint8Array {
    const view = new DataView(new ArrayBuffer(words.length * 4));
    for (let index = 0; index < words.length; index += 2) {
        view.setInt32(index * 4, Number(words[index]), true);
        view.setUint16(index * 4 + 4, 1, true);
        if (found) view.setUint16(index * 4 + 6, pollBits[words[index + 1] ?? ""] ?? 0, true);
    }
    return new Uint8Array(view.buffer);
}

function descriptorSet(numbers: readonly number[]): Uint8Array {
    const set = new Uint8Array(128);
    for (const fd of numbers) set[fd >> 3] = (set[fd >> 3] ?? 0) | (1 << (fd & 7));
    return set;
}

function pollFor(milliseconds: number): CallWord {
    return (words) => ({
        name: "poll",
        args: [0, words.length / 2, milliseconds],
        entry: { polled: pollfds(words, false) },
        result: words.filter((word) => (pollBits[word] ?? 0) !== 0).length,
        exit: () => ({ ready: pollfds(words, true) }),
    });
}

export const epollCalls = {
    epoll: ([fd = ""]) => ({
        name: "epoll_create1",
        args: [0],
        result: Number(fd),
        exit: () => ({ object: objectBytes({ link: "anon_inode:[eventpoll]", inode: 9, mode: 0o600, flags: 0o2 }) }),
    }),
    watch: control(add),
    unwatch: control(remove),
    change: control(modify),
    waitfor: ([set = "", ...words]) => ({
        name: "epoll_wait",
        args: [Number(set), 0, 8, -1],
        result: words.length === 0 ? 0 : 1,
        exit: () => ({ reported: words.length === 0 ? new Uint8Array() : event(words) }),
    }),
    poll: pollFor(-1),
    pollbriefly: pollFor(100),
    select: (words) => {
        const ready = words.map(Number).filter((fd) => fd >= 0);
        return {
            name: "select",
            args: [20, 1, 0, 0, 0],
            entry: { readable: descriptorSet(words.map((word) => Math.abs(Number(word)))) },
            result: ready.length,
            exit: () => ({ readyToRead: descriptorSet(ready) }),
        };
    },
} satisfies Record<string, CallWord>;
