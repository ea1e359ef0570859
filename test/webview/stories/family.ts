/** Parents and children: a zombie, a child ended by a signal, an exec'd one, grandchildren. */
import { Story } from "../story";

export function family(): Story {
    const story = new Story("/home/student/samples/c/family.c", 3300);
    story.started("p1", "./family").terminal("p1").stop("p1", 5);
    story.forked("p1", "p2", 7).forked("p1", "p3", 8).forked("p2", "p4", 12).stop("p1", 9);
    story.forked("p3", "p5", 14).executed("p4", "/bin/sleep", ["sleep", "60"], 13).stop("p1", 10);
    story.exited("p5", { signal: "SIGSEGV" }).exited("p2", { code: 3 }).stop("p1", 10);
    story.tell({ kind: "processReparented", process: "p4", parent: null, parentPid: 1 });
    story.reaped("p3", "p5", 15, { signal: "SIGSEGV" }).stop("p1", 11);
    story.forked("p1", "p6", 20).stop("p1", 21);
    return story;
}
