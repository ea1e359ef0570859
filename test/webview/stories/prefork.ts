/** A server with eight workers and two pipes to each: test/programs/prefork.c, at the moment when all have answered. */
import { Story } from "../story";

export const workers = 8;

export function prefork(): Story {
    const story = new Story("/home/student/prefork.c", 5000);
    story.started("p1", "./prefork").terminal("p1").stop("p1", 27);
    for (let number = 0; number < workers; number += 1) {
        const [child, requests, replies] = [`p${number + 2}`, `pipe${2 * number + 1}`, `pipe${2 * number + 2}`];
        const description = (end: number): string => `ofd${2 + 4 * number + end}`;
        const [read, write] = [4 + number, 20 + number];
        story.pipe("p1", requests, [100, description(0)], [write, description(1)], 28);
        story.pipe("p1", replies, [read, description(2)], [101, description(3)], 28);
        story.forked("p1", child, 29);
        story.closed(child, write, description(1), requests, 31).closed(child, read, description(2), replies, 32);
        story.closed("p1", 100, description(0), requests, 36).closed("p1", 101, description(3), replies, 37);
        story.wrote("p1", write, description(1), requests, `request ${number}`, 9, 42);
        story.read(child, 100, description(0), requests, 9, 17).wrote(child, 101, description(3), replies, `REQUEST ${number}`, 9, 20);
        story.blocked(child, "read", 100, requests, { what: "input" }, 17);
    }
    return story.stop("p1", 46, "breakpoint");
}

/** The workers end first, then the server. */
export function preforkEnds(): Story {
    const story = prefork();
    for (let number = 0; number < workers; number += 1) {
        story
            .exited(`p${number + 2}`)
            .tell({
                kind: "processReaped",
                call: "wait4",
                process: "p1",
                child: `p${number + 2}`,
                childPid: 5001 + number,
                exit: { code: 0 },
            });
    }
    return story.exited("p1");
}
