import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import type { SemaphoreSet } from "../../tracer/model/kinds/semaphoreSet/state";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { eventsOf, play } from "./script";

function setOf(state: State, id = "semaphoreSet1"): SemaphoreSet {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "semaphoreSet", `${id} is there`);
    return object;
}

function values(script: string): readonly (number | null)[] {
    return setOf(play(script).state).semaphores.map(({ value }) => value);
}

function lastPids(script: string): readonly (number | null)[] {
    return setOf(play(script).state).semaphores.map(({ lastPid }) => lastPid);
}

/** "p2 at 0, p3": who waits, and at which of its operations. */
function waiting(script: string): string {
    return setOf(play(script).state)
        .waiters.map(({ process, sleepsAt }) => `${process}${sleepsAt === null ? "" : ` at ${sleepsAt}`}`)
        .join(", ");
}

function undone(script: string): readonly unknown[] {
    return [...setOf(play(script).state).undo.values()].map(({ process, adjustments }) => [
        process,
        ...adjustments.map(({ index, change }) => `${index}:${change}`),
    ]);
}

function reason(script: string, id: string): string | null {
    const { state } = play(script);
    const process = state.processes.get(id);
    const wait = process === undefined ? null : firstWait(process);
    return wait === null ? null : awaitedText(state, wait);
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

const made = "p1 semget 7 2 IPC_CREAT = 3\np1 fork p2\np1 fork p3\n";
const filled = `${made}p1 semctl 3 setall 1 5\n`;

describe("a System V semaphore set", () => {
    it("is made with key, number, size and permissions, and every semaphore is 0", () => {
        const { key, number, count, mode, createdBy } = setOf(play(made).state);
        assert.deepEqual([key, number, count, mode, createdBy], [7, 3, 2, 0o600, "p1"]);
        assert.deepEqual(
            [values(made), lastPids(made)],
            [
                [0, 0],
                [0, 0],
            ],
        );
    });

    it("is changed by several operations at once, one after the other on the same semaphore too", () => {
        assert.deepEqual(values(`${filled}p2 semop 3 0:-1 1:+2`), [0, 7]);
        assert.deepEqual(values(`${filled}p2 semop 3 1:-5 1:0 1:+1`), [1, 1]);
        assert.deepEqual(lastPids(`${filled}p2 semop 3 1:-5 1:0 1:+1`), [101, 102]);
    });

    it("notes who changed a semaphore last, also who only waited until it was 0", () => {
        assert.deepEqual(lastPids(`${made}p2 semop 3 1:0`), [0, 102]);
        assert.deepEqual(lastPids(`${made}p2 semctl 3 setval 0 1\np3 semop 3 0:-1`), [103, 0]);
    });

    it("lets nobody wait who can go on, and says at which operation the others sleep", () => {
        assert.equal(waiting(`${filled}p2 enters semop 3 0:-1`), "p2");
        assert.equal(waiting(`${filled}p2 enters semop 3 0:-1 1:-6`), "p2 at 1");
        assert.equal(waiting(`${filled}p2 enters semop 3 0:-1 0:-1`), "p2 at 1");
        assert.equal(waiting(`${filled}p2 enters semop 3 0:0`), "p2 at 0");
        assert.equal(waiting(`${filled}p2 enters semop 3 0:-1 1:-6\np1 semop 3 0:-1`), "p2 at 0");
        assert.equal(waiting(`${filled}p2 enters semop 3 0:-1 1:-6\np1 semop 3 1:+1`), "p2");
    });

    it("leaves who waits for several zeros where it is until something is 0 (ipc/sem.c, do_smart_wakeup_zero)", () => {
        const sleeps = `${made}p1 semctl 3 setval 1 1\np2 enters semop 3 0:0 1:0\n`;
        assert.equal(waiting(sleeps), "p2 at 1");
        assert.equal(waiting(`${sleeps}p1 semop 3 0:+1`), "p2 at 1");
        assert.equal(waiting(`${sleeps}p1 semop 3 0:+1\np1 semop 3 1:-1`), "p2 at 0");
    });

    it("counts what was taken before its adder was seen to return", () => {
        const early = `${made}p1 enters semop 3 0:+1\np2 semop 3 0:-1\n`;
        assert.deepEqual([values(early), setOf(play(early).state).semaphores[0]?.ahead], [[0, 0], 1]);
        assert.deepEqual(
            [values(`${early}p1 leaves`), lastPids(`${early}p1 leaves`)],
            [
                [0, 0],
                [102, 0],
            ],
        );
    });

    it("knows who of two was the last only if one cannot have been before the other", () => {
        assert.deepEqual(lastPids(`${made}p2 enters semop 3 0:-1\np1 semop 3 0:+1\np2 leaves`), [102, 0]);
        assert.deepEqual(lastPids(`${filled}p2 enters semop 3 1:-1\np3 semop 3 1:-1\np2 leaves`), [101, null]);
        assert.deepEqual(lastPids(`${filled}p2 enters semop 3 1:-1\np3 semop 3 1:-1\np2 leaves\np1 semop 3 1:+1`), [101, 101]);
    });

    it("tells what was done before and after SETVAL, as far as the values decide", () => {
        // p2 waits: it can only have taken what was set.
        assert.deepEqual(values(`${made}p2 enters semop 3 0:-1\np1 enters semctl 3 setval 0 4\np2 leaves\np1 leaves`), [3, 0]);
        assert.deepEqual(values(`${made}p2 enters semop 3 0:-1\np1 semctl 3 setval 0 4\np2 leaves`), [3, 0]);
        // p3 may have taken its 1 before or after.
        assert.deepEqual(values(`${filled}p1 enters semctl 3 setval 1 3\np3 semop 3 1:-1\np1 leaves`), [1, null]);
        assert.deepEqual(values(`${filled}p3 enters semop 3 1:-1\np1 semctl 3 setval 1 3\np3 leaves`), [1, null]);
        assert.deepEqual(values(`${filled}p1 semctl 3 setval 1 3\np3 semop 3 1:-1`), [1, 2]);
    });

    it("adds what SEM_UNDO noted when the process ends, and wakes who can go on", () => {
        const taken = `${filled}p2 semop 3 0:-1u 1:-2u\np2 semop 3 1:+1u\n`;
        assert.deepEqual(undone(taken), [["p2", "0:1", "1:1"]]);
        assert.deepEqual(values(`${taken}p2 exits 0`), [1, 5]);
        assert.deepEqual(lastPids(`${taken}p3 semop 3 0:+1\np2 exits 0`), [102, 102]);
        assert.deepEqual(values(`${taken}p2 killed SIGKILL`), [1, 5]);
        assert.equal(waiting(`${taken}p3 enters semop 3 0:-1`), "p3 at 0");
        assert.equal(waiting(`${taken}p3 enters semop 3 0:-1\np2 exits 0`), "p3");
        assert.deepEqual(undone(`${taken}p2 exits 0`), []);
    });

    it("forgets what it noted when nothing is left to undo, and when a value is set", () => {
        assert.deepEqual(undone(`${filled}p2 semop 3 0:-1u\np2 semop 3 0:+1u`), []);
        assert.deepEqual(undone(`${filled}p2 semop 3 0:-1u 1:-1u\np1 semctl 3 setval 0 1`), [["p2", "1:1"]]);
        assert.deepEqual(undone(`${filled}p2 semop 3 0:-1u 1:-1u\np1 semctl 3 setall 1 1`), []);
    });

    it("keeps what was noted after a value was set, although the setter is seen to return later", () => {
        // p2 waits: it can only have taken what was set.
        const waits = `${made}p2 enters semop 3 0:-1u\np1 enters semctl 3 setall 4 1\np2 leaves\np1 leaves\n`;
        assert.deepEqual([values(waits), undone(waits)], [[3, 1], [["p2", "0:1"]]]);
        assert.deepEqual(values(`${waits}p2 exits 0`), [4, 1]);
        const one = `${made}p2 enters semop 3 0:-1u\np1 enters semctl 3 setval 0 4\np2 leaves\np1 leaves\n`;
        assert.deepEqual(undone(one), [["p2", "0:1"]]);
        // p3 took when the set could not yet be done.
        assert.deepEqual(undone(`${filled}p3 semop 3 1:-1u\np1 enters semctl 3 setval 1 3\np1 leaves`), []);
        // Its end came after the set, too.
        const ended = `${made}p2 enters semop 3 0:-1u\np1 enters semctl 3 setall 4 1\np2 leaves\np2 exits 0\np1 leaves`;
        assert.deepEqual([values(ended), undone(ended)], [[4, 1], []]);
    });

    it("does not say what an end undoes where a value was set before or after it was noted", () => {
        const takenMeanwhile = `${filled}p1 enters semctl 3 setval 1 3\np3 semop 3 1:-1u\np1 leaves\n`;
        assert.deepEqual(undone(takenMeanwhile), [["p3", "1:null"]]);
        const setMeanwhile = `${filled}p3 enters semop 3 1:-1u\np1 semctl 3 setval 1 3\np3 leaves\n`;
        assert.deepEqual(undone(setMeanwhile), [["p3", "1:null"]]);
        const told = `${takenMeanwhile}p1 semctl 3 getval 1 2\n`;
        assert.deepEqual(
            [values(told), values(`${told}p3 exits 0`)],
            [
                [1, 2],
                [1, null],
            ],
        );
        assert.match(said(takenMeanwhile), /set semaphore 1/);
        assert.match(stateText(play(takenMeanwhile).state), /the end of p3 undoes: something unknown on \[1\]/);
    });

    it("never goes below 0 by what an end undoes", () => {
        assert.deepEqual(values(`${made}p2 semop 3 0:+2u\np3 semop 3 0:-1\np2 exits 0`), [0, 0]);
    });

    it("undoes with the last thread, not with the first, and not at exec", () => {
        const threads = `${filled}p2 thread p2.2\np2.2 semop 3 0:-1u\n`;
        assert.deepEqual(values(`${threads}p2.2 exits 0`), [0, 5]);
        assert.deepEqual(values(`${threads}p2.2 exits 0\np2 exits 0`), [1, 5]);
        assert.deepEqual(undone(`${filled}p2 semop 3 0:-1u\np2 exec /bin/b`), [["p2", "0:1"]]);
    });

    it("is not changed by a call that failed, or whose caller was killed", () => {
        for (const end of ["p2 leaves EAGAIN", "p2 leaves EIDRM", "p2 leaves ERESTARTSYS", "p2 killed SIGKILL"]) {
            const script = `${filled}p2 enters semop 3 0:-2\n${end}`;
            assert.deepEqual([values(script), waiting(script)], [[1, 5], ""]);
        }
    });

    it("that was there before has unknown values, until a program asks for them or sets them", () => {
        const older = "p1 semget 7 0 = 3\np1 semop 3 1:+1\n";
        assert.deepEqual([values(older), setOf(play(older).state).count], [[null, null], null]);
        assert.deepEqual(values(`${older}p1 semctl 3 getval 1 6`), [null, 6]);
        assert.deepEqual(values(`${older}p1 semctl 3 setval 0 2\np1 semop 3 0:-1`), [1, null]);
        assert.deepEqual(values("p1 semop 9 0:-1"), [null]);
    });

    it("has the permissions that semctl sets", () => {
        assert.equal(setOf(play(`${made}p1 semctl 3 set 0640`).state).mode, 0o640);
    });

    it("is used by those who add, take and set", () => {
        const { state } = play(`${filled}p2 semop 3 0:-1\np3 semop 3 0:+1 1:0`);
        assert.deepEqual(
            [...state.processes.values()].map(({ id, uses }) => [id, uses.get("semaphoreSet1")?.how]),
            [
                ["p1", ["made", "set"]],
                ["p2", ["took"]],
                ["p3", ["added", "waited"]],
            ],
        );
    });

    it("outlives its makers, and goes when it is removed", () => {
        assert.deepEqual(values(`${filled}p1 exits 0\np2 exits 0\np3 exits 0`), [1, 5]);
        const removed = play(`${filled}p2 enters semop 3 0:-2\np1 semctl 3 rmid`);
        assert.equal(removed.state.objects.has("semaphoreSet1"), false);
        assert.deepEqual(eventsOf(removed, "semaphoreSetRemoved")[0]?.waiters, ["p2"]);
        const again = play(`${filled}p1 semctl 3 rmid\np1 semget 7 1 IPC_CREAT = 3`);
        assert.deepEqual([...again.state.objects.keys()].slice(-1), ["semaphoreSet2"]);
    });

    it("says who waits, for how much, and after whom", () => {
        const first = `${filled}p2 enters semop 3 0:-2\n`;
        assert.equal(reason(first, "p2"), "semaphore 0 is 1; it waits to take 2");
        assert.equal(reason(`${first}p3 enters semop 3 0:-3`, "p3"), "semaphore 0 is 1; it waits to take 3, after p2");
        assert.equal(reason(`${first}p3 enters semop 3 0:0`, "p3"), "semaphore 0 is 1; it waits until that is 0");
        assert.equal(
            reason(`${filled}p2 enters semop 3 1:-9 0:-1`, "p2"),
            "semaphore 1 is 5; it waits to take 9, all 2 operations at once",
        );
        assert.equal(reason(`${first}p1 semop 3 0:+1`, "p2"), "it can go on");
    });

    it("is shown as text and as JSON", () => {
        const { state } = play(`${filled}p2 semop 3 0:-1u\np3 enters semop 3 0:-1 1:-1`);
        const text = stateText(state);
        assert.match(text, /semaphoreSet1 {2}number 3, key 0x7 {2}\(2 semaphores\)/);
        assert.match(text, / {6}\[0\] 0 {2}last changed by p2/);
        assert.match(text, / {6}p3 waits to take 1 from semaphore 0 and take 1 from semaphore 1/);
        assert.match(text, / {6}the end of p2 undoes: \+1 on \[0\]/);
        const json = stateJson(state).objects.at(-1) ?? assert.fail();
        assert.deepEqual([json["key"], json["number"], json["permissions"], json["values"]], [7, 3, "0600", [0, 5]]);
        assert.deepEqual(json["undo"], [{ process: "p2", adjustments: [{ index: 0, change: 1 }] }]);
        assert.deepEqual(json["waiters"], [
            {
                process: "p3",
                tid: 103,
                index: 0,
                change: -1,
                operations: [
                    { index: 0, change: -1 },
                    { index: 1, change: -1 },
                ],
            },
        ]);
    });

    it("is told in the man page's words", () => {
        assert.equal(
            said("p1 semget 7 2 IPC_CREAT = 3"),
            "semget made semaphoreSet1: 2 semaphores, number 3, key 0x7. Each of them is 0, and the set stays until somebody removes it.",
        );
        assert.equal(said(`${filled}p2 semop 3 1:-2`), "semop took 2 from semaphore 1 of semaphoreSet1. It is now 3.");
        assert.equal(
            said(`${filled}p2 semop 3 0:-1u`),
            "semop took 1 from semaphore 0 of semaphoreSet1. It is now 0. The end of p2 would undo: +1 on [0].",
        );
        assert.equal(
            said(`${made}p2 enters semop 3 0:-1\np1 semop 3 0:+1`),
            "semop added 1 to semaphore 0 of semaphoreSet1. It is now 1. p2 can go on.",
        );
        assert.equal(
            said(`${filled}p2 semop 3 0:-1 1:+1`),
            "semop did 2 operations on semaphoreSet1 at once: take 1 from semaphore 0 and add 1 to semaphore 1. Its values are now 0, 6.",
        );
        assert.equal(said(`${filled}p2 semop 3 0:-2n = EAGAIN`).startsWith("semop failed: EAGAIN. It would have had to wait"), true);
        assert.equal(
            said(`${filled}p2 enters semop 3 0:-2\np1 semctl 3 rmid`),
            "semctl removed semaphoreSet1. p2, which waits for it, gets EIDRM.",
        );
    });
});
