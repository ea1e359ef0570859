/** A System V message queue with two workers, each of which takes its own type; and one that is full. */
import { Story } from "../story";

export function queue(): Story {
    const story = new Story("/home/student/samples/c/jobs.c", 4711);
    story.started("p1", "./jobs").terminal("p1").stop("p1", 12, "breakpoint");
    story.queue("p1", "messageQueue1", 3, 0x14, 14).stop("p1", 16);
    story.forked("p1", "p2", 18).forked("p1", "p3", 18).forked("p1", "p4", 18).stop("p1", 20);
    const first = story.sent("p1", "messageQueue1", 1n, "job 6", 22).events.length;
    story.sent("p1", "messageQueue1", 1n, "job 7", 22).stop("p1", 23);
    story.sent("p2", "messageQueue1", 5n, "stop", 31).sent("p1", "messageQueue1", 1n, "job 8", 22).stop("p1", 23);
    story.received("p3", "messageQueue1", 1n, "job 6", first, 40);
    story.blocked("p4", "msgrcv", null, "messageQueue1", { what: "message", type: 9n, except: false }, 47).stop("p3", 41);
    return story;
}

/** More messages than there is room for, one of which is long and odd, and a sender that waits. */
export function longQueue(): Story {
    const story = new Story("/home/student/samples/c/flood.c", 5100);
    story.started("p1", "./flood").terminal("p1").queue("p1", "messageQueue1", 32771, 0, 14, 4096).forked("p1", "p2", 15).stop("p1", 16);
    story.sent("p1", "messageQueue1", 4294967296n, '\\x00<b>"bold"</b>\\n'.repeat(20), 21, 340).stop("p1", 21);
    for (let number = 1; number <= 17; number += 1) {
        story.sent(`p${1 + (number % 2)}`, "messageQueue1", BigInt(number), `line ${number}`, 24);
    }
    story.blocked("p2", "msgsnd", null, "messageQueue1", { what: "room", length: 4000, message: 3n }, 33).stop("p1", 25);
    return story;
}

/** A crowd: a dispatcher with a queue and a counter to each of many workers. */
export function manyQueues(): Story {
    const story = new Story("/home/student/samples/c/dispatch.c", 5300);
    story.started("p1", "./dispatch").terminal("p1").eventfd("p1", "eventfd1", 3, "ofd2", 0n, true, 12).stop("p1", 12);
    for (let number = 2; number <= 18; number += 1) {
        const object = `messageQueue${number}`;
        story.queue("p1", object, number, 0x100 + number, 14).forked("p1", `p${number}`, 15);
        const sent = story.sent("p1", object, 1n, "hello", 16).events.length;
        story.received(`p${number}`, object, 1n, "hello", sent, 30);
        if (number % 2 === 0) story.sent("p1", object, 2n, "more", 17).sent("p1", object, 3n, "and more", 17);
        else story.blocked(`p${number}`, "msgrcv", null, object, { what: "message", type: 1n, except: false }, 30);
    }
    story.counted("p1", 3, "ofd2", "eventfd1", 12n, 19).stop("p1", 20);
    return story;
}

/** As in a server with nine workers. */
export function manyReceivers(): Story {
    const story = new Story("/home/student/samples/c/pool.c", 5200);
    story.started("p1", "./pool").terminal("p1").queue("p1", "messageQueue1", 7, 0x2a01, 14).stop("p1", 15);
    for (let number = 2; number <= 9; number += 1) story.forked("p1", `p${number}`, 18);
    for (let number = 2; number <= 9; number += 1) {
        const sent = story.sent("p1", "messageQueue1", BigInt(number), `work ${number}`, 22).events.length;
        if (number % 3 === 0) {
            story.received(`p${number}`, "messageQueue1", BigInt(number), `work ${number}`, sent, 30, BigInt(number));
        } else if (number % 3 === 1) {
            story.blocked(`p${number}`, "msgrcv", null, "messageQueue1", { what: "message", type: 90n, except: false }, 30);
        }
    }
    story.stop("p1", 23);
    return story;
}
