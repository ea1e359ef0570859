/** `ls | wc -l` by hand: pipe, fork, close, dup, exec, end of file. */
import { Story } from "../story";

export function lsWc(): Story {
    const story = new Story("/home/student/samples/c/ls_wc.c");
    story.started("p1", "./ls_wc").terminal("p1").stop("p1", 8, "breakpoint");
    story.pipe("p1", "pipe1", [3, "ofd2"], [4, "ofd3"], 9).stop("p1", 10);
    story.forked("p1", "p2", 10).stop("p1", 22);
    // The parent becomes wc.
    story.closed("p1", 0, "ofd1", "tty1", 22).stop("p1", 23);
    story.duplicated("p1", 3, 0, "ofd2", "pipe1", 23).stop("p1", 24);
    story.closed("p1", 3, "ofd2", "pipe1", 24).closed("p1", 4, "ofd3", "pipe1", 25).stop("p1", 26);
    story.executed("p1", "/usr/bin/wc", ["wc", "-l"], 26);
    story.blocked("p1", "read", 0, "pipe1", { what: "input" });
    story.stop("p2", 13, "breakpoint");
    // The child becomes ls.
    story.closed("p2", 1, "ofd1", "tty1", 13).stop("p2", 14);
    story.duplicated("p2", 4, 1, "ofd3", "pipe1", 14).stop("p2", 15, "breakpoint");
    story.closed("p2", 3, "ofd2", "pipe1", 15).closed("p2", 4, "ofd3", "pipe1", 16).stop("p2", 17);
    story.executed("p2", "/usr/bin/ls", ["ls"], 17);
    story.wrote("p2", 1, "ofd3", "pipe1", "ls_wc.c\\npipe.c\\npopen.c\\n", 23).stop("p2", 17);
    story.resumed("p1", "read", 0, "pipe1").read("p1", 0, "ofd2", "pipe1", 23);
    story.blocked("p1", "read", 0, "pipe1", { what: "input" }).stop("p2", 17);
    story.exited("p2").resumed("p1", "read", 0, "pipe1").read("p1", 0, "ofd2", "pipe1", 0).stop("p1", 26);
    story.wrote("p1", 1, "ofd1", "tty1", "3\\n", 2).exited("p1");
    return story;
}
