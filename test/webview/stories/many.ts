/** Stories of many processes as engineers have them, each at the moment when it is hardest to read. */
import { Story } from "../story";

/** A child that was started later has inherited the pipe of the one before: nobody can move. */
export function inheritedEnd(): Story {
    const story = new Story("/home/student/leak.c", 3100);
    story.started("p1", "./leak").terminal("p1").stop("p1", 38);
    story.pipe("p1", "pipe1", [3, "ofd2"], [4, "ofd3"], 20).forked("p1", "p2", 21);
    story.duplicated("p2", 3, 0, "ofd2", "pipe1", 23, true).closed("p2", 3, "ofd2", "pipe1", 24).closed("p2", 4, "ofd3", "pipe1", 25);
    story.executed("p2", "/usr/bin/cat", ["cat"], 26).closed("p1", 3, "ofd2", "pipe1", 29);
    story.pipe("p1", "pipe2", [3, "ofd4"], [5, "ofd5"], 20).forked("p1", "p3", 21);
    story.duplicated("p3", 3, 0, "ofd4", "pipe2", 23, true).closed("p3", 3, "ofd4", "pipe2", 24).closed("p3", 5, "ofd5", "pipe2", 25);
    story.executed("p3", "/usr/bin/cat", ["cat"], 26).closed("p1", 3, "ofd4", "pipe2", 29);
    story.wrote("p1", 4, "ofd3", "pipe1", "first\\n", 6, 41).read("p2", 0, "ofd2", "pipe1", 6);
    story.closed("p1", 4, "ofd3", "pipe1", 42);
    story.blocked("p2", "read", 0, "pipe1", { what: "input" }).blocked("p3", "read", 0, "pipe2", { what: "input" });
    story.blocked("p1", "wait4", null, null, { what: "child", child: "p2", pid: 3101, group: false }, 43);
    return story.stop("p1", 43, "breakpoint");
}

/** A build of eight jobs at a time, which share the pipe of the job server. */
export function jobServer(): Story {
    const story = new Story("/home/student/build/Makefile", 6000);
    story.started("p1", "make -j8").terminal("p1").pipe("p1", "pipe1", [3, "ofd2"], [4, "ofd3"], 1, 65536);
    for (let job = 0; job < 8; job += 1) {
        const [child, compiler] = [`p${2 * job + 2}`, `p${2 * job + 3}`];
        story.forked("p1", child, 2).executed(child, "/usr/bin/gcc", ["gcc", "-c", `part${job}.c`], 2);
        story.forked(child, compiler, 3).closed(compiler, 3, "ofd2", "pipe1", 3).closed(compiler, 4, "ofd3", "pipe1", 3);
        story.executed(compiler, "/usr/lib/gcc/cc1", ["cc1", "-quiet", `part${job}.c`], 3);
        story.blocked(child, "wait4", null, null, { what: "child", child: compiler, pid: 6000 + 2 * job + 2, group: false });
    }
    return story.blocked("p1", "read", 3, "pipe1", { what: "input" }).stop("p1", 2, "breakpoint");
}

/** A shell with a pipeline of six commands. */
export function sixStages(): Story {
    const story = new Story("/home/student/six.sh", 2000);
    story.started("p1", "sh six.sh").terminal("p1").stop("p1", 1);
    const commands = ["cat words", "tr A-Z a-z", "grep e", "sort", "uniq -c", "head"];
    for (const [index, command] of commands.entries()) {
        const [child, pipe, from] = [`p${index + 2}`, `pipe${index + 1}`, `pipe${index}`];
        const [read, write, old] = [`ofd${2 * index + 2}`, `ofd${2 * index + 3}`, `ofd${2 * index}`];
        const last = index === commands.length - 1;
        if (!last) story.pipe("p1", pipe, [4, read], [5, write], 1);
        story.forked("p1", child, 1);
        if (index > 0) story.duplicated(child, 3, 0, old, from, 1, true).closed(child, 3, old, from, 1).closed("p1", 3, old, from, 1);
        if (!last) {
            story.duplicated(child, 5, 1, write, pipe, 1, true).closed(child, 4, read, pipe, 1).closed(child, 5, write, pipe, 1);
            story.closed("p1", 5, write, pipe, 1).duplicated("p1", 4, 3, read, pipe, 1).closed("p1", 4, read, pipe, 1);
        }
        story.executed(child, `/usr/bin/${command.split(" ", 1).join("")}`, command.split(" "), 1);
        if (index > 0) story.blocked(child, "read", 0, from, { what: "input" });
    }
    story.wrote("p2", 1, "ofd3", "pipe1", "The quick brown fox\\n", 20, 1);
    return story.stop("p2", 1, "breakpoint");
}

/** Sixty children, and to each a pipe with requests and one with replies. */
export function sixtyChildren(count = 60): Story {
    const story = new Story("/home/student/sixty.c", 7000);
    story.started("p1", "./sixty").terminal("p1").stop("p1", 20);
    for (let number = 0; number < count; number += 1) {
        const [child, requests, replies] = [`p${number + 2}`, `pipe${2 * number + 1}`, `pipe${2 * number + 2}`];
        const description = (end: number): string => `ofd${2 + 4 * number + end}`;
        const [read, write] = [10 + 2 * number, 11 + 2 * number];
        story.pipe("p1", requests, [200, description(0)], [write, description(1)], 24);
        story.pipe("p1", replies, [read, description(2)], [201, description(3)], 24).forked("p1", child, 25);
        story.closed(child, write, description(1), requests, 26).closed(child, read, description(2), replies, 26);
        story.closed("p1", 200, description(0), requests, 30).closed("p1", 201, description(3), replies, 30);
        story.blocked(child, "read", 200, requests, { what: "input" }, 27);
    }
    story.wrote("p1", 11, "ofd3", "pipe1", "work\\n", 5, 33);
    return story.stop("p1", 34, "breakpoint");
}
