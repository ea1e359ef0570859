/** `seq 1000 | sort -R | sort -n | tail -1`: a shell, four processes, three pipes. */
import { Story } from "../story";

const programs = [
    ["seq", "1000"],
    ["sort", "-R"],
    ["sort", "-n"],
    ["tail", "-1"],
];

export function pipeline(): Story {
    const story = new Story("/home/student/samples/c/pipeline.c", 5200);
    story.started("p1", "./pipeline").terminal("p1").stop("p1", 20);
    for (const [index, program] of programs.entries()) {
        const child = `p${index + 2}`;
        const own = { pipe: `pipe${index + 1}`, read: `ofd${2 * index + 2}`, write: `ofd${2 * index + 3}` };
        const before = { pipe: `pipe${index}`, read: `ofd${2 * index}` };
        const last = index === programs.length - 1;
        if (!last) story.pipe("p1", own.pipe, [index === 0 ? 3 : 5, own.read], [4, own.write], 24);
        story.forked("p1", child, 27).stop("p1", 28);
        if (index > 0) {
            story.duplicated(child, 3, 0, before.read, before.pipe, 30, true).closed(child, 3, before.read, before.pipe, 31);
            story.closed("p1", 3, before.read, before.pipe, 40);
        }
        if (!last) {
            story.duplicated(child, 4, 1, own.write, own.pipe, 33, true).closed(child, 4, own.write, own.pipe, 34);
            story.closed(child, index === 0 ? 3 : 5, own.read, own.pipe, 35).closed("p1", 4, own.write, own.pipe, 41);
            if (index > 0) story.duplicated("p1", 5, 3, own.read, own.pipe, 42).closed("p1", 5, own.read, own.pipe, 43);
        }
        story.executed(child, `/usr/bin/${program[0]}`, program, 36).stop("p1", 45);
    }
    story.wrote("p2", 1, "ofd3", "pipe1", "1\\n2\\n3\\n4\\n5\\n6\\n7\\n8\\n", 3893);
    story.blocked("p4", "read", 0, "pipe2", { what: "input" });
    story.blocked("p5", "read", 0, "pipe3", { what: "input" });
    story.blocked("p1", "wait4", null, null, { what: "child", child: null, pid: null, group: false }, 50).stop("p3", 36);
    story.exited("p2").reaped("p1", "p2", 50).stop("p3", 36);
    return story;
}
