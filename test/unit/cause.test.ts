import assert from "node:assert/strict";
import { nodesOfCause } from "../../webview/scene/causeNodes";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { present } from "../present";
import { stateAt } from "../webview/replay";
import { fullPipe } from "../webview/stories/fullPipe";
import { inheritedEnd, jobServer } from "../webview/stories/many";
import { queue } from "../webview/stories/queue";
import { Story } from "../webview/story";

function sceneFor(process: string, { events, stops }: Story, text: string, explanation: string | null = null): Scene {
    return sceneOf(stateAt(events, present(stops.at(-1))), null, { text, explanation, process });
}

describe("why a process does not go on", () => {
    it("is followed from one process to the next, to the end that was inherited", () => {
        const { cause, caption } = sceneFor("p1", inheritedEnd(), "p1 is in wait4: waiting for its child p2 to end.");
        assert.deepEqual(
            cause.map(({ process, object, by }) => [process, object, by]),
            [
                ["p1", null, ["p2"]],
                ["p2", "pipe1", ["p3"]],
                ["p3", "pipe2", ["p1"]],
            ],
        );
        assert.deepEqual(nodesOfCause(cause), ["p1", "p2", "pipe1", "p3", "pipe2"]);
        assert.match(
            present(caption?.explanation),
            /^p2 waits in read\(0\) at pipe1: the pipe is empty; p3's descriptor 4 could still write .*\. p3 waits in read\(0\) at pipe2: /,
        );
    });

    it("names what the sentence leaves out, and only that", () => {
        const text = "p1 is in read(3): the pipe is empty; p1's own descriptor 4, p2's descriptor 4 could still write.";
        const { cause, caption } = sceneFor("p1", jobServer(), text, "It is.");
        assert.deepEqual(
            cause.map(({ object, by }) => [object, by.length]),
            [["pipe1", 9]],
        );
        assert.equal(caption?.explanation, "It is. It waits for pipe1.");
        const bare = sceneFor("p1", jobServer(), "p1 is in read(3), on pipe1.").caption;
        assert.equal(bare?.explanation, "p1, p2, p4 or 6 more could end that.");
    });

    it("is somebody who reads, for who waits for room, and somebody who sends, for who waits for a message", () => {
        const full = fullPipe();
        const room = sceneOf(stateAt(full.events, full.events.length), null, null);
        const waiter = present(room.edges.find((edge) => edge.waiting && edge.flow === "write"));
        const [step] = sceneOf(stateAt(full.events, full.events.length), null, {
            text: "",
            explanation: null,
            process: waiter.process,
        }).cause;
        const readers = room.edges.filter((edge) => edge.object === waiter.object && edge.flow === "read").map(({ process }) => process);
        assert.deepEqual(present(step).by, [...new Set(readers)]);
        const story = queue();
        const at = present(story.events.find((event) => event.kind === "callBlocked" && event.awaits.what === "message"));
        const { cause } = sceneOf(stateAt(story.events, at.seq), null, { text: "", explanation: null, process: at.process });
        assert.equal(present(cause[0]).object, "messageQueue1");
        assert.ok(present(cause[0]).by.every((id) => id !== at.process));
    });

    it("is nothing for who does not wait, and nobody who has ended", () => {
        assert.deepEqual(sceneFor("p2", new Story("/a.c").started("p2", "./a").terminal("p2").stop("p2", 1), "").cause, []);
        const story = new Story("/a.c").started("p1", "./a").terminal("p1").forked("p1", "p2", 1).forked("p1", "p3", 1).exited("p3");
        story.blocked("p1", "wait4", null, null, { what: "child", child: null, pid: null, group: false }, 2).stop("p1", 2);
        assert.deepEqual(
            sceneFor("p1", story, "").cause.map(({ by }) => by),
            [["p2"]],
        );
    });
});
