import assert from "node:assert/strict";
import { cardLines } from "../../webview/kinds/cards";
import type { PosixMessageQueueCard } from "../../webview/kinds/posixMessageQueue/card";
import type { SemaphoreSetCard } from "../../webview/kinds/semaphoreSet/card";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { present } from "../present";
import { stateAt } from "../webview/replay";
import { counters, ownTables } from "../webview/stories/counters";
import { fullPosixQueue, posixQueue } from "../webview/stories/posixQueue";
import { longQueue, manyReceivers, queue } from "../webview/stories/queue";
import { manySemaphores, semaphores } from "../webview/stories/semaphores";
import type { Story } from "../webview/story";

describe("card of a message queue", () => {
    it("shows every message with its type and its sender, in order, and who waits for which type", () => {
        assert.deepEqual(linesOf(sceneAtStop(queue(), 5), "messageQueue1"), [
            "messageQueue1 number 3, key 0x14 · 14 of 16384 bytes · 3 messages [1 message out]",
            "    type 1, 5 bytes of p1 jobs.c:22: job 7",
            "    type 5, 4 bytes of p2 jobs.c:31: stop",
            "    type 1, 5 bytes of p1 jobs.c:22: job 8",
            "    p4 waits for a message of type 9",
            "    last send p1, last receive p3",
        ]);
    });

    it("marks what came since the last stop", () => {
        const card = queueIn(sceneAtStop(queue(), 4));
        assert.equal(card.mark, "2 messages in");
        assert.deepEqual(
            card.slips.map(({ fresh }) => fresh),
            [false, false, true, true],
        );
    });

    it("shows the first of many, cuts and escapes their bytes, and says who waits for room", () => {
        const card = queueIn(sceneAtStop(longQueue(), 2));
        assert.equal(card.key, "IPC_PRIVATE");
        assert.equal(card.count, 18);
        assert.equal(card.slips.length, 6);
        assert.equal(present(card.slips[0]).value, "4294967296");
        assert.equal(present(card.slips[0]).text, '\\0<b>"bold"</b>\\n\\0<b>"bold"</b>\\n\\0<b>"bold"…');
        assert.equal(card.waits, "p2 waits for room (4\u00a0000 bytes)");
    });

    it("names those who wait, when they are several", () => {
        assert.equal(queueIn(sceneAtStop(manyReceivers(), 1)).waits, "p4, p7 wait for messages");
    });

    it("has no descriptor: its users have rows and edges of their own", () => {
        const scene = sceneAtStop(queue(), 5);
        assert.deepEqual(
            scene.processes
                .map(({ rows }) => present(rows.at(-1)))
                .map(({ label, note, flow, waiting, mark }) => [label, note, flow, waiting, mark]),
            [
                ["sends to messageQueue1", "made it", "write", false, null],
                ["sends to messageQueue1", null, "write", false, null],
                ["receives from messageQueue1", null, "read", false, "new"],
                ["receives from messageQueue1", "waits", "read", true, null],
            ],
        );
        assert.deepEqual(
            scene.edges.filter(({ description }) => description === null).map(({ key, object, flow }) => [key, object, flow]),
            [
                ["p1:messageQueue1", "messageQueue1", "write"],
                ["p2:messageQueue1", "messageQueue1", "write"],
                ["p3:messageQueue1", "messageQueue1", "read"],
                ["p4:messageQueue1", "messageQueue1", "read"],
            ],
        );
    });

    it("has two edges from one who both sends and receives", () => {
        const story = queue();
        story.received("p1", "messageQueue1", 1n, "job 7", 12, 50).stop("p1", 51);
        const scene = sceneAtStop(story, 6);
        assert.equal(present(present(scene.processes[0]).rows.at(-1)).label, "to and from messageQueue1");
        assert.deepEqual(
            scene.edges.filter(({ process, description }) => process === "p1" && description === null).map(({ flow }) => flow),
            ["write", "read"],
        );
    });
});

describe("card of an eventfd", () => {
    it("shows the counter, what it was, and who waits", () => {
        const scene = sceneAtStop(counters(), 4);
        assert.deepEqual(linesOf(scene, "eventfd1"), ["eventfd1 eventfd1 · 42 · 2 descriptors"]);
        assert.deepEqual(linesOf(scene, "eventfd2"), ["eventfd2 eventfd2 · 0 · semaphore · 2 descriptors [was 2]", "    p2 waits to read"]);
        assert.deepEqual(linesOf(scene, "eventfd3"), ["eventfd3 eventfd3 · 18446744073709551614 · 1 descriptor [new]"]);
        assert.equal(present(sceneAtStop(counters(), 3).objects.find(({ id }) => id === "eventfd1")).mark, "was 0");
    });
});

describe("a process whose threads have tables of their own", () => {
    it("has each under the numbers of its threads, and ports that differ", () => {
        const scene = sceneAtStop(ownTables(), 2);
        const { rows } = present(scene.processes[0]);
        assert.deepEqual(
            rows.map((row) => (row.kind === "descriptor" ? `${row.fd} ${row.label}` : row.label)),
            [
                "threads 6600, 6601",
                "0 terminal",
                "1 terminal",
                "2 terminal",
                "3 pipe1, read end",
                "4 pipe1, write end",
                "thread 6602",
                "0 terminal",
                "1 pipe1, write end",
                "2 terminal",
                "3 file of-the-thread.log",
                "4 pipe1, write end",
            ],
        );
        assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
        assert.deepEqual(linesOf(scene, "pipe1").slice(1), [
            "    write end p1 fd 4, p1 thread 6602 fd 1, p1 thread 6602 fd 4",
            "    read end p1 fd 3",
        ]);
    });

    it("has no headings while all threads share one", () => {
        assert.ok(present(sceneAtStop(ownTables(), 1).processes[0]).rows.every(({ kind }) => kind === "descriptor"));
    });
});

function sceneAtStop(story: Story, stop: number): Scene {
    const before = stop === 0 ? null : stateAt(story.events, present(story.stops[stop - 1]));
    return sceneOf(stateAt(story.events, present(story.stops[stop])), before, null);
}

function queueIn(scene: Scene): Extract<Scene["objects"][number], { kind: "messageQueue" }> {
    const card = scene.objects.find((object) => object.kind === "messageQueue");
    assert.ok(card?.kind === "messageQueue");
    return card;
}

/** The lines of one object in the scene's text. */
function linesOf(scene: Scene, id: string): readonly string[] {
    const lines = sceneText(scene).split("\n");
    const start = lines.findIndex((line) => line.startsWith(`${id} `));
    const rest = lines.slice(start + 1).findIndex((line) => !line.startsWith("    "));
    return lines.slice(start, start + 1 + rest);
}

describe("the card of a semaphore set", () => {
    const setIn = (scene: Scene): SemaphoreSetCard => {
        const card = scene.objects.find(({ id }) => id === "semaphoreSet1");
        assert.ok(card?.kind === "semaphoreSet");
        return card;
    };

    it("shows the values, the queue in its order, and what ends undo", () => {
        const card = setIn(sceneAtStop(semaphores(), 3));
        assert.deepEqual(
            card.cells.map(({ value, waiting, last, fresh }) => [value, waiting, last, fresh]),
            [
                ["0", 2, "p4", true],
                ["3", 0, "p1", true],
            ],
        );
        assert.deepEqual(cardLines(card), [
            "semaphoreSet1 number 5, key 0x14 · 0 3",
            "    p2 worker.c:22 waits to take 1 from semaphore 0",
            "    p3 worker.c:22 waits to take 1 from semaphore 0 and take 1 from semaphore 1",
            "    the end of p4 undoes +1 on [0]",
        ]);
        assert.deepEqual(
            card.sleepers.map(({ process, needs, ready }) => [process, needs, ready]),
            [
                ["p2", "[0] −1", false],
                ["p3", "[0] −1 …", false],
            ],
        );
        assert.equal(card.mark, "2 changed");
    });

    it("draws what adds like what writes, and what takes like what reads", () => {
        const scene = sceneAtStop(semaphores(), 3);
        assert.deepEqual(
            scene.processes.map(({ rows }) => present(rows.at(-1))).map(({ label, note, flow }) => [label, note, flow]),
            [
                ["adds to semaphoreSet1", "made it", "write"],
                ["takes from semaphoreSet1", "waits", "read"],
                ["takes from semaphoreSet1", "waits", "read"],
                ["takes from semaphoreSet1", null, "read"],
            ],
        );
    });

    it("shows the first of many semaphores", () => {
        const card = setIn(sceneAtStop(manySemaphores(), 1));
        assert.deepEqual([card.count, card.cells.length, card.key], [12, 8, "IPC_PRIVATE"]);
    });
});

describe("the card of a POSIX message queue", () => {
    const queueIn = (scene: Scene): PosixMessageQueueCard => {
        const card = scene.objects.find(({ id }) => id === "posixMessageQueue1");
        assert.ok(card?.kind === "posixMessageQueue");
        return card;
    };

    it("shows the messages in the order of receipt, and who has which end", () => {
        const card = queueIn(sceneAtStop(posixQueue(), 4));
        assert.deepEqual(cardLines(card), [
            "posixMessageQueue1 /jobs · 3 of 4 messages",
            "    priority 9, 6 bytes of p2 jobs.c:31: flood!",
            "    priority 5, 4 bytes of p1 jobs.c:22: door",
            "    priority 1, 5 bytes of p1 jobs.c:22: sweep",
            "    senders p1 fd 3, p2 fd 3, p3 fd 3; receivers p1 fd 3, p2 fd 3, p3 fd 3",
        ]);
        assert.deepEqual([card.mark, card.slips.map(({ fresh }) => fresh)], ["2 in, 1 out", [true, true, false]]);
    });

    it("says that it is full and has no name any more, and who waits", () => {
        const card = queueIn(sceneAtStop(fullPosixQueue(), 1));
        assert.deepEqual(
            [card.count, card.slips.length, card.name, card.mark, card.waits],
            [8, 6, "no name any more", "unlinked", "p2 waits for room"],
        );
    });
});
