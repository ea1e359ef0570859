import assert from "node:assert/strict";
import type { File } from "../../tracer/model/kinds/file";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { eventsOf, play } from "./script";

function fileOf(state: State, id = "file1"): File {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "file", `${id} is there`);
    return object;
}

const opened = "p1 open /tmp/f O_RDWR O_CREAT = 3\n";

describe("a file", () => {
    it("has the size that the kernel told when it was first seen", () => {
        assert.equal(fileOf(play(opened).state).size, 0);
    });

    it("whose content is made up when it is read has no size (proc(5))", () => {
        const { state } = play('p1 open /proc/self/comm O_RDWR = 3\np1 write 3 "name" at 4');
        assert.equal(fileOf(state).size, null);
        assert.equal("size" in (stateJson(state).objects.find(({ kind }) => kind === "file") ?? {}), false);
    });

    it("grows by writing behind its end only", () => {
        const begun = `${opened}p1 write 3 "abcdef" at 6\n`;
        assert.equal(fileOf(play(`${begun}p1 lseek 3 2\np1 write 3 "xy" at 4`).state).size, 6);
        assert.equal(fileOf(play(`${begun}p1 lseek 3 100\np1 write 3 "end" at 103`).state).size, 103);
        assert.equal(fileOf(play(`${begun}p1 lseek 3 100\np1 write 3 "" at 100`).state).size, 6);
    });

    it("is one for all its descriptions, each of which has a position of its own", () => {
        const { state } = play(`${opened}p1 open /tmp/f O_WRONLY = 4\np1 write 3 "abcdef" at 6\np1 write 4 "xy" at 2`);
        assert.deepEqual([fileOf(state).size, fileOf(state).descriptions], [6, 2]);
        const positions = [...state.descriptions.values()].filter(({ object }) => object === "file1").map(({ offset }) => offset);
        assert.deepEqual(positions, [6, 2]);
    });

    it("becomes as long as ftruncate says, and it is told", () => {
        const played = play(`${opened}p1 write 3 "abcdef" at 6\np1 ftruncate 3 2`);
        assert.equal(fileOf(played.state).size, 2);
        const event = eventsOf(played, "fileTruncated")[0];
        assert.equal(event?.size, 2);
        assert.match(sentence(event, played.state).text, /is now 2 bytes long/);
    });

    it("keeps its size when ftruncate fails", () => {
        const { state } = play(`${opened}p1 write 3 "abc" at 3\np1 ftruncate 3 0 = EINVAL`);
        assert.equal(fileOf(state).size, 3);
    });

    it("is empty when it is opened again with O_TRUNC", () => {
        const played = play(`${opened}p1 write 3 "abc" at 3\np1 open /tmp/f O_WRONLY O_TRUNC = 4`);
        assert.equal(fileOf(played.state).size, 0);
        assert.equal(eventsOf(played, "fileTruncated").length, 1);
    });

    it("loses its name with unlink, and goes with its last descriptor", () => {
        assert.equal(fileOf(play(`${opened}p1 unlink /tmp/f`).state).removed, true);
        assert.equal(play(`${opened}p1 unlink /tmp/f\np1 close 3`).state.objects.has("file1"), false);
    });

    it("has another name with link, keeps that when the first is removed, and is found by it", () => {
        const linked = `${opened}p1 link /tmp/f /tmp/g\n`;
        assert.deepEqual(fileOf(play(linked).state).otherNames, ["/tmp/g"]);
        const { name, otherNames, removed } = fileOf(play(`${linked}p1 unlink /tmp/f`).state);
        assert.deepEqual([name, otherNames, removed], ["/tmp/g", [], false]);
        assert.equal(fileOf(play(`${linked}p1 unlink /tmp/g`).state).name, "/tmp/f");
        assert.equal(fileOf(play(`${linked}p1 unlink /tmp/g\np1 unlink /tmp/f`).state).removed, true);
        assert.deepEqual(fileOf(play(`${linked}p1 rename /tmp/g /tmp/h`).state).otherNames, ["/tmp/h"]);
        assert.equal(fileOf(play(`${linked}p1 rename /tmp/g /tmp/h`).state).name, "/tmp/f");
    });

    it("is told of with its names", () => {
        const said = (script: string): string => {
            const { events, state } = play(script);
            const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
            return `${text} ${explanation ?? ""}`.trim();
        };
        const linked = `${opened}p1 link /tmp/f /tmp/g\n`;
        assert.equal(said(linked), "/tmp/f has another name: /tmp/g.");
        assert.equal(said(`${linked}p1 unlink /tmp/f`), "The name /tmp/f was removed. It is still called /tmp/g.");
    });

    it("that cannot be opened is named as the program named it", () => {
        const failed = (script: string): unknown[] => eventsOf(play(script), "callReturned").map(({ error, path }) => [error, path]);
        assert.deepEqual(failed("p1 open x/../y O_RDONLY = ENOENT"), [["ENOENT", "x/../y"]]);
        assert.deepEqual(failed("p1 open /tmp/f O_RDONLY = EACCES"), [["EACCES", "/tmp/f"]]);
        assert.deepEqual(failed("p1 close 9 = EBADF"), [["EBADF", undefined]]);
    });
});
