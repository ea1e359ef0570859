/** Fifty processes, a channel to each; and a server with two hundred descriptors. */
import { Story } from "../story";

/** Like a browser: one process, one pipe to each of the others. */
export function crowd(): Story {
    const story = new Story("/home/student/samples/c/browser.c", 8000);
    story.started("p1", "./browser").terminal("p1").stop("p1", 10);
    for (let number = 2; number <= 50; number += 1) {
        const pipe = `pipe${number - 1}`;
        const [read, write] = [`ofd${number * 2}`, `ofd${number * 2 + 1}`] as const;
        story.pipe("p1", pipe, [number + 50, read], [number + 1, write], 14).forked("p1", `p${number}`, 15);
        story
            .duplicated(`p${number}`, number + 50, 0, read, pipe, 18, true)
            .closed(`p${number}`, number + 50, read, pipe, 19)
            .closed("p1", number + 50, read, pipe, 20);
        story.blocked(`p${number}`, "read", 0, pipe, { what: "input" }, 22);
        if (number === 9) story.stop("p1", 16);
    }
    story.stop("p1", 30, "breakpoint").wrote("p1", 7, "ofd13", "pipe5", "GET /index.html", 15, 31).stop("p1", 32);
    return story;
}

export function manyDescriptors(): Story {
    const story = new Story("/home/student/samples/c/server.c", 9000);
    story.started("p1", "./server").terminal("p1").stop("p1", 10);
    for (let fd = 3; fd < 203; fd += 1) {
        story.opened(
            "p1",
            fd,
            `ofd${fd}`,
            { id: `file${fd}`, kind: "file", name: `/srv/data/part-${fd}.bin`, size: fd * 1000 },
            "read",
            12,
        );
    }
    story.stop("p1", 14);
    story.pipe("p1", "pipe1", [203, "ofd203"], [204, "ofd204"], 15).stop("p1", 16);
    for (let fd = 3; fd < 190; fd += 1) story.closed("p1", fd, `ofd${fd}`, `file${fd}`, 18);
    story.stop("p1", 19);
    return story;
}

/** A shell's pipeline of twelve stages, each with its own end only. */
export function manyStages(): Story {
    const story = new Story("/home/student/samples/c/stages.c", 4000);
    story.started("p1", "./stages").terminal("p1").stop("p1", 10);
    for (let stage = 1; stage <= 12; stage += 1) {
        const [child, pipe, from] = [`p${stage + 1}`, `pipe${stage}`, `pipe${stage - 1}`];
        const [read, write, old] = [`ofd${stage * 2}`, `ofd${stage * 2 + 1}`, `ofd${stage * 2 - 2}`];
        if (stage < 12) story.pipe("p1", pipe, [4, read], [5, write], 14);
        story.forked("p1", child, 15);
        if (stage > 1) story.duplicated(child, 3, 0, old, from, 17, true).closed(child, 3, old, from, 18).closed("p1", 3, old, from, 25);
        if (stage < 12) {
            story.duplicated(child, 5, 1, write, pipe, 19, true).closed(child, 4, read, pipe, 20).closed(child, 5, write, pipe, 21);
            story.closed("p1", 5, write, pipe, 23).duplicated("p1", 4, 3, read, pipe, 24).closed("p1", 4, read, pipe, 24);
        }
        story.executed(child, "/usr/bin/sed", ["sed", "-u", `s/^/stage ${stage} of the pipeline: /`], 22);
        if (stage > 1) story.blocked(child, "read", 0, from, { what: "input" }, 26);
    }
    story
        .wrote("p2", 1, "ofd3", "pipe1", "stage 1: a line of text\\n", 25)
        .blocked("p1", "wait4", null, null, { what: "child", child: null, pid: null, group: false }, 30)
        .stop("p2", 22);
    return story;
}

/** Like make -j8: a thousand short-lived children, each with files of its own, of which one fails and one crashes. */
export function manyJobs(count = 1000): Story {
    const story = new Story("/home/student/samples/c/jobs.c", 20000);
    story.started("p1", "make -j16 all").terminal("p1").pipe("p1", "pipe1", [3, "ofd2"], [4, "ofd3"], 12).stop("p1", 10);
    for (let number = 2; number < count + 2; number += 1) {
        const child = `p${number}`;
        story
            .forked("p1", child, 15)
            .executed(child, "/usr/bin/cc1", ["cc1", "-quiet", `module-${number}.c`, "-o", `module-${number}.s`], 16);
        story.opened(
            child,
            5,
            `ofd${number + 2}`,
            { id: `file${number}`, kind: "file", name: `/home/student/build/module-${number}.c`, size: 4000 },
            "read",
            undefined,
        );
        const over = `p${number - 16}`;
        const end = number === 500 ? { signal: "SIGSEGV" } : { code: number % 100 === 0 ? 1 : 0 };
        if (number > 17) story.exited(over, end).reaped("p1", over, 18, end);
    }
    return story;
}

/** Names, payload and paths that nobody thought of. */
export function oddShapes(): Story {
    const story = new Story("/home/student/samples/c/odd.c", 6500);
    story
        .started("p1", `./${"a-very-long-program-name-".repeat(20)} ${"--option=value ".repeat(60)}`)
        .terminal("p1")
        .stop("p1", 10);
    story.opened(
        "p1",
        3,
        "ofd4",
        { id: "file1", kind: "file", name: `/${"directory-with-a-long-name/".repeat(150)}file.txt`, size: 123456789 },
        "read-write",
        11,
        ["O_APPEND", "O_NONBLOCK", "O_SYNC", "O_DIRECT", "O_NOATIME"],
    );
    story.opened("p1", 7, "ofd7", { id: "file2", kind: "file", name: "/tmp/שלום-עולם-مرحبا-😀-\u202eevil\u0007.txt" }, "write", 11);
    story.pipe("p1", "pipe1", [4, "ofd5"], [5, "ofd6"], 12).pipe("p1", "pipe2", [8, "ofd8"], [9, "ofd9"], 12).forked("p1", "p2", 13);
    story.executed("p2", "/usr/bin/\u202eكلب😀", ["\u202eكلب😀", "\u001b[31mred\u0007"], 14);
    story.wrote("p1", 5, "ofd6", "pipe1", `\\x1b[31m\\a\\0${"\\xd7\\xa9\\xf0\\x9f\\x98\\x80<b>".repeat(90)}`, 1000, 15);
    story
        .wrote("p2", 5, "ofd6", "pipe1", "x".repeat(1000), 1000)
        .wrote("p2", 9, "ofd9", "pipe2", "\\xf0\\x9f\\x91\\xa9".repeat(30), 120)
        .stop("p1", 15);
    return story;
}
