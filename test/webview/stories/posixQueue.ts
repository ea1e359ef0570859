/** A POSIX message queue with messages of several priorities, a full one, and a registration. */
import { Story } from "../story";

const object = "posixMessageQueue1";

function makes(story: Story, name: string, limit: number, messageSize: number): void {
    const newObject = { id: object, kind: "posixMessageQueue", name, limit, messageSize } as const;
    const place = { fd: 3, object, description: "ofd2", closeOnExec: true, access: "read-write", statusFlags: [] } as const;
    story.tell({ kind: "posixMessageQueueOpened", call: "mq_open", called: "mq_open", process: "p1", newObject, ...place }, 14);
}

function sends(story: Story, process: string, priority: number, text: string, line: number): number {
    const data = new TextEncoder().encode(text);
    const place = { fd: 3, object, description: "ofd2" };
    story.tell({ kind: "messageSent", call: "mq_timedsend", process, ...place, priority, length: data.length, result: 0, data }, line);
    return story.events.length;
}

/** Three priorities, one message received, a receiver that has registered. */
export function posixQueue(): Story {
    const story = new Story("/home/student/samples/c/jobs.c", 4711);
    story.started("p1", "./jobs").terminal("p1").stop("p1", 12, "breakpoint");
    makes(story, "/jobs", 4, 32);
    story.stop("p1", 16).forked("p1", "p2", 18).forked("p1", "p3", 18).stop("p1", 20);
    sends(story, "p1", 1, "sweep", 22);
    const fire = sends(story, "p2", 9, "fire!", 31);
    story.stop("p1", 23);
    sends(story, "p1", 5, "door", 22);
    sends(story, "p2", 9, "flood!", 31);
    const data = new TextEncoder().encode("fire!");
    const segments = [{ write: fire, offset: 0, length: data.length }];
    const place = { fd: 3, object, description: "ofd2", priority: 9, length: data.length, result: data.length, data, segments };
    story.tell({ kind: "messageReceived", call: "mq_timedreceive", process: "p3", ...place }, 40);
    return story.stop("p3", 41);
}

/** As many messages as there is room for, without a name any more, and a sender that waits. */
export function fullPosixQueue(): Story {
    const story = new Story("/home/student/samples/c/flood.c", 5100);
    story.started("p1", "./flood").terminal("p1");
    makes(story, "/flood-of-messages", 8, 8192);
    story.forked("p1", "p2", 15).stop("p1", 16);
    for (let number = 1; number <= 8; number += 1) sends(story, `p${1 + (number % 2)}`, number * 100, `line ${number}`, 24);
    story.blocked("p2", "mq_timedsend", 3, object, { what: "room", length: 6, message: 1n }, 33);
    story.tell({ kind: "posixMessageQueueUnlinked", call: "mq_unlink", process: "p1", object, path: "/flood-of-messages" }, 26);
    return story.stop("p1", 27);
}
