import assert from "node:assert/strict";
import type { ProcessId } from "../../tracer/model/identities";
import { mainTable, tableOf } from "../../tracer/model/owners/lookups";
import type { State } from "../../tracer/model/state";
import { eventsOf, play } from "./script";

/** "0:tty1 3:pipe1r": what a lecturer writes into the table. */
function tableText(state: State, id: ProcessId, tid?: number): string {
    const process = state.processes.get(id);
    const table = process === undefined ? undefined : tid === undefined ? mainTable(state, process) : tableOf(state, id, tid);
    return [...(table?.descriptors.values() ?? [])]
        .filter(({ fd }) => fd > 2)
        .map(({ fd, description, closeOnExec }) => {
            const { object, access } = state.descriptions.get(description) ?? { object: "?", access: "?" };
            return `${fd}:${object}${access === "read" ? "r" : access === "write" ? "w" : ""}${closeOnExec ? "!" : ""}`;
        })
        .join(" ");
}

describe("a descriptor table", () => {
    it("begins with what the kernel's account shows, sharing what is shared", () => {
        const { state, events } = play("");
        assert.equal(events.filter(({ kind }) => kind === "descriptorInherited").length, 3);
        assert.deepEqual(
            [...state.descriptions.values()].map(({ id, object, references }) => [id, object, references]),
            [["ofd1", "tty1", 3]],
        );
        assert.equal(state.processes.get("p1")?.parentPid, 50);
    });

    it("is copied by fork: what one closes, the other keeps", () => {
        const { state } = play("p1 pipe 3 4\np1 fork p2\np1 close 4\np2 close 3");
        assert.deepEqual([tableText(state, "p1"), tableText(state, "p2")], ["3:pipe1r", "4:pipe1w"]);
    });

    it("is shared with CLONE_FILES, until exec or unshare", () => {
        const shared = "p1 clone-files p2\np2 pipe 3 4";
        assert.equal(tableText(play(shared).state, "p1"), "3:pipe1r 4:pipe1w");
        for (const end of ["p2 exec cat", "p2 unshare-files"]) {
            const { state } = play(`${shared}\n${end}\np2 close 3`);
            assert.deepEqual([tableText(state, "p1"), tableText(state, "p2")], ["3:pipe1r 4:pipe1w", "4:pipe1w"]);
        }
    });

    it("is a thread's own after unshare, with descriptors that the others do not have", () => {
        for (const end of ["unshare-files\np1.2 close 3", "close_range 3 3 2"]) {
            const { state } = play(`p1 pipe 3 4\np1 thread p1.2\np1.2 ${end}\np1.2 dup 4 = 5\np1 close 4`);
            assert.deepEqual([tableText(state, "p1"), tableText(state, "p1", 1012)], ["3:pipe1r", "4:pipe1w 5:pipe1w"]);
        }
    });

    it("of a thread that was made without CLONE_FILES is a copy, and goes with the thread", () => {
        const script = "p1 pipe 3 4\np1 thread-without-files p1.2\np1 close 4";
        const { state } = play(script);
        assert.deepEqual([tableText(state, "p1"), tableText(state, "p1", 1012)], ["3:pipe1r", "3:pipe1r 4:pipe1w"]);
        assert.equal(play(`${script}\np1.2 thread-exits`).state.tables.size, 1);
    });

    it("with CLONE_FILES outlives the process that made it", () => {
        const { state } = play("p1 pipe 3 4\np1 clone-files p2\np1 exits 0");
        assert.equal(tableText(state, "p2"), "3:pipe1r 4:pipe1w");
    });

    it("loses close-on-exec descriptors at exec, and names them", () => {
        const played = play("p1 pipe 3 4 O_CLOEXEC\np1 dup 4 = 5\np1 exec cat");
        assert.equal(tableText(played.state, "p1"), "5:pipe1w");
        assert.deepEqual(eventsOf(played, "programExecuted")[0]?.closed, [3, 4]);
    });

    it("closes the target of dup2 first", () => {
        const played = play("p1 pipe 3 4\np1 open /tmp/f O_RDWR = 5\np1 dup2 4 5");
        assert.equal(tableText(played.state, "p1"), "3:pipe1r 4:pipe1w 5:pipe1w");
        assert.equal(eventsOf(played, "descriptorDuplicated")[0]?.replaced, true);
        assert.equal(eventsOf(played, "descriptorClosed")[0]?.cause, "dup2");
        assert.equal(played.state.objects.has("file1"), false);
    });

    it("does not change when dup2 is given one descriptor twice", () => {
        const played = play("p1 pipe 3 4\np1 dup2 4 4");
        assert.equal(eventsOf(played, "descriptorDuplicated").length, 0);
    });

    it("follows fcntl, close_range and close-on-exec", () => {
        const { state } = play(
            "p1 pipe 3 4\np1 fcntl 3 0 10 = 10\np1 fcntl 4 1030 11 = 11\np1 fcntl 3 2 1\np1 close_range 10 4294967295 4",
        );
        assert.equal(tableText(state, "p1"), "3:pipe1r! 4:pipe1w 10:pipe1r! 11:pipe1w!");
        assert.equal(tableText(play("p1 pipe 3 4\np1 dup 3 = 7\np1 close_range 4 100").state, "p1"), "3:pipe1r");
    });

    it("stays in ascending order, whatever is given out again", () => {
        const { state } = play("p1 pipe 3 4\np1 close 3\np1 dup 4 = 3");
        assert.equal(tableText(state, "p1"), "3:pipe1w 4:pipe1w");
    });

    it("is not confused when a number is used again before the other thread's close returned", () => {
        const { state } = play(
            "p1 open /tmp/a O_RDONLY = 3\np1 thread p1.2\np1 enters close 3\np1.2 open /tmp/b O_RDONLY = 3\np1 leaves 0",
        );
        assert.equal(tableText(state, "p1"), "3:file2r");
    });

    it("takes an unknown descriptor for one that was there before", () => {
        const played = play('p1 write 9 "x"\np1 dup 9 = 10');
        assert.equal(tableText(played.state, "p1"), "9:other1 10:other1");
    });

    it("survives records that make no sense", () => {
        const { state } = play('p7 write 1 "x"\np1 leaves-nothing'.split("\n")[0] ?? "");
        assert.equal(state.processes.size, 1);
    });
});

describe("an open file description", () => {
    it("has one offset for all its descriptors", () => {
        const { state } = play("p1 open /tmp/f O_RDWR = 3\np1 fork p2\np2 lseek 3 100");
        assert.deepEqual(
            [...state.descriptions.values()].map(({ offset }) => offset),
            [null, 100],
        );
    });

    it("is made anew by every open, for one object", () => {
        const { state } = play("p1 open /tmp/f O_RDONLY = 3\np1 open /tmp/f O_WRONLY O_APPEND = 4");
        assert.equal(tableText(state, "p1"), "3:file1r 4:file1w");
        assert.deepEqual(
            [...state.descriptions.values()].map(({ statusFlags }) => statusFlags.join()),
            ["", "", "O_APPEND"],
        );
    });

    it("changes its status flags for all that share it", () => {
        const { state } = play(`p1 pipe 3 4\np1 fcntl 3 4 2048\np1 fcntl 4 4 0`);
        assert.deepEqual(
            [...state.descriptions.values()].map(({ statusFlags }) => statusFlags.join()),
            ["", "O_NONBLOCK", ""],
        );
    });

    it("keeps its file under one name when it is opened again", () => {
        const { state } = play("p1 open /tmp/f O_RDONLY = 3\np1 close 3\np1 open /tmp/f O_RDONLY = 3");
        assert.equal(tableText(state, "p1"), "3:file1r");
    });
});
