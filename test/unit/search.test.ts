import assert from "node:assert/strict";
import { neighbourhood } from "../../webview/scene/neighbourhood";
import type { Scene } from "../../webview/scene/scene";
import { sceneEntries } from "../../webview/scene/sceneEntries";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { search } from "../../webview/scene/search";
import { present } from "../present";
import { stateAt } from "../webview/replay";
import { oddShapes } from "../webview/stories/crowd";
import { inheritedEnd } from "../webview/stories/many";
import { prefork } from "../webview/stories/prefork";
import type { Story } from "../webview/story";

function sceneAtStop({ events, stops }: Story): Scene {
    return sceneOf(stateAt(events, present(stops.at(-1))), null, null);
}

const ids = (scene: Scene, query: string): readonly string[] => search(scene, query).map(({ id }) => id);

describe("search in the picture", () => {
    const server = sceneAtStop(prefork());

    it("finds names, pids, paths, descriptors, and the text in a buffer", () => {
        assert.deepEqual(ids(server, "5004"), ["p5"], "a pid");
        assert.deepEqual(ids(server, "REQUEST 6"), ["pipe14"], "bytes that wait to be read");
        assert.deepEqual(ids(server, "request 6"), ["pipe14"], "upper and lower case are the same");
        assert.deepEqual(ids(server, "/dev/pts/3"), ["tty1"], "a path");
        assert.deepEqual(ids(sceneAtStop(inheritedEnd()), "./leak"), ["p1"], "the whole command");
        const odd = sceneAtStop(oddShapes());
        assert.deepEqual(ids(odd, "file.txt"), ["p1", "p2", "file1"]);
    });

    it("says which rows, and in which line", () => {
        const leak = sceneAtStop(inheritedEnd());
        const hits = search(leak, "4 pipe1, write end");
        assert.deepEqual(
            hits.map(({ id, rows, line }) => [id, rows, line]),
            [["p3", ["p3:4"], "4 pipe1, write end → ofd3"]],
        );
    });

    it("finds nothing for nothing, and nothing that is not said", () => {
        assert.deepEqual(ids(server, "  "), []);
        assert.deepEqual(ids(server, "no such thing"), []);
    });
});

describe("the entries of the list", () => {
    it("are all that the diagram says, in its order", () => {
        for (const story of [inheritedEnd(), prefork(), oddShapes()]) {
            const scene = sceneAtStop(story);
            const entries = sceneEntries(scene);
            assert.deepEqual(
                entries.map(({ id }) => id),
                [...scene.processes, ...scene.descriptions, ...scene.objects].map(({ id }) => id),
            );
            assert.ok(sceneText(scene).includes(entries.flatMap(({ lines }) => lines).join("\n")));
            for (const card of scene.processes) {
                const { lines } = present(entries.find(({ id }) => id === card.id));
                assert.equal(lines.length, 1 + (card.detail === null ? 0 : 1) + card.rows.length, card.id);
            }
        }
    });
});

describe("the neighbourhood of a card", () => {
    const leak = sceneAtStop(inheritedEnd());

    it("is what it moves data through and who is at the other ends; the terminal joins nobody", () => {
        assert.deepEqual([...neighbourhood(leak, "pipe1", 1)].sort(), ["ofd2", "ofd3", "p2", "p3", "pipe1"].sort());
        const near = neighbourhood(leak, "p2", 1);
        assert.deepEqual([...near].sort(), ["ofd2", "ofd3", "p1", "p2", "p3", "pipe1"].sort());
    });

    it("grows by a step to the neighbours' neighbours, and never loses any", () => {
        const server = sceneAtStop(prefork());
        const one = neighbourhood(server, "pipe15", 1);
        const two = neighbourhood(server, "pipe15", 2);
        assert.deepEqual([...one].filter((id) => id.startsWith("p") && !id.startsWith("pipe")).sort(), ["p1", "p9"]);
        assert.ok([...one].every((id) => two.has(id)));
        assert.ok(two.has("p2") && two.has("pipe1"));
        assert.equal(two.has("tty1"), false);
        assert.deepEqual([...neighbourhood(server, "pipe15", 0)], ["pipe15"]);
    });
});
