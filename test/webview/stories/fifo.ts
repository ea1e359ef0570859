/** A FIFO with many producers and one consumer; its name is removed while it is in use. */
import { Story } from "../story";

export function fifo(): Story {
    const story = new Story("/home/student/samples/c/fifo_log.c", 6100);
    story.started("p1", "./fifo_log --consumer").terminal("p1");
    story
        .tell(
            {
                kind: "fifoCreated",
                call: "mknodat",
                process: "p1",
                object: "fifo1",
                newObject: { id: "fifo1", kind: "fifo", name: "/tmp/ipcscope-demo/jobs.fifo" },
            },
            14,
        )
        .stop("p1", 15);
    for (const number of [2, 3, 4, 5]) story.forked("p1", `p${number}`, 18);
    story.stop("p1", 22);
    story.blocked("p1", "openat", null, "fifo1", { what: "opening", path: "/tmp/jobs", end: "read" }, 22).stop("p2", 31);
    story.resumed("p1", "openat", null, "fifo1");
    story.opened("p1", 3, "ofd2", "fifo1", "read", 22);
    for (const number of [2, 3, 4, 5]) story.opened(`p${number}`, 3, `ofd${number + 1}`, "fifo1", "write", 31, ["O_APPEND"]);
    story.stop("p2", 32);
    story.wrote("p2", 3, "ofd3", "fifo1", "p2: job 1\\n", 10, 32).wrote("p4", 3, "ofd5", "fifo1", "p4: job 1\\n", 10, 32);
    story.wrote("p3", 3, "ofd4", "fifo1", "p3: job 1\\n", 10, 32).wrote("p2", 3, "ofd3", "fifo1", "p2: job 2\\n", 10, 32);
    story.wrote("p5", 3, "ofd6", "fifo1", "p5: job 1\\n", 10, 32).stop("p2", 33);
    story.tell({ kind: "fileRemoved", call: "unlinkat", process: "p1", object: "fifo1", path: "/tmp/ipcscope-demo/jobs.fifo" }, 25);
    story.read("p1", 3, "ofd2", "fifo1", 14, 26).stop("p1", 27);
    story.exited("p3", { signal: "SIGTERM" }).stop("p1", 28);
    return story;
}

/** Everybody waits for the other end of a FIFO to be opened. */
export function fifoOpening(): Story {
    const story = new Story("/home/student/samples/c/fifo.c", 6200);
    story.started("p1", "./fifo").terminal("p1");
    story.tell(
        {
            kind: "fifoCreated",
            call: "mknodat",
            process: "p1",
            object: "fifo1",
            newObject: { id: "fifo1", kind: "fifo", name: "/tmp/jobs" },
        },
        14,
    );
    return story
        .forked("p1", "p2", 18)
        .blocked("p1", "openat", null, "fifo1", { what: "opening", path: "/tmp/jobs", end: "read" }, 22)
        .stop("p2", 31);
}
