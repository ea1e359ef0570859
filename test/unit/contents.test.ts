import assert from "node:assert/strict";
import { escapeBytes } from "../../tracer/model/bytes";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { packEvents, unpackEvents } from "../../tracer/model/packedEvents";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { eventsOf, play } from "./script";

const attached = "p1 shmget 7 100 IPC_CREAT = 3\np1 shmat 3 7000\n";

function seen(state: State, id = "sharedMemory1"): string | null {
    const contents = state.objects.get(id)?.contents ?? null;
    return contents === null ? null : `${contents.offset}: ${escapeBytes(contents.data)}`;
}

describe("the contents of shared memory", () => {
    it("are not known before somebody looks", () => {
        assert.equal(seen(play(attached).state), null);
        assert.equal(stateJson(play(attached).state).objects.find(({ id }) => id === "sharedMemory1")?.["preview"], null);
    });

    it("are what was seen last, and told of only when they are others", () => {
        const played = play(`${attached}p1 sees 7000 "one"\np1 sees 7000 "one"\np1 sees 7000 "two!"`);
        assert.equal(seen(played.state), "0: two!");
        assert.deepEqual(
            eventsOf(played, "contentsSeen").map(({ data, changed }) => [escapeBytes(data), changed]),
            [
                ["one", undefined],
                ["two!", 4],
            ],
        );
        assert.match(sentence(played.events.at(-1) ?? assert.fail(), played.state).text, /^sharedMemory1 holds “two!”: 4 bytes changed/);
    });

    it("have a place in the object that the mapping tells", () => {
        const file = "p1 open /tmp/f O_RDWR O_CREAT = 3\np1 mmap 10000 8192 3 rw offset 4096\n";
        assert.equal(seen(play(`${file}p1 sees 10000 "x"`).state, "file1"), "4096: x");
        assert.equal(seen(play(`${file}p1 sees 90000 "x"`).state, "file1"), null);
    });

    it("stand in the text of the state and in its JSON", () => {
        const { state } = play(`${attached}p1 sees 7000 "counter=42\\u0001\\u0000\\u0000"`);
        assert.match(stateText(state), /\n {6}0000 {2}63 6f 75 6e 74 65 72 3d 34 32 01 00 00 {11}counter=42···\n/);
        assert.equal(stateJson(state).objects.find(({ id }) => id === "sharedMemory1")?.["preview"], "counter=42\\x01\\0\\0");
    });

    it("stand on the card, with what changed since the last stop", () => {
        const before = `${attached}p1 sees 7000 "counter=41"\n`;
        const { state } = play(`${before}p1 sees 7000 "counter=42"`);
        const text = sceneText(sceneOf(state, play(before).state, null));
        assert.match(
            text,
            /sharedMemory1 number 3, key 0x7 · 100 bytes \[1 byte changed\]\n {4}0000 {2}63 6f 75 6e 74 65 72 3d 34 \[32\] {2}counter=42\n/,
        );
    });

    it("begin on the card where they changed, if that is further down", () => {
        const zeros = `"${"\\u0000".repeat(500)}a"`;
        const before = `${attached}p1 sees 7000 ${zeros}\n`;
        const { state } = play(`${before}p1 sees 7000 ${zeros.replace("a", "b")}`);
        assert.match(sceneText(sceneOf(state, play(before).state, null)), /\n {4}01f0 {2}00 00 00 00 \[62\] {2}····b\n/);
    });

    it("tell who had it in its memory and ran since the look before", () => {
        const parts = [
            "p1 pipe 3 4\np1 shmget 7 100 IPC_CREAT = 3\np1 shmat 3 7000\np1 fork p2\np1 fork p3\np3 shmdt 7000\np1 fork p4\np4 enters read 3",
            'p1 sees 7000 "a"\np1 stops',
            'p1 resumes\np1 sees 7000 "b"\np2 stops',
            'p2 resumes\np2 shmdt 7000\np4 leaves "x"\np4 exits 0\np1 enters read 3\np1 sees 7000 "c"\np1 stops',
            'p1 sees 7000 "d"',
        ];
        const ran = eventsOf(play(parts.join("\n")), "contentsSeen").map((event) => event.ran);
        // p3 has it no more; p4 waits, and is gone later; p2 takes it away; and in the end all stand still.
        assert.deepEqual(ran, [undefined, ["p1", "p2"], ["p1", "p2", "p4"], []]);
        const { state, events } = play(parts.slice(0, 3).join("\n"));
        assert.match(
            sentence(events.findLast(({ kind }) => kind === "contentsSeen") ?? assert.fail(), state).explanation ?? "",
            /^p1 and p2 ran in between/,
        );
        const before = play(parts.slice(0, 2).join("\n")).state;
        assert.match(sceneText(sceneOf(state, before, null)), /\n {4}0000 {2}\[62\] {2}b\n {4}p1 and p2 ran in between\n/);
    });

    it("of a mapped file stand beside its size, and below it like those of a segment", () => {
        const before = 'p1 open /tmp/f O_RDWR O_CREAT = 3\np1 mmap 10000 4096 3 rw\np1 sees 10000 "one\\u0000"\n';
        const { state } = play(`${before}p1 sees 10000 "two\\u0000"`);
        assert.match(
            sceneText(sceneOf(state, play(before).state, null)),
            /file1 f \/tmp\/f · 0 bytes · mapped by p1: “two” \[3 bytes changed\]\n {4}0000 {2}\[74\] \[77\] \[6f\] 00 {2}two·\n/,
        );
    });

    it("of a file are not spoken of while nobody shares it in memory", () => {
        const opened = "p1 open /tmp/f O_RDWR O_CREAT = 3\n";
        for (const script of [opened, `${opened}p1 mmap 10000 4096 3 rw private`]) {
            const card = sceneOf(play(script).state, null, null).objects.find(({ id }) => id === "file1");
            assert.ok(card?.kind === "file" && card.block === null && card.room === "tight");
        }
    });

    it("reach the page as they are", () => {
        const events = eventsOf(play(`${attached}p1 sees 7000 "\\u0000\\u00ff"`), "contentsSeen");
        assert.deepEqual(unpackEvents(packEvents(events)), events);
    });
});
