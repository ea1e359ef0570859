import assert from "node:assert/strict";
import { sentence } from "../../tracer/model/sentence";
import { packEvents, unpackEvents } from "../../tracer/model/packedEvents";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { eventsOf, play } from "./script";

const attached = "p1 shmget 7 100 IPC_CREAT = 3\np1 shmat 3 7000\np1 fork p2\n";

function lastSentence(script: string): string {
    const { events, state } = play(attached + script);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

describe("watched memory", () => {
    it("tells who reads and writes where, and what", () => {
        assert.equal(lastSentence('p2 loads 7010 "\\u0005\\u0000\\u0000\\u0000"'), "p2 read 4 bytes at offset 16 of sharedMemory1: 5.");
        assert.equal(
            lastSentence('p2 stores 7010 "\\u0005\\u0000\\u0000\\u0000" "\\u00ff\\u00ff\\u00ff\\u00ff"'),
            "p2 wrote 4 bytes at offset 16 of sharedMemory1: -1. Before it was 5.",
        );
        assert.equal(
            lastSentence('p1 exchanges 7000 "\\u0000" "\\u0001"'),
            "p1 read and wrote 1 byte at offset 0 of sharedMemory1: 1. Before it was 0.",
        );
    });

    it("makes one of what a spinning reader finds again and again", () => {
        const script = 'p2 loads 7010 "\\u0005\\u0000\\u0000\\u0000" 1200';
        assert.equal(eventsOf(play(attached + script), "memoryRead").length, 1);
        assert.match(lastSentence(script), /^p2 read 1200 times 4 bytes at offset 16/);
    });

    it("does not know what is where nothing was mapped", () => {
        const [read] = eventsOf(play(`${attached}p1 loads 90000 "x"`), "memoryRead");
        assert.deepEqual([read?.object, read?.offset], [null, null]);
    });

    it("keeps on the card who wrote and who read last, at which line", () => {
        const { state } = play(
            `${attached}p1 stores 7010 "a" "b"\np2 loads 7010 "b"\np1 loads 7040 "\\u0000" 1200\np2 exchanges 7020 "c" "d"\np1 loads 7010 "b" 7`,
        );
        const { read, written } = state.objects.get("sharedMemory1")?.accessed ?? assert.fail();
        assert.deepEqual([read?.process, read?.offset, read?.times, read?.source?.line], ["p1", 16, 7, 8]);
        assert.deepEqual([written?.process, written?.offset, written?.times, written?.source?.line], ["p2", 32, 1, 7]);
        assert.match(
            sceneText(sceneOf(state, null, null)),
            /sharedMemory1 number 3.*\n {4}written by p2 at 32, a.c:7\n {4}read by p1 at 16, 7 times, a.c:8\n/,
        );
    });

    it("reaches the page as it is", () => {
        const { events } = play(`${attached}p1 stores 7010 "a" "\\u0000"`);
        assert.deepEqual(unpackEvents(packEvents(events)), events);
        const written = events.filter((event) => event.kind === "memoryWritten");
        const asRead = written.map((event) => ({ ...event, before: Buffer.from("a"), data: Buffer.of(0) }));
        assert.deepEqual(unpackEvents(packEvents(asRead)), written, "bytes as the trace's reader has them");
    });
});
