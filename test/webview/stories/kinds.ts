/** Objects that are used in other ways than by reading and writing a descriptor, told in the words of test/unit/script.ts. */
import { play } from "../../unit/script";
import type { Story } from "../story";

/** A segment, a mapping, a futex in it, and an epoll instance; each used by a parent and its children. */
export function sharedKinds(): Pick<Story, "events" | "stops"> {
    const lines = [
        "p1 pipe 3 4",
        "p1 shmget 7 4096 IPC_CREAT = 3",
        "p1 shmat 3 7000",
        "p1 mmap a000 8192 -1 rw",
        "p1 epoll 5",
        "p1 watch 5 3 EPOLLIN 7",
        "p1 fork p2",
        "p1 fork p3",
        "p2 close 5",
        "p3 shmdt 7000",
        'p2 write 4 "x"',
        "p1 enters waitfor 5 EPOLLIN 7",
        "p1 leaves",
        "p2 enters futex a000 WAIT 0",
        "p3 futex a000 WAKE 1 = 1",
        "p2 leaves",
        "p3 enters futex a004 WAIT 0",
        "p1 close 4",
        "p1 stops",
    ];
    const { events } = play(lines.join("\n"));
    return { events: [...events], stops: [events.length] };
}
