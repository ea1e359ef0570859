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
        story.duplicated(`p${number}`, number + 50, 0, read, pipe, 18, true).closed(`p${number}`, number + 50, read, pipe, 19).closed("p1", number + 50, read, pipe, 20);
        story.blocked(`p${number}`, "read", 0, pipe, "the pipe is empty; a descriptor could still write", 22);
        if (number === 9) story.stop("p1", 16);
    }
    story.stop("p1", 30, "breakpoint").wrote("p1", 7, "ofd13", "pipe5", "GET /index.html", 15, 31).stop("p1", 32);
    return story;
}

export function manyDescriptors(): Story {
    const story = new Story("/home/student/samples/c/server.c", 9000);
    story.started("p1", "./server").terminal("p1").stop("p1", 10);
    for (let fd = 3; fd < 203; fd += 1) {
        story.opened("p1", fd, `ofd${fd}`, { id: `file${fd}`, kind: "file", name: `/srv/data/part-${fd}.bin`, size: fd * 1000 }, "read", 12);
    }
    story.stop("p1", 14);
    story.pipe("p1", "pipe1", [203, "ofd203"], [204, "ofd204"], 15).stop("p1", 16);
    for (let fd = 3; fd < 190; fd += 1) story.closed("p1", fd, `ofd${fd}`, `file${fd}`, 18);
    story.stop("p1", 19);
    return story;
}
