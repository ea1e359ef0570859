/** futex_waitv(2): a thread stands in the queue of each word at which it waits, and any of them ends its wait. */
import assert from "node:assert/strict";
import { Consistency } from "../../tracer/consistency/consistency";
import { awaitedText } from "../../tracer/model/awaited";
import type { State } from "../../tracer/model/state";
import { whoCouldEnd } from "../../tracer/model/whoCouldEnd";
import { eventsOf, play } from "./script";

/** Shared anonymous memory at 0x7000 of three processes. */
const shared = "p1 mmap 7000 4096 -1 rw\np1 fork p2\np1 fork p3\n";
const both = `${shared}p2 enters futex_waitv 7000 7010\n`;

/** "futex1: p2; futex2: p2, p3" */
function queues({ objects }: State): string {
    return [...objects.values()]
        .flatMap((object) => (object.kind === "futex" ? `${object.id}: ${object.waiters.map(({ process }) => process).join(", ")}` : []))
        .join("; ");
}

function queuesAfter(script: string): string {
    return queues(play(script).state);
}

function reason(script: string, id: string): string | null {
    const { state } = play(script);
    for (const { call } of state.processes.get(id)?.threads.values() ?? []) if (call !== null) return awaitedText(state, call);
    return null;
}

function faults(script: string): readonly string[] {
    const consistency = new Consistency();
    return play(script).events.flatMap((event) => consistency.see(event));
}

function woken(script: string): readonly unknown[] {
    return eventsOf(play(script), "futexWaited").map(({ process, object, by, early }) => [process, object, by?.process, early]);
}

describe("who waits at several words", () => {
    it("stands in the queue of each, in its turn", () => {
        assert.equal(queuesAfter(`${both}p3 enters futex 7010 WAIT 0`), "futex1: p2; futex2: p2, p3");
        assert.equal(reason(both, "p2"), "nobody has woken it at futex1 or futex2");
    });

    it("stands twice in the queue of a word that it names twice, and is counted twice", () => {
        const twice = `${shared}p2 enters futex_waitv 7000 7000\n`;
        assert.equal(queuesAfter(twice), "futex1: p2, p2");
        const script = `${twice}p1 futex 7000 WAKE 9 = 2\np2 leaves 1`;
        assert.deepEqual([queuesAfter(script), faults(script)], ["futex1: ", []]);
        assert.deepEqual(eventsOf(play(script), "futexWoke")[0]?.whom, [{ process: "p2", tid: 102 }]);
        assert.deepEqual(
            faults(script.replace("p1 futex 7000 WAKE 9 = 2\np2 leaves 1", "p1 enters futex 7000 WAKE 9\np2 leaves 1\np1 leaves 2")),
            [],
        );
    });

    it("is woken at one of them, and leaves the others", () => {
        const script = `${both}p1 futex 7010 WAKE 9 = 1\n`;
        assert.equal(reason(script, "p2"), "it was woken at futex2 and can go on");
        assert.deepEqual(woken(`${script}p2 leaves 1`), [["p2", "futex2", "p1", undefined]]);
        assert.deepEqual([queuesAfter(`${script}p2 leaves 1`), faults(`${script}p2 leaves 1`)], ["futex1: ; futex2: ", []]);
        assert.match(faults(`${both}p2 leaves 1`)[0] ?? "", /p2 went on at futex2 although nobody woke it$/);
    });

    it("leaves all of them when a signal, its time limit or its end comes", () => {
        for (const end of ["p2 leaves ETIMEDOUT", "p2 leaves ERESTARTSYS", "p2 leaves EAGAIN"]) {
            assert.equal(queuesAfter(`${both}p3 enters futex 7010 WAIT 0\n${end}`), "futex1: ; futex2: p3", end);
        }
        assert.equal(queuesAfter(`${both}p3 enters futex 7010 WAIT 0\np2 killed`), "futex2: p3");
    });

    it("may have waited for so short a time that only its return is recorded", () => {
        const script = `${shared}p1 enters futex 7010 WAKE 1\np2 futex_waitv 7000 7010 = 1\np1 leaves 1`;
        assert.deepEqual([woken(script), faults(script)], [[["p2", "futex1", "p1", true]], []]);
    });

    it("is moved from one word to another, and woken there", () => {
        const moved = `${both}p1 futex 7010 REQUEUE 0 many 9 other 7020 = 1\n`;
        assert.equal(queuesAfter(moved), "futex1: p2; futex2: ; futex3: p2");
        assert.equal(reason(moved, "p2"), "nobody has woken it at futex1 or futex3");
        const script = `${moved}p1 futex 7020 WAKE 1 = 1\np2 leaves 1`;
        assert.deepEqual([woken(script), faults(script)], [[["p2", "futex3", "p1", undefined]], []]);
    });

    it("may have been woken at an earlier word, too: then it is not known who else was", () => {
        const others = `${both}p3 enters futex 7000 WAIT 0\n`;
        const script = `${others}p1 futex 7000 WAKE 1 = 1\np1 futex 7010 WAKE 1 = 1\np2 leaves 1\n`;
        assert.equal(reason(script, "p3"), "nobody has woken it at futex1");
        assert.deepEqual([queuesAfter(script), faults(script)], ["futex1: p3; futex2: ", []]);
        // Whether p2 or p3 was the one, no rule may ask.
        assert.deepEqual(faults(`${script}p3 leaves`), []);
        // All who stood there were woken, p2 among them.
        const all = `${both}p1 futex 7000 WAKE 1 = 1\np1 futex 7010 WAKE 1 = 1\np2 leaves 1\n`;
        assert.match(faults(`${all}p3 enters futex 7000 WAIT 0\np3 leaves`)[0] ?? "", /nobody woke it/);
    });

    it("was not woken at a later word than the one that its call tells", () => {
        const script = `${both}p3 enters futex 7010 WAIT 0\np1 futex 7000 WAKE 1 = 1\np1 futex 7010 WAKE 1 = 1\np2 leaves 0\n`;
        assert.equal(reason(script, "p3"), "it was woken at futex2 and can go on");
    });

    it("can be woken by whoever reaches one of the words", () => {
        const { state } = play(both);
        const waiter = state.processes.get("p2") ?? assert.fail();
        const { known, others } = whoCouldEnd(state, waiter, waiter.threads.get(102)?.call ?? assert.fail());
        assert.deepEqual([known.map(({ process }) => process), others], [["p1", "p3"], "nobody"]);
    });
});
