/** Descriptors in messages, where the order of the records or the ends of sockets matter. */
import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import { mainTable } from "../../tracer/model/owners/lookups";
import { firstWait } from "../../tracer/model/owners/process";
import { stateText } from "../../tracer/model/stateText";
import { eventsOf, play, type Played } from "./script";

const pairAndPipe = "p1 socketpair 3 4\np1 pipe 5 6\np1 fork p2\np2 close 5\np2 close 6";

/** The description behind a descriptor, and whether it is in flight. */
function behind({ state }: Played, id: "p1" | "p2", fd: number): string | undefined {
    const process = state.processes.get(id);
    return process && mainTable(state, process)?.descriptors.get(fd)?.description;
}

function writers({ state }: Played): unknown {
    const pipe = state.objects.get("pipe1");
    return pipe?.kind === "pipe" ? pipe.writers : "no pipe";
}

describe("a descriptor in a message", () => {
    it("is received on the sender's open file description", () => {
        const played = play(`${pairAndPipe}\np1 pass 3 6\np1 close 6\np2 receive 4 7`);
        const [passed, received] = [eventsOf(played, "descriptorPassed"), eventsOf(played, "descriptorReceived")];
        assert.deepEqual(
            passed.map(({ fd, object, message, to }) => [fd, object, message, to]),
            [[6, "pipe1", 1, "socket2"]],
        );
        assert.deepEqual(
            received.map(({ fd, object, message, description }) => [fd, object, message, description.id]),
            [[7, "pipe1", 1, passed[0]?.description]],
        );
        assert.equal(behind(played, "p2", 7), passed[0]?.description);
        assert.deepEqual(played.state.descriptions.get(passed[0]?.description ?? "")?.inFlight, []);
    });

    it("keeps the open file description while nobody has a descriptor of it", () => {
        const played = play(`${pairAndPipe}\np1 pass 3 6\np1 close 6\np1 enters read 5`);
        assert.equal(writers(played), 1);
        const reader = played.state.processes.get("p1");
        const wait = reader === undefined ? null : firstWait(reader);
        assert.ok(wait !== null);
        assert.equal(awaitedText(played.state, wait), "the pipe is empty; a message that nobody has received could still bring a writer");
        assert.match(stateText(played.state), /a message in flight ──▶ \[ \] ──▶ p1 5/);
    });

    it("is told as passed when its receiver returns before its sender, and only once", () => {
        const played = play(`${pairAndPipe}\np1 enters pass 3 6\np2 receive 4 7\np1 leaves\np1 close 6`);
        const order = played.events.map(({ kind }) => kind).filter((kind) => /^descriptor(Passed|Received)$/.test(kind));
        assert.deepEqual(order, ["descriptorPassed", "descriptorReceived"]);
        assert.equal(eventsOf(played, "descriptorPassed")[0]?.process, "p1");
        assert.equal(writers(played), 1);
    });

    it("is not passed by a call that fails", () => {
        assert.deepEqual(eventsOf(play(`${pairAndPipe}\np1 enters pass 3 6\np1 leaves EAGAIN`), "descriptorPassed"), []);
        assert.deepEqual(eventsOf(play(`${pairAndPipe}\np1 pass 3 6 = ETOOMANYREFS`), "descriptorPassed"), []);
    });

    it("goes with the last descriptor of the socket that was to receive it", () => {
        const sent = `${pairAndPipe}\np1 pass 3 6\np1 close 6\np1 close 3\np1 close 4\np2 close 3`;
        assert.equal(writers(play(sent)), 1);
        assert.equal(writers(play(`${sent}\np2 close 4`)), 0);
        assert.equal(writers(play(`${sent}\np2 exits 0`)), 0);
    });

    it("goes with a socket that only messages in flight refer to", () => {
        const one = play("p1 socketpair 3 4\np1 pass 3 4\np1 close 3\np1 close 4");
        assert.deepEqual([...one.state.objects.keys()], ["tty1"]);
        const circle = play(
            "p1 socketpair 3 4\np1 socketpair 5 6\np1 pass 3 6\np1 pass 5 4\np1 close 3\np1 close 4\np1 close 5\np1 close 6",
        );
        assert.deepEqual([...circle.state.objects.keys()], ["tty1"]);
    });

    it("is closed when its message is received by a call that asks for none", () => {
        const sent = `${pairAndPipe}\np1 write 3 "ab"\np1 pass 3 6\np1 close 6`;
        assert.equal(writers(play(`${sent}\np2 read 4 "ab"`)), 1);
        const read = play(`${sent}\np2 read 4 "abc"`);
        assert.equal(writers(read), 0);
        assert.equal(eventsOf(read, "descriptorDiscarded").length, 1);
    });

    it("is closed when there is no room for it", () => {
        const played = play(`${pairAndPipe}\np1 pass 3 5 6\np1 close 6\np2 receive 4 7`);
        assert.deepEqual(
            eventsOf(played, "descriptorDiscarded").map(({ object }) => object),
            ["pipe1"],
        );
        assert.equal(writers(played), 0);
        assert.equal(behind(played, "p2", 7), behind(played, "p1", 5));
    });

    it("is of an unknown object when neither its sender nor the kernel tells", () => {
        const played = play("p1 receive 0 3");
        assert.deepEqual(
            eventsOf(played, "descriptorReceived").map(({ fd, object, message }) => [fd, object, message]),
            [[3, "other1", null]],
        );
    });
});
