import assert from "node:assert/strict";
import { pipeOf, waitReason } from "./pipeState";
import { eventsOf, play } from "./script";

describe("a FIFO", () => {
    const opened = `
        p1 mkfifo /fifo/f
        p1 fork p2
        p2 enters open /fifo/f O_WRONLY
        p1 open /fifo/f O_RDONLY = 3
        p2 leaves 3`;

    it("has a name before and after its users, but bytes only while it is open", () => {
        const { state } = play(`${opened}\np2 write 3 "abc"\np2 close 3\np1 close 3`);
        assert.deepEqual([pipeOf(state, "fifo1").bytes, pipeOf(state, "fifo1").name], [0, "/fifo/f"]);
    });

    it("makes the first opener wait for the other end", () => {
        const played = play("p1 mkfifo /fifo/f\np1 enters open /fifo/f O_WRONLY");
        assert.deepEqual(
            [waitReason(played.state, "p1"), eventsOf(played, "callBlocked")[0]?.object],
            ["waiting for a reader to open the FIFO /fifo/f", "fifo1"],
        );
    });

    it("keeps what was written for a reader whose open has still to be seen to return", () => {
        const quick =
            'p1 mkfifo /fifo/f\np1 fork p2\np1 enters open /fifo/f O_RDONLY\np2 open /fifo/f O_WRONLY = 3\np2 write 3 "abc"\np2 close 3';
        const played = play(`${quick}\np1 leaves 3\np1 read 3 "abc"`);
        const [read] = eventsOf(played, "bytesRead");
        assert.deepEqual(
            read?.segments?.map(({ length }) => length),
            [3],
        );
        assert.deepEqual(
            [pipeOf(play(quick).state, "fifo1").bytes, pipeOf(played.state, "fifo1").bytes, pipeOf(played.state, "fifo1").ahead],
            [3, 0, 0],
        );
    });

    it("carries bytes from its writer to its reader", () => {
        const played = play(`${opened}\np2 write 3 "abc"\np1 read 3 "abc"`);
        assert.equal(eventsOf(played, "bytesRead")[0]?.object, "fifo1");
        assert.deepEqual([pipeOf(played.state, "fifo1").readers, pipeOf(played.state, "fifo1").writers], [1, 1]);
    });

    it("loses its name with unlink, and goes with its last user", () => {
        const { state } = play(`${opened}\np1 unlink /fifo/f`);
        assert.equal(pipeOf(state, "fifo1").removed, true);
        assert.equal(play(`${opened}\np1 unlink /fifo/f\np1 close 3\np2 close 3`).state.objects.has("fifo1"), false);
        assert.equal(play("p1 mkfifo /fifo/f\np1 unlink /fifo/f").state.objects.has("fifo1"), false);
    });

    it("is found under a relative path, and under its new name", () => {
        const { state } = play("p1 chdir /fifo\np1 mkfifo f\np1 rename f ../fifo/g\np1 open /fifo/g O_RDWR = 3");
        assert.deepEqual([...state.objects.keys()], ["tty1", "fifo1"]);
        assert.equal(pipeOf(state, "fifo1").inode !== null, true);
    });

    it("knows nothing of its bytes any more when one is read that nobody wrote", () => {
        const { state } = play('p1 open /fifo/old O_RDWR = 3\np1 read 3 "who?"');
        assert.equal(pipeOf(state, "fifo1").bytes, null);
    });
});
