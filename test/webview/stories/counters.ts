/** Eventfds: a counter between two processes, a semaphore at 0 for which one waits, and a number that is long. */
import { Story } from "../story";

export function counters(): Story {
    const story = new Story("/home/student/samples/c/eventfd.c", 6400);
    story.started("p1", "./eventfd").terminal("p1").stop("p1", 10, "breakpoint");
    story.eventfd("p1", "eventfd1", 3, "ofd2", 0n, false, 12).eventfd("p1", "eventfd2", 4, "ofd3", 2n, true, 13).stop("p1", 14);
    story.forked("p1", "p2", 16).stop("p1", 20);
    story.counted("p1", 3, "ofd2", "eventfd1", 41n, 21).counted("p1", 3, "ofd2", "eventfd1", 1n, 21).stop("p1", 22);
    story.counted("p2", 4, "ofd3", "eventfd2", -1n, 30).counted("p2", 4, "ofd3", "eventfd2", -1n, 30);
    story.blocked("p2", "read", 4, "eventfd2", { what: "input" }, 30);
    story.eventfd("p1", "eventfd3", 5, "ofd4", 18446744073709551614n, false, 24).stop("p1", 25);
    return story;
}

/** Two threads of which one has unshared its descriptor table, and opened something of its own. */
export function ownTables(): Story {
    const story = new Story("/home/student/samples/c/threads.c", 6600);
    story.started("p1", "./threads").terminal("p1").pipe("p1", "pipe1", [3, "ofd2"], [4, "ofd3"], 12).stop("p1", 12, "breakpoint");
    story.tell({ kind: "threadCreated", call: "clone3", process: "p1", childTid: 6601, sharesDescriptors: true }, 14);
    story.tell({ kind: "threadCreated", call: "clone3", process: "p1", childTid: 6602, sharesDescriptors: true }, 14).stop("p1", 15);
    story.inThread(6602, () => {
        story.tell({ kind: "descriptorTableUnshared", call: "unshare", process: "p1" }, 30);
        story.closed("p1", 3, "ofd2", "pipe1", 31).duplicated("p1", 4, 1, "ofd3", "pipe1", 32, true);
        story.opened("p1", 3, "ofd5", { id: "file1", kind: "file", name: "/tmp/of-the-thread.log", size: 0 }, "write", 33);
    });
    story.stop("p1", 16);
    return story;
}
