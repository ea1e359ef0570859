import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import type { Eventfd } from "../../tracer/model/kinds/eventfd";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { table } from "../../tracer/syscalls/table";
import { eventsOf, play } from "./script";
import { Player } from "./script/player";

function eventfdOf(state: State, id = "eventfd1"): Eventfd {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "eventfd", `${id} is there`);
    return object;
}

function waitReason(state: State, id: string): string | null {
    const process = state.processes.get(id);
    const wait = process === undefined ? null : firstWait(process);
    return wait === null ? null : awaitedText(state, wait);
}

describe("an eventfd", () => {
    it("adds up what is written, and a read takes all of it", () => {
        const begun = "p1 eventfd 3 5\np1 fork p2\np2 add 3 2\np1 add 3 1\n";
        assert.equal(eventfdOf(play(begun).state).value, 8n);
        assert.equal(eventfdOf(play(`${begun}p1 take 3 8`).state).value, 0n);
    });

    it("as a semaphore gives 1 at a time", () => {
        const played = play("p1 eventfd 3 2 semaphore\np1 take 3 1");
        assert.equal(eventfdOf(played.state).value, 1n);
        assert.equal(eventsOf(played, "eventfdRead")[0]?.value, 1n);
        const shown = stateJson(played.state).objects.find(({ kind }) => kind === "eventfd");
        assert.deepEqual(shown, { id: "eventfd1", kind: "eventfd", name: null, value: 1, semaphore: true });
    });

    it("keeps numbers that no double can hold", () => {
        const { state } = play("p1 eventfd 3 1\np1 add 3 18446744073709551613");
        assert.equal(eventfdOf(state).value, 18446744073709551614n);
        assert.equal(stateJson(state).objects.at(-1)?.["value"], "18446744073709551614");
    });

    it("adds every buffer of a writev", () => {
        const player = new Player();
        player.step(["p1", "eventfd", "3", "1"]);
        const data = new Uint8Array(24);
        data.set([5], 0);
        data.set([6], 8);
        const nr = table.writev.number;
        const call = { type: "call", time: 9, exitTime: 9, tid: 101, nr, args: [3, 0, 3], stack: 0 } as const;
        player.read({ ...call, result: 16, captures: [{ operation: 0, status: "whole", fullLength: 24, bytes: data }] });
        assert.equal(eventfdOf(player.interpreter.state).value, 12n);
    });

    it("is never negative, though a reader was seen to return before the writer", () => {
        const early = "p1 eventfd 3 0\np1 fork p2\np1 enters take 3 4\np2 enters add 3 4\np1 leaves\n";
        assert.equal(eventfdOf(play(early).state).value, 0n);
        assert.equal(eventfdOf(play(`${early}p2 leaves`).state).value, 0n);
        assert.equal(eventfdOf(play(`${early}p1 add 3 3\np2 leaves`).state).value, 3n);
    });

    it("has an unknown counter once a number was not captured", () => {
        assert.equal(eventfdOf(play("p1 eventfd 3 1\np1 add 3 7 captured 0").state).value, null);
    });

    it("goes with its last descriptor, and is not another one of the same inode", () => {
        const { state } = play("p1 eventfd 3 1\np1 eventfd 4 2\np1 close 3");
        assert.equal(state.objects.has("eventfd1"), false);
        assert.equal(eventfdOf(state, "eventfd2").value, 2n);
    });

    it("says why one waits for it, at the moment of asking", () => {
        const waits = "p1 eventfd 3 0\np1 fork p2\np1 enters take 3 1";
        assert.equal(waitReason(play(waits).state, "p1"), "the counter is 0, until somebody adds to it");
        assert.equal(waitReason(play(`${waits}\np2 add 3 1`).state, "p1"), "the counter is 1");
        const full = "p1 eventfd 3 1\np1 add 3 18446744073709551613\np1 enters add 3 5";
        assert.equal(waitReason(play(full).state, "p1"), "the counter is 18446744073709551614, and cannot exceed 18446744073709551614");
    });

    it("is told in the man page's words", () => {
        const said = (script: string): string => {
            const { events, state } = play(script);
            const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
            return `${text} ${explanation}`;
        };
        assert.equal(
            said("p1 eventfd 3 2 semaphore"),
            "eventfd made eventfd1, a semaphore: descriptor 3, counter 2. A write adds to the counter; a read waits until it is not 0.",
        );
        assert.equal(said("p1 eventfd 3 2\np1 add 3 4"), "write(3) added 4 to eventfd1. The counter is now 6.");
        assert.equal(said("p1 eventfd 3 2\np1 take 3 2"), "read(3) took 2 from eventfd1. The counter is now 0.");
    });
});
