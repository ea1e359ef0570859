import assert from "node:assert/strict";
import type { PipeCard } from "../../webview/kinds/pipe/pipeCard";
import type { DescriptorRow, ProcessCard, Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { present } from "../present";
import { stateAt } from "../webview/replay";
import { family } from "../webview/stories/family";
import { fifo, fifoOpening } from "../webview/stories/fifo";
import { fullPipe } from "../webview/stories/fullPipe";
import { lsWc } from "../webview/stories/lsWc";
import type { Story } from "../webview/story";

describe("scene", () => {
    it("marks a descriptor that dup made since the last stop, and the description's count", () => {
        const scene = sceneAtStop(lsWc(), 8);
        assert.deepEqual(row(scene, "p2", 1), {
            kind: "descriptor",
            key: "p2:1",
            fd: 1,
            open: true,
            label: "pipe1, write end",
            note: null,
            description: "ofd3",
            object: "pipe1",
            flow: "write",
            waiting: false,
            mark: "new",
        });
        assert.equal(row(scene, "p2", 4).mark, null);
        assert.equal(present(scene.descriptions.find(({ id }) => id === "ofd3")).mark, "was 1");
    });

    it("keeps a closed descriptor until its number is used again", () => {
        const closed = row(sceneAtStop(lsWc(), 3), "p1", 0);
        assert.deepEqual(
            { open: closed.open, label: closed.label, note: closed.note, mark: closed.mark },
            { open: false, label: "closed", note: "was terminal", mark: "closed" },
        );
        assert.equal(row(sceneAtStop(lsWc(), 4), "p1", 0).label, "pipe1, read end");
    });

    it("marks a forked child as one new thing, not row by row", () => {
        const scene = sceneAtStop(lsWc(), 2);
        assert.equal(card(scene, "p2").mark, "new");
        assert.ok(card(scene, "p2").rows.every(({ mark }) => mark === null));
        assert.deepEqual(scene.forks, [{ parent: "p1", child: "p2", fresh: true }]);
    });

    it("says why a process waits, and that it is frozen as well", () => {
        const waiting = card(sceneAtStop(lsWc(), 8), "p1");
        assert.equal(waiting.symbol, "blocked");
        assert.ok(waiting.alsoFrozen);
        assert.match(present(waiting.detail), /^waits in read\(0\): the pipe is empty/);
        assert.equal(waiting.origin, "exec’d");
    });

    it("shows bytes with the process that wrote them; a program that was exec’d has no lines of the user", () => {
        const [run, ...others] = pipe(sceneAtStop(lsWc(), 10), "pipe1").runs;
        assert.deepEqual(run, { process: "p2", color: 1, bytes: 23, writes: 1, text: "ls_wc.c\\npipe.c\\npopen.c\\n", link: null });
        assert.deepEqual(others, []);
    });

    it("says what it means that nobody holds an end", () => {
        const after = sceneAtStop(lsWc(), 12);
        assert.equal(pipe(after, "pipe1").writeEnd.holders, "nobody: a read finds end of file");
    });

    it("names who holds each end, and who of them waits", () => {
        assert.equal(pipe(sceneAtStop(lsWc(), 8), "pipe1").readEnd.holders, "p1 fd 0 (waits), p2 fd 3");
    });

    it("shortens commands and names, and keeps the whole for the tool tip", () => {
        const scene = sceneAtStop(fullPipe(), 0);
        assert.equal(card(scene, "p1").command, "a_program_with_quite_a_long_name --with=many --and --long arguments");
        assert.match(card(scene, "p1").fullCommand, /^\/home\//);
        assert.equal(row(scene, "p1", 3).note, "close-on-exec");
    });

    it("gives an offset to files only", () => {
        const scene = sceneAtStop(fullPipe(), 1);
        assert.equal(present(scene.descriptions.find(({ id }) => id === "ofd4")).offset, "offset 11");
        assert.equal(present(scene.descriptions.find(({ id }) => id === "ofd6")).offset, null);
    });

    it("cuts a preview between bytes, never inside an escape", () => {
        const [run] = pipe(sceneAtStop(fullPipe(), 1), "pipe1").runs;
        assert.equal(present(run).text, '\\0\\x01<b>&amp;"\\t\\xff\\xfe');
    });

    it("shows a FIFO's name, and that it was removed", () => {
        const named = pipe(sceneAtStop(fifo(), 0), "fifo1");
        assert.deepEqual(
            { title: named.title, path: named.path, removed: named.removed },
            { title: "FIFO jobs.fifo", path: "/tmp/ipcscope-demo/jobs.fifo", removed: false },
        );
        assert.equal(pipe(sceneAtStop(fifo(), 5), "fifo1").removed, true);
    });

    it("says who waits at a pipe, and for what", () => {
        assert.equal(pipe(sceneAtStop(fifoOpening(), 0), "fifo1").remark, "p1 waits to open it");
        assert.equal(pipe(sceneAtStop(fullPipe(), 3), "pipe1").remark, "p1 waits to write 8\u00a0192 bytes more");
        assert.equal(pipe(sceneAtStop(lsWc(), 10), "pipe1").remark, null);
    });

    it("tells zombies, exits and deaths by signal apart", () => {
        const scene = sceneAtStop(family(), 4);
        assert.deepEqual(
            scene.processes.map(({ id, symbol, stateText }) => [id, symbol, stateText]),
            [
                ["p1", "stopped", "stopped after step"],
                ["p2", "zombie", "zombie"],
                ["p3", "frozen", "frozen"],
                ["p4", "frozen", "frozen"],
                ["p5", "killed", "ended by SIGSEGV"],
            ],
        );
        assert.equal(card(scene, "p2").detail, "status 3, p1 has not waited for it");
        assert.deepEqual(card(scene, "p5").rows, []);
    });

    it("marks nothing at the first stop", () => {
        const scene = sceneOf(stateAt(lsWc().events, present(lsWc().stops[0])), null, null);
        assert.ok([...scene.processes, ...scene.descriptions, ...scene.objects].every(({ mark }) => mark === null));
    });
});

function sceneAtStop(story: Story, stop: number): Scene {
    const before = stop === 0 ? null : stateAt(story.events, present(story.stops[stop - 1]));
    return sceneOf(stateAt(story.events, present(story.stops[stop])), before, null);
}

function card(scene: Scene, id: string): ProcessCard {
    return present(scene.processes.find((process) => process.id === id));
}

function row(scene: Scene, process: string, fd: number): DescriptorRow {
    return present(card(scene, process).rows.find((each): each is DescriptorRow => each.kind === "descriptor" && each.fd === fd));
}

function pipe(scene: Scene, id: string): PipeCard {
    const found = present(scene.objects.find((object) => object.id === id));
    assert.ok("runs" in found);
    return found;
}
