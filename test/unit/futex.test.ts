import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import { Consistency } from "../../tracer/consistency/consistency";
import type { Futex } from "../../tracer/model/kinds/futex/state";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { eventsOf, play } from "./script";

function futexOf(state: State, id = "futex1"): Futex {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "futex", `${id} is there`);
    return object;
}

function waiting(script: string, id?: string): string {
    return futexOf(play(script).state, id)
        .waiters.map(({ process, tid }) => (tid > 1000 ? `${process} thread ${tid}` : process))
        .join(", ");
}

function reason(script: string, id: string): string | null {
    const { state } = play(script);
    for (const { call } of state.processes.get(id)?.threads.values() ?? []) if (call !== null) return awaitedText(state, call);
    return null;
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

function faults(script: string): readonly string[] {
    const consistency = new Consistency();
    return play(script).events.flatMap((event) => consistency.see(event));
}

/** Shared anonymous memory at 0x7000 of three processes. */
const shared = "p1 mmap 7000 4096 -1 rw\np1 fork p2\np1 fork p3\n";
const lock = "by pthread_mutex_lock around 2,0,101,1,128";
const held = `${shared}p2 enters futex 7028 WAIT 2 ${lock}\n`;

describe("a futex", () => {
    it("has the name of the variable in which it lies", () => {
        const name = (wait: string): string | null => futexOf(play(`${shared}p2 enters futex ${wait}`).state).name;
        assert.equal(name(`9028 WAIT 2 private at 1 ${lock}`), "mutex lock");
        assert.equal(name("9028 WAIT 2 private at 1"), "mutex lock", "its type tells what it is");
        assert.equal(name("9028 WAIT_BITSET 0 bits -1 private at 2"), "condition variable table.changed");
        assert.equal(name("9028 WAIT 0 private at 2"), "futex table.changed", "the library waits there for itself");
        assert.equal(name("9028 WAIT 0 private at 3"), "semaphore forks[2]");
        assert.equal(name("9028 WAIT 0 at 4 by syscall"), "futex turn");
        assert.equal(name("9028 WAIT 0 private"), null);
        const later = `${shared}p2 enters futex 7028 WAIT 0 by sem_wait\np3 enters futex 7028 WAIT 0 by sem_wait at 3`;
        assert.equal(futexOf(play(later).state).name, "semaphore forks[2]", "somebody else has told it");
        assert.equal(reason(`${shared}p2 enters futex 9028 WAIT 2 private at 1 ${lock}`, "p2"), "mutex lock is held by p1 (thread 101)");
    });

    it("is the one that is there now, when its memory has been another before", () => {
        const condition = "bits -1 by pthread_cond_wait around 0";
        const before = `${held}p1 futex 7028 WAKE 1 by pthread_mutex_unlock = 1\np2 leaves\n`;
        const script = `${before}p2 enters futex 7028 WAIT_BITSET 0 ${condition}\np1 futex 7028 WAKE 9 by pthread_cond_broadcast = 1\np2 leaves`;
        const wakes = eventsOf(play(script), "futexWoke").map(({ object, whom }) => [object, whom?.map(({ process }) => process)]);
        assert.deepEqual(wakes, [
            ["futex1", ["p2"]],
            ["futex2", ["p2"]],
        ]);
        assert.deepEqual(faults(script), []);
    });

    it("is an object once somebody waits there, by the memory that it lies in", () => {
        const { state } = play(`${shared}p2 enters futex 7028 WAIT 5`);
        const { type, place, value } = futexOf(state);
        assert.deepEqual([type, place, value], ["word", { memory: "anonymousMemory1", at: 0x28n, private: false }, null]);
        assert.equal(play(`${shared}p2 futex 7028 WAKE 1 = 0`).state.objects.has("futex1"), false);
        assert.equal(play(`${shared}p2 futex 7028 WAIT 5 = EAGAIN`).state.objects.has("futex1"), false);
    });

    it("is one for processes that have the memory at different addresses", () => {
        const mapped = `p1 open /m O_RDWR = 3\np1 mmap 7000 8192 3 rw\np1 fork p2\np2 mmap 9000 4096 3 rw offset 4096\n`;
        assert.equal(waiting(`${mapped}p1 enters futex 8010 WAIT 1\np2 enters futex 9010 WAIT 1`), "p1, p2");
    });

    it("is another where it is private, or not shared, or in another address space", () => {
        const objects = (script: string): number => [...play(script).state.objects.values()].filter(({ kind }) => kind === "futex").length;
        assert.equal(objects(`${shared}p1 enters futex 7010 WAIT 1\np2 enters futex 7010 WAIT 1 private`), 2);
        assert.equal(objects(`${shared}p1 enters futex 5010 WAIT 1\np2 enters futex 5010 WAIT 1`), 2);
        assert.equal(objects(`p1 thread p1.2\np1 enters futex 5010 WAIT 1\np1.2 enters futex 5010 WAIT 1`), 1);
        assert.equal(objects(`p1 thread p1.2\np1 enters futex 5010 WAIT 1\np1.2 enters futex 5010 WAIT 1 private`), 2);
    });

    it("goes with the last process that has used it, also when that executes another program", () => {
        const used = `${shared}p2 enters futex 7010 WAIT 1\np3 futex 7010 WAKE 1 = 1\np2 leaves\n`;
        assert.ok(play(`${used}p2 exits`).state.objects.has("futex1"));
        assert.equal(play(`${used}p2 exits\np3 exits`).state.objects.has("futex1"), false);
        assert.equal(play(`${used}p2 exits\np3 exec wc`).state.objects.has("futex1"), false);
    });
});

describe("who waits at a futex", () => {
    const both = `${shared}p2 enters futex 7010 WAIT 5\np3 enters futex 7010 WAIT 5\n`;

    it("stands in the order in which they came, and leaves when it is woken, interrupted or too late", () => {
        assert.equal(waiting(both), "p2, p3");
        assert.equal(waiting(`${both}p1 futex 7010 WAKE 1 = 1\np2 leaves`), "p3");
        assert.equal(waiting(`${both}p2 leaves ERESTARTSYS`), "p3");
        assert.equal(waiting(`${both}p3 leaves ETIMEDOUT`), "p2");
        assert.equal(waiting(`${both}p3 leaves EAGAIN`), "p2");
        assert.equal(waiting(`${both}p2 killed`), "p3");
    });

    it("is told by whom it was woken", () => {
        const woken = eventsOf(play(`${both}p1 futex 7010 WAKE 9 = 2\np3 leaves\np2 leaves`), "futexWaited");
        assert.deepEqual(
            woken.map(({ process, by, early }) => [process, by, early]),
            [
                ["p3", { process: "p1", tid: 101 }, undefined],
                ["p2", { process: "p1", tid: 101 }, undefined],
            ],
        );
    });

    it("is not told by whom, where two have woken one each", () => {
        const script = `${both}p1 fork p4\np1 futex 7010 WAKE 1 = 1\np4 futex 7010 WAKE 1 = 1\np3 leaves\np2 leaves`;
        assert.deepEqual(
            eventsOf(play(script), "futexWaited").map(({ by }) => by?.process ?? null),
            [null, null],
        );
    });

    it("may return before the call that woke it, which then has woken nobody else", () => {
        const early = `${both}p1 enters futex 7010 WAKE 1\np2 leaves\np1 leaves 1`;
        const { events, state } = play(early);
        const [waited] = eventsOf({ events, state }, "futexWaited");
        assert.deepEqual([waited?.early, waited?.by], [true, { process: "p1", tid: 101 }]);
        assert.deepEqual(eventsOf({ events, state }, "futexWoke")[0]?.whom, [{ process: "p2", tid: 102 }]);
        assert.deepEqual([waiting(early), futexOf(state).wakes, futexOf(state).early], ["p3", [], []]);
    });

    it("may have waited for so short a time that only its return is recorded", () => {
        const short = `${shared}p1 enters futex 7010 WAKE 1\np2 futex 7010 WAIT 5\np1 leaves 1`;
        const { events, state } = play(short);
        assert.deepEqual(eventsOf({ events, state }, "futexWaited")[0]?.by, { process: "p1", tid: 101 });
        assert.deepEqual(eventsOf({ events, state }, "futexWoke")[0]?.whom, [{ process: "p2", tid: 102 }]);
        assert.deepEqual(faults(short), []);
    });

    it("is woken by wakers with one of its bits", () => {
        const bits = `${shared}p2 enters futex 7010 WAIT_BITSET 5 bits 1\np3 enters futex 7010 WAIT_BITSET 5 bits 6\n`;
        const woke = eventsOf(play(`${bits}p1 futex 7010 WAKE_BITSET 9 bits 4 = 1`), "futexWoke");
        assert.deepEqual(woke[0]?.whom, [{ process: "p3", tid: 103 }]);
    });

    it("is moved to another word, and woken there", () => {
        const moved = `${both}p1 futex 7010 CMP_REQUEUE 1 many 9 other 7020 bits 5 = 2\n`;
        assert.equal(waiting(moved, "futex2"), "p3");
        assert.equal(waiting(`${moved}p2 leaves`), "");
        const { state } = play(`${moved}p2 leaves\np1 futex 7020 WAKE 9 = 1\np3 leaves`);
        assert.deepEqual([futexOf(state, "futex2").waiters, futexOf(state, "futex2").wakes], [[], []]);
    });

    it("leaves the other word, to which it was moved, when a signal, its time limit or its end comes", () => {
        const moved = `${both}p1 futex 7010 CMP_REQUEUE 0 many 9 other 7020 bits 5 = 2\n`;
        assert.equal(waiting(`${moved}p2 leaves ERESTARTSYS\np2 enters futex 7010 WAIT 5`, "futex2"), "p3");
        assert.equal(waiting(`${moved}p3 leaves ETIMEDOUT`, "futex2"), "p2");
        assert.equal(waiting(`${moved}p2 killed`, "futex2"), "p3");
        assert.equal(reason(moved, "p3"), "nobody has woken it at futex2, after p2");
    });

    it("is moved by the newer call, too, which names both words in memory", () => {
        const moved = `${both}p1 futex_requeue 7010 7020 1 9 = 2\n`;
        assert.equal(waiting(moved, "futex2"), "p3");
        assert.equal(reason(`${moved}p2 leaves`, "p3"), "nobody has woken it at futex2");
        assert.deepEqual(faults(`${moved}p2 leaves\np1 futex 7020 WAKE 9 = 1\np3 leaves`), []);
        assert.equal(said(moved), "futex_requeue of p1 woke 1 at futex1; p3 now waits at futex2.");
    });

    it("stays where it is, when it is moved to the word where it waits already", () => {
        assert.equal(waiting(`${both}p1 futex 7010 REQUEUE 0 many 9 other 7010 = 2`), "p2, p3");
    });

    it("is woken at two words by one call, first at the first", () => {
        const script = `${shared}p2 enters futex 7010 WAIT 5\np3 enters futex 7020 WAIT 0\np1 futex 7010 WAKE_OP 1 many 1 other 7020 = 2`;
        assert.deepEqual(
            eventsOf(play(script), "futexWoke").map(({ object, woken }) => [object, woken]),
            [
                ["futex1", 1],
                ["futex2", 1],
            ],
        );
    });

    it("waits for the end of a thread where that thread's number stands", () => {
        const script = "p1 set_tid_address 6010\np1 thread p1.2\np1.2 enters futex 6010 WAIT 101";
        assert.equal(reason(script, "p1"), "waiting for thread 101 to end");
        assert.equal(play(script).state.objects.has("futex1"), false);
    });

    it("is no object where it is a lock that the C library has for itself", () => {
        const script = "p1 thread p1.2\np1.2 enters futex 6010 WAIT 2 private by printf around 2,0,101,1";
        assert.equal(reason(script, "p1"), "waiting for another thread in what the C library has for itself (printf)");
        assert.equal(play(script).state.objects.has("futex1"), false);
        assert.equal(play(`${script}\np1.2 leaves EAGAIN`).events.at(-1)?.kind, "callResumed");
    });
});

describe("what a futex is", () => {
    const type = (script: string): readonly unknown[] => {
        const { type: is, owner, parties } = futexOf(play(`${shared}${script}`).state);
        return [is, owner?.process ?? null, parties];
    };

    it("is told by the function that waits, and its owner by the memory there", () => {
        assert.deepEqual(type("p2 enters futex 7028 WAIT 2 by pthread_mutex_lock around 2,0,101,1,128"), ["mutex", "p1", null]);
        assert.deepEqual(type("p2 enters futex 7028 WAIT 2 by pthread_mutex_lock around 2,0,0,0,128"), ["mutex", null, null]);
        assert.deepEqual(type("p2 enters futex 7028 WAIT 2147483749 by pthread_mutex_lock around 2147483749,0,0,1,144"), [
            "mutex",
            "p1",
            null,
        ]);
        assert.deepEqual(type("p2 enters futex 7028 WAIT_BITSET 0 bits -1 by sem_wait around 0,1"), ["semaphore", null, null]);
        assert.deepEqual(type("p2 enters futex 7028 WAIT 0 by pthread_barrier_wait around 0,3"), ["barrier", null, 3]);
        assert.deepEqual(type("p2 enters futex 7028 WAIT 2 by syscall around 2,0,101,1"), ["word", null, null]);
        assert.deepEqual(type("p2 enters futex 7028 WAIT 2 around 2,0,101,1"), ["word", null, null]);
    });

    it("of a condition is told from the mutex that its waiter locks again", () => {
        assert.deepEqual(type("p2 enters futex 7028 WAIT_BITSET 0 bits -1 by pthread_cond_wait around 0"), [
            "condition variable",
            null,
            null,
        ]);
        assert.deepEqual(type("p2 enters futex 7028 WAIT 2 by pthread_cond_wait around 2,0,101,1,128"), ["mutex", "p1", null]);
    });

    it("of a condition are two words beside each other", () => {
        const condition = "bits -1 by pthread_cond_wait around 0";
        const script = `${shared}p2 enters futex 7028 WAIT_BITSET 0 ${condition}\np3 enters futex 702c WAIT_BITSET 0 ${condition}`;
        assert.equal(waiting(script), "p2, p3");
        assert.equal(waiting(`${script}\np1 futex 702c WAKE 1 by pthread_cond_signal = 1\np3 leaves`), "p2");
    });

    it("of a read-write lock is told with the writer that has it", () => {
        assert.deepEqual(type("p2 enters futex 7028 WAIT_BITSET 3 bits -1 by pthread_rwlock_rdlock around 3,0,0,0,101"), [
            "read-write lock",
            "p1",
            null,
        ]);
        assert.deepEqual(type("p2 enters futex 702c WAIT_BITSET 3 bits -1 by pthread_rwlock_wrlock around 3,0,0,101,0"), [
            "read-write lock",
            "p1",
            null,
        ]);
    });

    it("is a named semaphore where the memory is the file of one", () => {
        const script =
            "p1 open /dev/shm/sem.rooms O_RDWR = 3\np1 mmap 7000 32 3 rw\np1 enters futex 7000 WAIT_BITSET 0 bits -1 by sem_wait around 0,1";
        assert.equal(futexOf(play(script).state).name, "semaphore /rooms");
        assert.equal(reason(script, "p1"), "semaphore /rooms is 0, until somebody posts");
        // sem_open makes it under a passing name.
        const made = script.replace("p1 mmap", "p1 link /dev/shm/sem.rooms /dev/shm/sem.tables\np1 unlink /dev/shm/sem.rooms\np1 mmap");
        assert.equal(futexOf(play(made).state).name, "semaphore /tables");
    });
});

describe("a list of robust mutexes", () => {
    it("is no event when a thread makes it, and one when somebody asks for it", () => {
        assert.deepEqual(
            play("p1 set_robust_list 7000").events.map(({ kind }) => kind),
            play("").events.map(({ kind }) => kind),
        );
        assert.equal(said("p1 get_robust_list 102"), "get_robust_list(102) returned 0.");
        assert.match(said("p1 get_robust_list 102 = EPERM"), /^get_robust_list\(102\) failed: EPERM\./);
    });
});

describe("who has a mutex", () => {
    it("is known from the moment when somebody began to wait until it wakes somebody", () => {
        assert.equal(reason(held, "p2"), "mutex futex1 is held by p1 (thread 101)");
        assert.equal(futexOf(play(`${held}p1 futex 7028 WAKE 1 by pthread_mutex_unlock around 0 = 1`).state).owner, null);
        assert.equal(reason(`${held}p3 enters futex 7028 WAIT 2 ${lock}`, "p3"), "mutex futex1 is held by p1 (thread 101), after p2");
    });

    it("is said with the line that took it, where it had to wait for it itself", () => {
        const script = `${held}p1 futex 7028 WAKE 1 around 0 = 1\np2 leaves\np3 enters futex 7028 WAIT 2 by pthread_mutex_lock around 2,0,102,1,128`;
        assert.equal(reason(script, "p3"), "mutex futex1 is held by p2 (thread 102), which took it at a.c:4");
    });

    it("stays who somebody has seen meanwhile, though the wake of its predecessor is told later", () => {
        const script = `${held}p1 enters futex 7028 WAKE 1 around 0\np3 enters futex 7028 WAIT 2 by pthread_mutex_lock around 2,0,102,1,128\np1 leaves 1`;
        assert.equal(futexOf(play(script).state).owner?.process, "p2");
    });

    it("is not traced, if no traced thread has that number", () => {
        const script = `${shared}p2 enters futex 7028 WAIT 2 by pthread_mutex_lock around 2,0,4711,1,128`;
        assert.equal(reason(script, "p2"), "mutex futex1 is held by thread 4711, which is not traced");
    });

    it("may have ended: then nobody unlocks it, and who waits waits for ever", () => {
        assert.equal(reason(`${held}p1 exits`, "p2"), "mutex futex1 is held by p1 (thread 101), which has ended: nobody will unlock it");
        const { events } = play(`${held}p1 exits`);
        assert.deepEqual(
            events.filter(({ kind }) => kind === "futexOwnerEnded").map((event) => "robust" in event && event.robust),
            [false],
        );
    });

    it("may have ended before anybody waited: that is known where nobody else reaches the memory", () => {
        const late = (before: string): string => `${before}p1 exits\np2 enters futex 7028 WAIT 2 ${lock}`;
        assert.equal(reason(late(shared), "p2"), "mutex futex1 is held by p1 (thread 101), which has ended: nobody will unlock it");
        const named = "p1 open /dev/shm/mutex O_RDWR = 3\np1 mmap 7000 4096 3 rw\np1 fork p2\n";
        assert.equal(reason(late(named), "p2"), "mutex futex1 is held by thread 101, which is not traced");
    });

    it("of a robust one is succeeded by who waits, since the kernel wakes it", () => {
        const robust = `${shared}p2 enters futex 7028 WAIT 2147483749 by pthread_mutex_lock around 2147483749,0,101,1,144\np1 exits\n`;
        assert.equal(reason(robust, "p2"), "it was woken at mutex futex1 and can go on");
        const [waited] = eventsOf(play(`${robust}p2 leaves`), "futexWaited");
        assert.deepEqual([waited?.by, waited?.early], [{ process: "p1", tid: 101 }, undefined]);
        assert.deepEqual(faults(`${robust}p2 leaves`), []);
    });

    it("has what is in its list of robust mutexes when it ends, though nobody has waited for it", () => {
        const ends = (words: string): string => `${shared}p2 holds 7028 ${words} at 1\np2 exits 0\n`;
        const { state, events } = play(ends("2147483750,0,0,0,144"));
        assert.equal(events.filter(({ kind }) => kind === "futexOwnerEnded").length, 1);
        const { name, owner, robust, users } = futexOf(state);
        assert.deepEqual([name, owner?.process, owner?.ended, robust, users], ["mutex lock", "p2", true, true, ["p1", "p3"]]);
        assert.match(stateText(state), /held by p2 \(thread 102\), which has ended/);
        const late = `${ends("2147483750,0,0,0,144")}p3 enters futex 7028 WAIT 5 ${lock.replace("2,0,101,1,128", "2147483749,0,101,1,144")}`;
        assert.equal(reason(late, "p3"), "mutex lock is held by p1 (thread 101)", "who took it meanwhile");
        for (const others of ["2147483749,0,0,0,144", "0,0,0,0,144"]) assert.equal(play(ends(others)).state.objects.has("futex1"), false);
        assert.equal(futexOf(play(ends("102,0,0,0,0")).state).type, "word", "of a list that is not the C library's");
        assert.deepEqual(faults(late), []);
    });

    it("that waits is told EOWNERDEAD", () => {
        const waits = `${shared}p2 enters futex 7028 WAIT 2147483749 by pthread_mutex_lock around 2147483749,0,101,1,144\n`;
        assert.match(said(`${waits}p1 holds 7028 2147483749,0,0,0,144\np1 exits\np2 leaves`), /is told EOWNERDEAD/);
        assert.doesNotMatch(said(`${held}p1 futex 7028 WAKE 1 around 0 = 1\np2 leaves`), /EOWNERDEAD/);
    });

    it("may have given up what the kernel gave it when nobody else waited", () => {
        const given = `${shared}p2 enters futex 7028 LOCK_PI 0 around 101,0,0,0,32\np1 futex 7028 UNLOCK_PI 0\np2 leaves\n`;
        assert.match(stateText(play(given).state), /given to p2 \(thread 102\).*, last/);
        assert.equal(eventsOf(play(`${given}p2 exits 0`), "futexOwnerEnded").length, 0);
        const waited = `${given}p3 enters futex 7028 LOCK_PI 0 around 102,0,0,0,32\n`;
        assert.match(stateText(play(waited).state), /held by p2 \(thread 102\)/);
        assert.equal(eventsOf(play(`${waited}p2 exits 0`), "futexOwnerEnded").length, 1);
    });

    it("is succeeded, too, when it executes another program, and before that is recorded", () => {
        const robust = `${shared}p2 enters futex 7028 WAIT 2147483749 by pthread_mutex_lock around 2147483749,0,101,1,144\n`;
        const before = `${robust}p1 enters execve /bin/wc\np2 leaves\np1 exec wc`;
        for (const script of [before, `${robust}p1 exec wc\np2 leaves`]) {
            assert.deepEqual(eventsOf(play(script), "futexWaited")[0]?.by, { process: "p1", tid: 101 });
            assert.equal(eventsOf(play(script), "futexOwnerEnded").length, 1);
            assert.deepEqual(faults(script), []);
        }
    });

    it("is made so by the kernel with FUTEX_LOCK_PI, and gives it up with FUTEX_UNLOCK_PI", () => {
        const inherits = `${shared}p2 enters futex 7028 LOCK_PI 0 around 101\n`;
        assert.equal(futexOf(play(inherits).state).owner?.process, "p1");
        assert.equal(
            reason(inherits, "p2"),
            "futex1 is held by p1 (thread 101), which runs with the priority of whoever waits while that is higher than its own",
        );
        assert.doesNotMatch(reason(`${inherits}p1 exits 0`, "p2") ?? "", /priority/);
        const handed = `${inherits}p1 futex 7028 UNLOCK_PI 0\np2 leaves\n`;
        assert.equal(futexOf(play(handed).state).owner?.process, "p2");
        assert.equal(futexOf(play(`${inherits}p1 enters futex 7028 UNLOCK_PI 0\np2 leaves\np1 leaves`).state).owner?.process, "p2");
        assert.equal(futexOf(play(`${handed}p2 futex 7028 UNLOCK_PI 0`).state).owner, null);
        assert.deepEqual(faults(handed), []);
    });
});

describe("a futex is told", () => {
    it("in sentences", () => {
        const both = `${held}p3 enters futex 7028 WAIT 2 ${lock}\n`;
        const unlock = "p1 futex 7028 WAKE 1 by pthread_mutex_unlock around 0";
        assert.equal(said(held), "p2 is in pthread_mutex_lock: mutex futex1 is held by p1 (thread 101).");
        assert.equal(said(`${both}${unlock} = 1`), "pthread_mutex_unlock of p1 woke one of p2 and p3 at mutex futex1.");
        assert.equal(said(`${held}${unlock} = 1`), "pthread_mutex_unlock of p1 woke p2 at mutex futex1.");
        assert.equal(said(`${held}p2 leaves EAGAIN\n${unlock} = 1`), "pthread_mutex_unlock of p1 woke 1 at mutex futex1.");
        assert.equal(said(`${held}${unlock} = 2`), "pthread_mutex_unlock of p1 woke 2, p2 among them at mutex futex1.");
        assert.equal(
            said(`${held}p2 leaves EAGAIN\n${unlock} = 0`),
            "pthread_mutex_unlock of p1 woke nobody at mutex futex1. Nobody waited there, and a wake is not kept for later.",
        );
        assert.equal(
            said(`${held}${unlock} = 1\np2 leaves`),
            "pthread_mutex_lock of p2: woken by p1 at mutex futex1. It tries to lock it now; if another one is faster, it waits again.",
        );
        assert.equal(
            said(`${held}p2 leaves EAGAIN`),
            "pthread_mutex_lock failed: EAGAIN. The word was not what the program expected any more, so there was nothing to wait for.",
        );
    });

    it("in the state, as JSON and as text", () => {
        const { state } = play(held);
        const json = stateJson(state).objects.find(({ id }) => id === "futex1");
        assert.deepEqual(json, {
            id: "futex1",
            kind: "futex",
            name: null,
            type: "mutex",
            place: { memory: "anonymousMemory1", process: null, offset: 0x28, private: false },
            value: 2,
            owner: { process: "p1", tid: 101, ended: false },
            robust: false,
            waiters: [{ process: "p2", tid: 102, operation: "FUTEX_WAIT", expected: 2 }],
            woken: 0,
            lastWake: null,
        });
        assert.match(
            stateText(state),
            /mutex futex1 {2}in anonymousMemory1 at 0x28 {2}\(was 2\)\n {6}held by p1 \(thread 101\)\n {6}1\. p2 \(thread 102\) waits at a\.c:4/,
        );
    });
});

describe("what no kernel would do at a futex", () => {
    it("is to let somebody go on whom nobody has woken", () => {
        assert.deepEqual(faults(`${held}p2 leaves`), ["event 10: p2 went on at futex1 although nobody woke it"]);
    });

    it("is to wake more than wait", () => {
        const [fault] = faults(`${held}p1 futex 7028 WAKE 9 = 2`);
        assert.match(fault ?? "", /p1 woke 2 at futex1, where 1 waited$/);
    });

    it("is not what happens between processes of which some are not traced", () => {
        const file = "p1 open /m O_RDWR = 3\np1 mmap 7000 4096 3 rw\np1 enters futex 7000 WAIT 1\n";
        assert.deepEqual(faults(`${file}p1 leaves`), []);
        assert.deepEqual(faults(`${file}p1 leaves ETIMEDOUT\np1 futex 7000 WAKE 9 = 4`), []);
    });
});
