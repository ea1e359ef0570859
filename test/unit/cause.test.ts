import assert from "node:assert/strict";
import { chartOf } from "../../webview/channels/chartOf";
import { placeRows } from "../../webview/layout/foldedRows";
import { channelFace } from "../../webview/kinds/cards";
import { nodesOfCause } from "../../webview/scene/causeNodes";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { present } from "../present";
import { play } from "./script";
import { stateAt } from "../webview/replay";
import { fullPipe } from "../webview/stories/fullPipe";
import { inheritedEnd, jobServer } from "../webview/stories/many";
import { queue } from "../webview/stories/queue";
import { Story } from "../webview/story";

function sceneFor(process: string, { events, stops }: Story, text: string, explanation: string | null = null): Scene {
    return sceneOf(stateAt(events, present(stops.at(-1))), null, { text, explanation, process });
}

function drawnIn(scene: Scene): readonly string[] {
    const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
    return chart.channels.map(({ id }) => id).sort();
}

describe("why a process does not go on", () => {
    it("is followed from one process to the next, to the end that was inherited", () => {
        const { cause, caption } = sceneFor("p1", inheritedEnd(), "p1 is in wait4: waiting for its child p2 to end.");
        assert.deepEqual(
            cause.map(({ process, objects, by }) => [process, objects, by]),
            [
                ["p1", [], ["p2"]],
                ["p2", ["pipe1"], ["p3"]],
                ["p3", ["pipe2"], ["p1"]],
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
            cause.map(({ objects, by }) => [objects, by.length]),
            [[["pipe1"], 9]],
        );
        assert.equal(caption?.explanation, "It is. It waits for pipe1.");
        const bare = sceneFor("p1", jobServer(), "p1 is in read(3), on pipe1.").caption;
        assert.equal(
            bare?.explanation,
            "p1's descriptor 4 (pipe2 at Makefile:1), p2's descriptor 4 (clone at Makefile:2), " +
                "p4's descriptor 4 (clone at Makefile:2) or 6 more could end that.",
        );
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
        assert.deepEqual(present(cause[0]).objects, ["messageQueue1"]);
        assert.ok(present(cause[0]).by.every((id) => id !== at.process));
    });

    it("tells in the sentence who could end it, where the reason does not: at a semaphore, in a signal's handler, at a name", () => {
        const told = (script: string): string | null => {
            const { state } = play(script);
            return present(sceneOf(state, null, { text: "", explanation: null, process: "p1" }).caption).explanation;
        };
        const set = "p1 semget 7 1 IPC_CREAT = 3\np1 fork p2\np2 semget 7 1 = 3\np1 enters semop 3 0:-1";
        assert.equal(told(set), "It waits for semaphoreSet1. p2 (has the set) could end that.");
        assert.equal(told("p1 handles SIGUSR1\np1 enters suspend"), "Only whoever sends it SIGUSR1 could end that.");
        const listening = "p1 socket 3 unix stream\np1 bind 3 /tmp/s\np1 listen 3 1\np1 enters accept 3 5";
        assert.equal(told(listening), "It waits for socket1. Only a client that connects to /tmp/s could end that.");
        assert.equal(told("p1 pipe 3 4\np1 close 4\np1 enters read 3"), "It waits for pipe1.");
        assert.equal(told("p1 eventfd 3 0\np1 enters take 3 1"), "It waits for eventfd1. No process here could end that.");
        assert.equal(told("p1 fork p2\np1 enters waitid 2 0"), null);
    });

    it("has all that it names in both views: the instance in which a process waits, too, whose row says so", () => {
        const set = "p1 pipe 3 4\np1 epoll 5\np1 watch 5 3 EPOLLIN 7\np1 fork p2\np2 close 5\np2 close 3\np1 close 4\n";
        const scene = sceneOf(play(`${set}p1 enters waitfor 5`).state, null, { text: "", explanation: null, process: "p1" });
        assert.deepEqual([...scene.named].sort(), ["epoll1", "pipe1"]);
        assert.deepEqual(drawnIn(scene), ["epoll1", "pipe1"]);
        const rows = scene.processes[0]?.rows.map(({ key, note, waiting }) => (waiting ? `${key} ${note}` : key));
        assert.deepEqual(rows, ["p1:0", "p1:1", "p1:2", "p1:3 waits", "p1:4", "p1:5 waits"]);
        const elsewhere = sceneOf(play(set).state, null, { text: "p1 is in read(3), on pipe1.", explanation: null, process: "p1" });
        assert.deepEqual(drawnIn(elsewhere), ["pipe1"], "what nobody names and only one has is folded");
    });

    it("is in the picture when the sentence is about what only one process has: a pipe, a segment that others left", () => {
        const about = (script: string, text: string): readonly string[] =>
            drawnIn(sceneOf(play(script).state, null, { text, explanation: null, process: "p1" }));
        assert.deepEqual(about("p1 pipe 3 4", "write(4) wrote 1 byte into pipe1."), ["pipe1"]);
        assert.deepEqual(about("p1 pipe 3 4", "write(1) wrote 1 byte to pipe10."), []);
        const segment = "p1 shmget 7 100 IPC_CREAT = 3\np1 shmat 3 7000\np1 fork p2\np2 exits 0";
        assert.deepEqual(about(segment, "shmctl marked sharedMemory1 for deletion."), ["sharedMemory1"]);
        assert.deepEqual(about(segment, "p2 ended."), ["sharedMemory1"], "it outlives who uses it");
    });

    it("has one name for one thing: the sentence's, in the card, on the tube and in the rows", () => {
        const script =
            'p1 msgget 7 IPC_CREAT = 3\np1 msgsnd 3 1 "x"\np1 semget 7 1 IPC_CREAT = 4\np1 shmget 7 100 IPC_CREAT = 5\np1 shmat 5 7000';
        const scene = sceneOf(play(script).state, null, null);
        const systemV = scene.objects.filter(({ id }) => /^(messageQueue|semaphoreSet|sharedMemory)/.test(id));
        assert.equal(systemV.length, 3);
        for (const card of systemV) {
            assert.equal(card.title, card.id);
            assert.equal(channelFace(card)?.name ?? card.id, card.id);
            const rows = scene.processes[0]?.rows.filter((row) => row.kind === "use" && row.object === card.id) ?? [];
            assert.ok(rows.length > 0 && rows.every(({ label }) => label.includes(card.id)), rows.map(({ label }) => label).join());
        }
    });

    it("has a row and its object however many rows are folded", () => {
        const many = Array.from({ length: 30 }, (_, index) => `p1 pipe ${10 + 2 * index} ${11 + 2 * index}`).join("\n");
        const { state } = play(`${many}\np1 epoll 90\np1 watch 90 10 EPOLLIN 7\np1 enters waitfor 90`);
        const scene = sceneOf(state, null, { text: "", explanation: null, process: "p1" });
        const [card] = scene.processes;
        const shown = placeRows(present(card), 0, 6, false, undefined).shown.map(({ key }) => key);
        assert.ok(shown.includes("p1:10") && shown.includes("p1:90"), shown.join(" "));
    });

    it("is ended by time where the wait was given one: that nobody could end it is not said", () => {
        const told = (script: string): string | null =>
            present(sceneOf(play(script).state, null, { text: "", explanation: null, process: "p1" }).caption).explanation;
        const alone = "p1 eventfd 3 0\n";
        assert.equal(told(`${alone}p1 enters poll 3 0`), "It waits for eventfd1. No process here could end that.");
        assert.equal(told(`${alone}p1 enters pollbriefly 3 0`), "It waits for eventfd1. Only its time-out could end that.");
        assert.equal(
            told("p1 pipe 3 4\np1 fork p2\np1 close 4\np1 enters pollbriefly 3 0"),
            "It waits for pipe1. p2's descriptor 4 (fork at a.c:2) could end that, or its time-out.",
        );
        assert.equal(told("p1 enters pollbriefly"), "Its time-out ends it at the latest.");
        const { cause } = sceneOf(play(`${alone}p1 enters pollbriefly 3 0`).state, null, { text: "", explanation: null, process: "p1" });
        assert.deepEqual([cause[0]?.timed, cause[0]?.others], [true, "its time-out"]);
        assert.match(present(cause[0]).text, /, or its time-out ends it$/);
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
