import assert from "node:assert/strict";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { review, reviewOf } from "./reviewed";
import { play } from "./script";

/** What an event is, and who made it. */
function named(trace: RecordedTrace, seq: number): string {
    return `${trace.events.kind(seq)} ${trace.events.process(seq)}`;
}

/** Each pair as "cause → effect: kind". */
function pairs(trace: RecordedTrace): readonly string[] {
    return Array.from({ length: trace.links.length }, (_, index) => trace.links.at(index)).map(
        ({ from, to, kind }) => `${named(trace, from)} → ${named(trace, to)}: ${kind}`,
    );
}

/** Each wait with its end and who ended it. */
function waits(trace: RecordedTrace): readonly string[] {
    return [...trace.waits.all()].map(({ from, to, what, endedBy }) => {
        const end = to === null ? "never" : trace.events.kind(to);
        return `${trace.events.process(from)} ${what} ${end} ${endedBy === null ? "-" : named(trace, endedBy)}`;
    });
}

describe("the causes of a trace's events", () => {
    it("go from a write to the read of its bytes, found from both ends", () => {
        const trace = review('p1 pipe 3 4\np1 fork p2\np1 enters read 3\np2 write 4 "hello"\np1 leaves "hello"\np2 write 4 "x"');
        assert.deepEqual(pairs(trace), ["processForked p1 → bytesWritten p2: fork", "bytesWritten p2 → bytesRead p1: bytes"]);
        assert.deepEqual(waits(trace), ["p1 input callResumed bytesWritten p2"]);
        const [, link] = [trace.links.at(0), trace.links.at(1)];
        assert.deepEqual(trace.links.causesOf(link.to), [link]);
        assert.deepEqual(trace.links.effectsOf(link.from), [link]);
        assert.deepEqual(trace.links.effectsOf(trace.length), []);
    });

    it("know a write that was read before it returned by the event of its return", () => {
        const trace = review("p1 pipe 3 4\np1 fork p2\np1 enters write 4 x*70000\np2 read 3 x*65536\np1 leaves\np2 read 3 x*4464");
        assert.deepEqual(pairs(trace).slice(1), ["bytesWritten p1 → bytesRead p2: bytes", "bytesWritten p1 → bytesRead p2: bytes"]);
        assert.deepEqual(waits(trace), ["p1 room callResumed bytesRead p2"]);
        const write = trace.links.at(1).from;
        assert.deepEqual(
            trace.readersOf(write).map(({ at, offset, length }) => [at, offset, length]),
            [
                [0, 0, 65536],
                [0, 65536, 4464],
            ],
        );
    });

    it("go from an end to the wait for it, and from a signal to where it arrives", () => {
        const trace = review("p1 fork p2\np1 enters wait p2\np2 exits 0\np1 leaves");
        assert.ok(pairs(trace).includes("processExited p2 → processReaped p1: exit"), pairs(trace).join("\n"));
        assert.deepEqual(waits(trace), ["p1 child callResumed processExited p2"]);
        const signals = review("p1 fork p2\np2 kill p1 SIGUSR1\np1 gets SIGUSR1 p2");
        assert.ok(pairs(signals).includes("signalSent p2 → signalDelivered p1: signal"), pairs(signals).join("\n"));
    });

    it("go from a semaphore's change to who was let through by it", () => {
        const trace = review(`
            p1 semget 0 2 = 7
            p1 fork p2
            p1 enters semop 7 0:-1
            p2 semop 7 1:+1
            p2 semop 7 0:+1
            p2 semop 7 1:+1
            p1 leaves`);
        const [pair] = Array.from({ length: trace.links.length }, (_, index) => trace.links.at(index)).filter(
            ({ kind }) => kind === "semaphore",
        );
        assert.deepEqual(
            [trace.event(pair?.from ?? 0), trace.event(pair?.to ?? 0)].map((event) => ("index" in event ? event.index : null)),
            [0, 0],
        );
        assert.deepEqual(waits(trace), ["p1 semaphores callResumed semaphoreChanged p2"]);
    });

    it("go from a release to the lock that waited for it, and to no other", () => {
        const begun = "p1 open /tmp/a O_RDWR = 3\np1 fork p2\np1 lock-bytes 3 write 0 10\np2 enters lock-bytes 3 write 5 10";
        const trace = review(`${begun}\np1 lock-bytes 3 unlock 0 10\np1 lock-bytes 3 unlock 90 1\np2 leaves`);
        assert.deepEqual(
            pairs(trace).filter((pair) => pair.endsWith("lock")),
            ["lockReleased p1 → lockSet p2: lock"],
        );
    });

    it("go from what was added to an eventfd to the read that took it", () => {
        const trace = review("p1 eventfd 3 0\np1 fork p2\np1 enters take 3 3\np2 add 3 1\np2 add 3 2\np1 leaves");
        assert.deepEqual(
            pairs(trace).filter((pair) => pair.endsWith("counter")),
            ["eventfdIncreased p2 → eventfdRead p1: counter", "eventfdIncreased p2 → eventfdRead p1: counter"],
        );
        const semaphore = review("p1 eventfd 3 0 semaphore\np1 fork p2\np2 add 3 2\np1 take 3 1");
        assert.ok(!pairs(semaphore).some((pair) => pair.endsWith("counter")), "which of them it took nobody knows");
    });

    it("go from a wake to the wait at a futex that it ended, also when its call is seen to return later", () => {
        const begun = "p1 mmap 7000 4096 -1 rw\np1 fork p2\np2 enters futex 7010 WAIT 5\n";
        for (const script of [
            `${begun}p1 futex 7010 WAKE 1 = 1\np2 leaves`,
            `${begun}p1 enters futex 7010 WAKE 1\np2 leaves\np1 leaves 1`,
        ]) {
            const trace = review(script);
            assert.deepEqual(
                pairs(trace).filter((pair) => pair.endsWith("futex")),
                ["futexWoke p1 → futexWaited p2: futex"],
            );
            assert.deepEqual(waits(trace), ["p2 futex callResumed futexWoke p1"]);
        }
    });

    it("go from a store to the load that found it, byte by byte, between threads", () => {
        const attached = "p1 shmget 7 100 IPC_CREAT = 3\np1 shmat 3 7000\np1 fork p2\n";
        const memory = (script: string): readonly string[] => pairs(review(attached + script)).filter((pair) => pair.endsWith("memory"));
        const link = "memoryWritten p1 → memoryRead p2: memory";
        assert.deepEqual(memory('p1 stores 7000 "aaaa" "bbbb"\np2 loads 7002 "bb"\np2 loads 7004 "aa"'), [link]);
        assert.deepEqual(memory('p1 stores 7000 "aa" "bb"\np1 stores 7002 "aa" "cc"\np2 loads 7000 "bbcc"'), [link, link]);
        assert.deepEqual(memory('p1 stores 7000 "aa" "bb"\np1 loads 7000 "bb"'), []);
    });

    it("go from connect(2) to accept(2), and from a descriptor that is passed to where it arrives", () => {
        const trace = review(
            "p1 socket 3 unix stream\np1 bind 3 /tmp/s\np1 listen 3 1\np1 fork p2\np2 socket 4 unix stream\np2 connect 4 /tmp/s\np1 accept 3 5 p2 /tmp/s",
        );
        assert.deepEqual(pairs(trace).slice(1), ["socketConnected p2 → connectionAccepted p1: connection"]);
        const passing = review("p1 socketpair 3 4\np1 pipe 5 6\np1 fork p2\np1 pass 3 6\np2 receive 4 7");
        assert.ok(pairs(passing).includes("descriptorPassed p1 → descriptorReceived p2: descriptor"), pairs(passing).join("\n"));
    });

    it("say who ended a wait for several descriptors", () => {
        const trace = review(`
            p1 pipe 3 4
            p1 epoll 5
            p1 watch 5 3 EPOLLIN 7
            p1 fork p2
            p1 enters waitfor 5 EPOLLIN 7
            p2 write 4 "x"
            p1 leaves`);
        assert.deepEqual(waits(trace), ["p1 readiness callResumed bytesWritten p2"]);
    });

    it("say with whose end or close a pipe had no writer any more", () => {
        const begun = "p1 pipe 3 4\np1 fork p2\np1 fork p3\np1 close 4\np1 enters read 3\n";
        for (const [script, ender] of [
            ['p2 exits 0\np3 exits 0\np1 leaves ""', "processExited p3"],
            ['p2 exits 0\np3 close 4\np3 close 3\np1 leaves ""', "descriptorClosed p3"],
            ['p2 exits 0\np3 write 4 "x"\np1 leaves "x"\np3 exits 0', "bytesWritten p3"],
        ] as const) {
            const trace = review(begun + script);
            assert.equal(named(trace, trace.enderOf(trace.waits.at(0)) ?? 0), ender);
        }
        const ignored = review("p1 pipe 3 4\np1 enters read 3\np1 leaves ERESTARTSYS");
        assert.equal(ignored.enderOf(ignored.waits.at(0)), null);
    });

    it("count a write once, of which a read got several pieces", () => {
        const { events } = play('p1 pipe 3 4\np1 fork p2\np2 write 4 "ac"\np2 write 4 "b"\np1 read 3 "abc"');
        const [first = 0, second = 0] = events.flatMap(({ kind, seq }) => (kind === "bytesWritten" ? [seq] : []));
        const pieces = [
            { write: first, offset: 0, length: 1 },
            { write: second, offset: 0, length: 1 },
            { write: first, offset: 1, length: 1 },
        ];
        const trace = reviewOf(events.map((event) => (event.kind === "bytesRead" ? { ...event, segments: pieces } : event)));
        const read = events.at(-1)?.seq ?? 0;
        assert.deepEqual(
            trace.links.causesOf(read).map(({ from }) => from),
            [first, second],
        );
        assert.deepEqual(
            trace.readersOf(first).map(({ at, offset }) => [at, offset]),
            [
                [0, 0],
                [2, 1],
            ],
        );
    });

    it("say of a sleep nothing but that it ended, whatever the thread does next", () => {
        const { events } = play("p1 semget 0 1 = 7\np1 fork p2\np1 enters semop 7 0:-1\np2 semop 7 0:+1\np1 leaves");
        const sleeping = reviewOf(
            events.map((event) => {
                if (event.kind === "callBlocked") return { ...event, call: "clock_nanosleep", object: null, awaits: { what: "time" } };
                return event.kind === "callResumed" ? { ...event, call: "clock_nanosleep", object: null } : event;
            }),
        );
        assert.deepEqual(waits(sleeping), ["p1 time callResumed -"]);
        assert.ok(!pairs(sleeping).some((pair) => pair.endsWith("semaphore")));
    });

    it("know who ended a wait for a child that had begun to end before", () => {
        const { events } = play("p1 fork p2\np1 enters wait p2\np2 exits 0\np1 leaves");
        const [blocked, exited] = ["callBlocked", "processExited"].map((kind) => events.findIndex((event) => event.kind === kind));
        const moved = events.toSpliced(blocked ?? 0, 1);
        moved.splice(exited ?? 0, 0, ...events.slice(blocked, (blocked ?? 0) + 1));
        const trace = reviewOf(moved.map((event, index) => ({ ...event, seq: index + 1 })));
        assert.deepEqual(waits(trace), ["p1 child callResumed processExited p2"]);
    });

    it("leave out what is not known", () => {
        assert.deepEqual(waits(review("p1 pipe 3 4\np1 enters read 3")), ["p1 input never -"]);
        assert.deepEqual(pairs(review('p1 write 1 "x"\np1 read 0 "typed"')), []);
    });
});

describe("provenance", () => {
    const trace = review('p1 pipe 3 4\np1 fork p2\np2 write 4 "abc"\np1 write 4 "defg"\np1 read 3 "ab"\np1 read 3 "cdef"');
    const seqs = (kind: string): readonly number[] =>
        Array.from({ length: trace.length }, (_, index) => index + 1).filter((seq) => trace.events.kind(seq) === kind);
    const [abc = 0, defg = 0] = seqs("bytesWritten");
    const [first = 0, second = 0] = seqs("bytesRead");

    it("says which write each byte of a read came from", () => {
        assert.deepEqual(trace.provenance(first), [{ at: 0, length: 2, write: abc, offset: 0 }]);
        assert.deepEqual(trace.provenance(second), [
            { at: 0, length: 1, write: abc, offset: 2 },
            { at: 1, length: 3, write: defg, offset: 0 },
        ]);
        assert.deepEqual(trace.provenance(second, 2, 3), [{ at: 2, length: 1, write: defg, offset: 1 }]);
        assert.deepEqual(trace.provenance(abc), []);
    });

    it("says who read what was written", () => {
        assert.deepEqual(trace.readersOf(abc), [
            { read: first, at: 0, offset: 0, length: 2 },
            { read: second, at: 0, offset: 2, length: 1 },
        ]);
        assert.deepEqual(trace.readersOf(abc, 2, 3), [{ read: second, at: 0, offset: 2, length: 1 }]);
        assert.deepEqual(trace.readersOf(defg, 3, 4), [], "nobody has read that yet");
    });
});
