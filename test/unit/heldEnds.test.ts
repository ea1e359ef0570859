import assert from "node:assert/strict";
import type { HeldEnd } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { stateAt } from "../webview/replay";
import { inheritedEnd, sixStages } from "../webview/stories/many";
import { prefork } from "../webview/stories/prefork";
import { Story } from "../webview/story";

function heldIn(story: Story): readonly HeldEnd[] {
    return sceneOf(stateAt(story.events, story.events.length), null, null).held;
}

function idleIn(story: Story): readonly string[] {
    return [...sceneOf(stateAt(story.events, story.events.length), null, null).idle].sort();
}

/** p1 has a pipe at 3 and 4, and a child p2 that has copies. */
function parentAndChild(): Story {
    return new Story("/home/student/leak.c").started("p1", "./leak").pipe("p1", "pipe1", [3, "ofd1"], [4, "ofd2"], 7).forked("p1", "p2", 9);
}

describe("ends that are held in vain", () => {
    it("are those of a later child that keep an earlier one waiting (the fork is the one that copied them)", () => {
        assert.deepEqual(heldIn(inheritedEnd()), [
            {
                process: "p3",
                key: "p3:4",
                fd: 4,
                object: "pipe1",
                end: "write",
                since: "kept since fork, leak.c:21",
                harm: "as long as p3 has it, p2 will not see the end of pipe1",
                link: { file: "/home/student/leak.c", line: 21, text: "leak.c:21" },
            },
        ]);
    });

    it("are one's own, when one waits for what only others could send", () => {
        const story = parentAndChild().blocked("p2", "read", 3, "pipe1", { what: "input" }, 11);
        assert.deepEqual(
            heldIn(story).map(({ key, since, harm }) => [key, since, harm]),
            [["p2:4", "kept since fork, leak.c:9", "as long as p2 has it, p2 will not see the end of pipe1"]],
        );
        story.resumed("p2", "read", 3, "pipe1");
        assert.deepEqual(heldIn(story), [], "while it does not wait it may still write");
    });

    it("are read ends of a writer to a full pipe, too", () => {
        const story = parentAndChild().closed("p1", 3, "ofd1", "pipe1", 10);
        story.wrote("p2", 4, "ofd2", "pipe1", "x", 65536, 11).blocked("p2", "write", 4, "pipe1", { what: "room", length: 1 }, 12);
        assert.deepEqual(
            heldIn(story).map(({ key, end, harm }) => [key, end, harm]),
            [["p2:3", "read", "as long as p2 has it, p2 waits for room in pipe1, and does not fail with EPIPE"]],
        );
    });

    it("are not claimed of who made the pipe, for a signal handler may write to it", () => {
        const story = new Story("/home/student/self.c").started("p1", "./self").pipe("p1", "pipe1", [3, "ofd1"], [4, "ofd2"], 7);
        assert.deepEqual(heldIn(story.blocked("p1", "read", 3, "pipe1", { what: "input" }, 9)), []);
    });

    it("are not claimed of a child that computes before it answers", () => {
        const story = parentAndChild().closed("p1", 4, "ofd2", "pipe1", 10).closed("p2", 3, "ofd1", "pipe1", 11);
        assert.deepEqual(heldIn(story.blocked("p1", "read", 3, "pipe1", { what: "input" }, 12)), []);
    });

    it("are not claimed of one that others still use", () => {
        const story = parentAndChild()
            .forked("p1", "p3", 10)
            .closed("p2", 4, "ofd2", "pipe1", 11)
            .wrote("p1", 4, "ofd2", "pipe1", "x", 1, 12);
        story.read("p2", 3, "ofd1", "pipe1", 1, 13).blocked("p2", "read", 3, "pipe1", { what: "input" }, 13);
        assert.deepEqual(heldIn(story), []);
        story.closed("p1", 4, "ofd2", "pipe1", 14);
        assert.deepEqual(
            heldIn(story).map(({ key }) => key),
            ["p3:4"],
        );
    });

    it("are not claimed of standard output, which is meant to be used", () => {
        const story = new Story("/home/student/out.c")
            .started("p1", "./out")
            .pipe("p1", "pipe1", [3, "ofd1"], [1, "ofd2"], 7)
            .forked("p1", "p2", 9);
        story.forked("p1", "p3", 10).closed("p2", 1, "ofd2", "pipe1", 11).wrote("p1", 1, "ofd2", "pipe1", "x", 1, 12);
        story
            .read("p2", 3, "ofd1", "pipe1", 1, 13)
            .blocked("p2", "read", 3, "pipe1", { what: "input" }, 13)
            .closed("p1", 1, "ofd2", "pipe1", 14);
        assert.deepEqual(heldIn(story), []);
    });

    it("are not claimed while bytes are there to be read", () => {
        const story = parentAndChild().wrote("p1", 4, "ofd2", "pipe1", "x", 1, 10);
        assert.deepEqual(heldIn(story.blocked("p2", "read", 3, "pipe1", { what: "input" }, 11)), []);
    });

    it("are not claimed when another thread could use them", () => {
        const story = parentAndChild();
        story.tell({ kind: "threadCreated", call: "clone3", process: "p2", childTid: 4999, sharesDescriptors: true });
        assert.deepEqual(heldIn(story.blocked("p2", "read", 3, "pipe1", { what: "input" }, 11)), []);
    });

    it("are none of a pipeline, whose stages have their own ends only", () => {
        assert.deepEqual(heldIn(sixStages()), []);
    });
});

describe("idle ends", () => {
    it("are copies that fork made of ends that another process made or uses", () => {
        assert.deepEqual(
            idleIn(prefork()).filter((key) => key.startsWith("p4:")),
            ["p4:20", "p4:21", "p4:4", "p4:5"],
        );
    });

    it("are claimed only of objects of which it is known who has used them", () => {
        const story = new Story("/home/student/add.c")
            .started("p1", "./add")
            .eventfd("p1", "eventfd1", 3, "ofd1", 0n, false, 7)
            .forked("p1", "p2", 9);
        assert.deepEqual(idleIn(story.counted("p2", 3, "ofd1", "eventfd1", 1n, 11)), []);
    });

    it("are used from the first byte on", () => {
        const story = parentAndChild();
        assert.deepEqual(idleIn(story), ["p2:3", "p2:4"]);
        story.wrote("p2", 4, "ofd2", "pipe1", "x", 1, 10);
        assert.deepEqual(idleIn(story), ["p2:3"]);
    });

    it("are not those at which their process waits", () => {
        const story = parentAndChild().blocked("p2", "read", 3, "pipe1", { what: "input" }, 11);
        assert.deepEqual(idleIn(story), []);
    });
});
