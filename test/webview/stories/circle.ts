/** Processes in a circle, each of which reads from the one before it before it writes to the next: nobody can move. */
import { Story } from "../story";

export function circle(count: number): Story {
    const story = new Story("/home/student/circle.c", 8100).started("p1", "./circle").terminal("p1");
    const pipes = Array.from({ length: count }, (_, index) => ({
        id: `pipe${index + 1}`,
        read: { fd: 2 * index + 3, description: `ofd${2 * index + 2}` },
        write: { fd: 2 * index + 4, description: `ofd${2 * index + 3}` },
    }));
    for (const { id, read, write } of pipes) story.pipe("p1", id, [read.fd, read.description], [write.fd, write.description], 12);
    const processes = pipes.map((_, index) => `p${index + 1}`);
    for (const child of processes.slice(1)) story.forked("p1", child, 15);
    for (const [index, process] of processes.entries()) {
        for (const [other, { id, read, write }] of pipes.entries()) {
            if (other !== index) story.closed(process, read.fd, read.description, id, 18);
            if (other !== (index + 1) % count) story.closed(process, write.fd, write.description, id, 19);
        }
    }
    for (const [index, process] of processes.entries()) {
        const pipe = pipes[index];
        if (pipe !== undefined) story.blocked(process, "read", pipe.read.fd, pipe.id, { what: "input" }, 22 + index);
    }
    return story;
}

/** Two that talk over two pipes, and each reads first; a third waits for the end of one of them. */
export function bothReadFirst(): Story {
    const story = new Story("/home/student/talk.c", 8100).started("p1", "./talk").terminal("p1").forked("p1", "p2", 9);
    story.pipe("p2", "pipe1", [3, "ofd2"], [4, "ofd3"], 12).pipe("p2", "pipe2", [5, "ofd4"], [6, "ofd5"], 13).forked("p2", "p3", 15);
    story.closed("p2", 3, "ofd2", "pipe1", 17).closed("p2", 6, "ofd5", "pipe2", 18);
    story.closed("p3", 4, "ofd3", "pipe1", 27).closed("p3", 5, "ofd4", "pipe2", 28);
    story.blocked("p1", "wait4", null, null, { what: "child", child: "p2", pid: 8101, group: false }, 40);
    return story.blocked("p2", "read", 5, "pipe2", { what: "input" }, 21).blocked("p3", "read", 3, "pipe1", { what: "input" }, 31);
}
