/** What must always be so: each rule finds what breaks it, and nothing in what the interpreter tells. */
import assert from "node:assert/strict";
import { Consistency } from "../../tracer/consistency/consistency";
import { referenceRules } from "../../tracer/consistency/referenceRules";
import { rulesOf } from "../../tracer/consistency/kindRules";
import type { Event } from "../../tracer/model/event";
import type { KernelObject } from "../../tracer/model/kindTypes";
import type { Pipe } from "../../tracer/model/kinds/pipe/state";
import { lookAt } from "../../tracer/model/lookAt";
import type { State } from "../../tracer/model/state";
import { pipeOf } from "./pipeState";
import { play } from "./script";

function faultsOf(events: readonly Event[]): readonly string[] {
    const consistency = new Consistency();
    return events.flatMap((event) => consistency.see(event));
}

/** The events of a script without the one of that kind (the last of them), renumbered. */
function without(script: string, kind: Event["kind"], which: "first" | "last" = "last"): readonly Event[] {
    const { events } = play(script);
    const isOne = (event: Event): boolean => event.kind === kind;
    const place = which === "last" ? events.findLastIndex(isOne) : events.findIndex(isOne);
    assert.ok(place >= 0, `there is a ${kind}`);
    return events.filter((_, index) => index !== place).map((event, index) => ({ ...event, seq: index + 1 }));
}

function changed<K extends Event["kind"]>(script: string, kind: K, change: Partial<Extract<Event, { kind: K }>>): readonly Event[] {
    const { events } = play(script);
    const place = events.findLastIndex((event) => event.kind === kind);
    assert.ok(place >= 0, `there is a ${kind}`);
    return events.map((event, index) => (index === place ? { ...event, ...change } : event));
}

function mapped<Part>(parts: ReadonlyMap<string, Part>, id: string, change: (part: Part) => Part): ReadonlyMap<string, Part> {
    return new Map([...parts].map(([key, part]) => [key, key === id ? change(part) : part]));
}

/** The script language knows only waits for any child. */
function waitingForP2(event: Event): Event {
    const waits = event.kind === "callBlocked" && event.awaits.what === "child";
    return waits ? { ...event, awaits: { what: "child", child: "p2", pid: 102, group: false } } : event;
}

const pipeOfTwo = "p1 pipe 3 4\np1 fork p2\n";

describe("consistency", () => {
    const sound: readonly [string, string][] = [
        [
            "bytes through a pipe",
            `${pipeOfTwo}p1 close 4\np1 enters read 3\np2 write 4 "ab"\np1 leaves "ab"\np2 exits 0\np1 read 3 ""\np1 wait p2`,
        ],
        ["bytes of a write that has not returned", `${pipeOfTwo}p2 enters write 4 "hello"\np1 read 3 "hello"\np2 leaves 5`],
        ["a full pipe", `${pipeOfTwo}p2 enters write 4 y*70000\np1 read 3 y*65536\np2 leaves 70000\np1 read 3 y*4464`],
        ["packets", 'p1 pipe 3 4 O_DIRECT\np1 write 4 "abcd"\np1 write 4 "ef"\np1 read 3 "ab"'],
        ["threads with one table", "p1 thread p1.2\np1.2 pipe 3 4\np1 dup2 3 4\np1.2 thread-exits\np1 exits 0"],
        ["a broken pipe", `${pipeOfTwo}p1 close 3\np2 close 3\np1 write 4 "x" = EPIPE`],
        ["a descriptor in flight", "p1 socketpair 3 4\np1 pipe 5 6\np1 pass 3 6\np1 close 6\np1 receive 4 7\np1 exits 0"],
        ["exec with close-on-exec", "p1 pipe 3 4 O_CLOEXEC\np1 fork p2\np2 exec cat\np2 exits 0\np1 wait p2"],
    ];
    for (const [what, script] of sound) it(`has nothing against ${what}`, () => assert.deepEqual(faultsOf(play(script).events), []));

    const broken: readonly [string, readonly Event[], readonly string[]][] = [
        [
            "a received descriptor whose number is taken",
            changed("p1 socketpair 3 4\np1 pipe 5 6\np1 pass 3 6\np1 receive 4 7", "descriptorReceived", { fd: 5 }),
            ["event 9: descriptor 5 of p1 is open already"],
        ],
        [
            "an end of file while a descriptor can write",
            without(`${pipeOfTwo}p1 close 4\np2 close 4\np1 read 3 ""`, "descriptorClosed"),
            ["event 8: read finds the end of pipe1 while descriptor 4 of p2 can write to it"],
        ],
        [
            "an end of file while bytes are there",
            changed(`${pipeOfTwo}p1 write 4 "ab"\np1 close 4\np2 close 4\np1 read 3 "ab"`, "bytesRead", { endOfFile: true }),
            ["event 10: read finds the end of pipe1 while 2 bytes are in it"],
        ],
        [
            "EPIPE while somebody can read",
            without(`${pipeOfTwo}p1 close 3\np2 close 3\np1 write 4 "x" = EPIPE`, "descriptorClosed"),
            ["event 8: write says EPIPE at pipe1 while descriptor 3 of p2 can read it"],
        ],
        [
            "bytes that nobody wrote",
            without(`${pipeOfTwo}p1 write 4 "ab"\np2 read 3 "ab"`, "bytesWritten"),
            ["event 7: 2 bytes were read from pipe1 that nobody wrote"],
        ],
        [
            "a descriptor that is not open",
            without("p1 pipe 3 4\np1 close 3\np1 dup 4 = 3\np1 close 3", "descriptorDuplicated"),
            ["event 7: p1 has no descriptor 3"],
        ],
        [
            "a number given out twice",
            without("p1 pipe 3 4\np1 close 3\np1 dup 4 = 3", "descriptorClosed"),
            ["event 6: descriptor 3 of p1 is open already"],
        ],
        [
            "a thread that goes on while it waits",
            without(`${pipeOfTwo}p1 enters read 3\np2 write 4 "a"\np1 leaves "a"\np1 close 3`, "callResumed"),
            ["event 10: thread 101 of p1 is still in read"],
        ],
        [
            "a child that is reaped before it ended",
            without("p1 fork p2\np2 exits 0\np1 wait p2", "processExited"),
            ["event 7: p2 is running, no zombie", "event 7: p2 has 1 threads and has ended"],
        ],
        [
            "a process that acts after its end",
            [...play("p1 fork p2\np2 exits 0").events.slice(0, -1), ...play("p1 fork p2\np2 dup 0 = 3\np2 close 2").events.slice(-1)],
            ["event 7: p2 has ended", "event 7: p2 has no descriptor 2"],
        ],
        [
            "a signal that nobody sent",
            changed("p1 mask block SIGUSR1\np1 kill p1 SIGUSR1\np1 mask unblock SIGUSR1\np1 gets SIGUSR1 p1", "signalDelivered", {
                generated: [2],
            }),
            ["event 8: SIGUSR1 of event 2 was not pending for p1"],
        ],
        [
            "a handler that begins while its signal is blocked",
            changed("p1 handles SIGUSR1\np1 mask block SIGUSR2\np1 kill p1 SIGUSR1\np1 gets SIGUSR1 p1", "signalMaskChanged", {
                blocked: ["SIGUSR1"],
            }),
            ["event 9: a handler for SIGUSR1 runs in p1, which blocks it"],
        ],
        ["a gap between events", changed("p1 dup 0 = 3", "descriptorDuplicated", { seq: 9 }), ["event 9: it follows event 4"]],
        [
            "a message that nobody sent",
            without('p1 msgget 0 IPC_CREAT = 7\np1 msgsnd 7 1 "ab"\np1 msgrcv 7 0 1 "ab"', "messageSent"),
            ["event 6: a message of type 1 was received from messageQueue1 that nobody sent"],
        ],
        [
            "a message that nobody sent into a POSIX queue",
            without('p1 mq_open 3 /q O_RDWR O_CREAT O_EXCL 2 8\np1 mq_send 3 1 "ab"\np1 mq_receive 3 1 "ab"', "messageSent"),
            ["event 6: a message was received from posixMessageQueue1 that nobody sent"],
        ],
        [
            "more messages than fit",
            play('p1 mq_open 3 /q O_RDWR O_CREAT O_EXCL 1 8\np1 mq_send 3 1 "ab"\np1 mq_send 3 1 "cd"').events,
            ["event 7: posixMessageQueue1 holds 2 messages, but only 1 fit"],
        ],
        [
            "a value of a semaphore that nobody added",
            without("p1 semget 0 1 IPC_CREAT = 7\np1 semop 7 0:+1\np1 semop 7 0:-1\np1 exits 0", "semaphoreChanged", "first"),
            ["event 7: 1 was taken from semaphore 0 of semaphoreSet1 that nobody added"],
        ],
    ];
    const waits: readonly [string, string, string, string, string][] = [
        ["bytes", `${pipeOfTwo}p1 enters read 3\np2 write 4 "ab"`, "p2", "read", "2 bytes are in pipe1"],
        ["the end", `${pipeOfTwo}p1 close 4\np1 enters read 3\np2 close 4`, "p2", "read", "nobody can write to pipe1 any more"],
        ["a value", "p1 eventfd 3 0\np1 fork p2\np1 enters take 3 1\np2 add 3 1", "p2", "read", "the counter of eventfd1 is 1"],
        [
            "a semaphore",
            "p1 semget 0 1 = 7\np1 fork p2\np1 enters semop 7 0:-1\np2 semop 7 0:+1",
            "p2",
            "semop",
            "all that it is to do to semaphoreSet1 can be done",
        ],
        [
            "a message",
            'p1 mq_open 3 /q O_RDWR O_CREAT O_EXCL 2 8\np1 fork p2\np1 enters mq_receive 3 1 "a"\np2 mq_send 3 1 "a"',
            "p2",
            "mq_timedreceive",
            "posixMessageQueue1 holds 1 messages",
        ],
        ["the end of a child", "p1 fork p2\np1 fork p3\np1 enters wait p2\np2 exits 0", "p3", "wait4", "p2 is a zombie"],
    ];
    for (const [what, script, other, call, cause] of waits) {
        it(`finds a wait that goes on although ${what} came`, () => {
            const steps = ["dup 0 = 9", "close 9", "dup 0 = 9"].map((step) => `${other} ${step}`);
            const played = play([script, ...steps].join("\n")).events.map(waitingForP2);
            const last = played.length;
            const after = (seconds: number): readonly string[] =>
                faultsOf(played.map((event, index) => (index < last - 2 ? event : { ...event, time: event.time + seconds })));
            assert.deepEqual(after(4), []);
            assert.deepEqual(after(6), [`event ${last - 1}: thread 101 of p1 has been in ${call} for more than 5 s although ${cause}`]);
        });
    }

    const counts: readonly [string, (state: State) => State, string][] = [
        [
            "references that do not add up",
            (state) => ({ ...state, descriptions: mapped(state.descriptions, "ofd2", (one) => ({ ...one, references: 2 })) }),
            "ofd2 counts 2 references, and 1 descriptors refer to it",
        ],
        [
            "descriptors of a description that is gone",
            (state) => ({ ...state, descriptions: new Map([...state.descriptions].filter(([id]) => id !== "ofd2")) }),
            "descriptors refer to ofd2, which is gone",
        ],
        [
            "users that do not add up",
            (state) => ({ ...state, tables: mapped(state.tables, [...state.tables.keys()][0] ?? "", (one) => ({ ...one, users: 2 })) }),
            "table1 counts 2 users, and 1 threads use it",
        ],
        [
            "an address space that has other users",
            (state) => ({ ...state, spaces: mapped(state.spaces, [...state.spaces.keys()][0] ?? "", (one) => ({ ...one, users: 2 })) }),
            "space1 counts 2 users, and 1 processes use it",
        ],
        [
            "mappings that do not add up",
            (state) => ({ ...state, objects: mapped(state.objects, "sharedMemory1", (one) => ({ ...one, mapped: 2 })) }),
            "sharedMemory1 counts 2 mappings of 1",
        ],
        [
            "mappings of an object that is gone",
            (state) => ({ ...state, objects: new Map([...state.objects].filter(([id]) => id !== "sharedMemory1")) }),
            "sharedMemory1 is mapped, and is gone",
        ],
        [
            "ends that do not add up",
            (state) => ({ ...state, objects: mapped(state.objects, "pipe1", (one) => ({ ...one, writers: 2 })) }),
            "pipe1 counts 1 readers and 2 writers, and has 1 and 1",
        ],
    ];
    for (const [what, change, fault] of counts) {
        it(`finds ${what}`, () => {
            const { state } = play("p1 pipe 3 4\np1 shmget 0 100 = 3\np1 shmat 3 7000");
            assert.deepEqual(
                referenceRules.flatMap((rule) => rule(state)),
                [],
            );
            assert.equal(referenceRules.flatMap((rule) => rule(change(state)))[0], fault);
        });
    }

    const pipes: readonly [string, Partial<Pipe>, string][] = [
        ["more in a pipe than fits", { capacity: 4096 }, "pipe1 holds 5000 of 4096 bytes"],
        ["bytes in a pipe without a writer", { segments: [] }, "pipe1 holds 5000 bytes, of which 0 have a writer"],
        ["bytes in a pipe without a page", { slots: [] }, "pipe1 holds 5000 bytes, but 0 in its pages"],
    ];
    for (const [what, change, fault] of pipes) {
        it(`finds ${what}`, () => {
            const { state } = play("p1 pipe 3 4\np1 write 4 x*5000");
            const faults = (pipe: KernelObject): readonly string[] => rulesOf(pipe).object?.(pipe, lookAt(state), state) ?? [];
            assert.deepEqual(faults(pipeOf(state)), []);
            assert.deepEqual(faults({ ...pipeOf(state), ...change }), [fault]);
        });
    }

    for (const [what, events, faults] of broken) it(`finds ${what}`, () => assert.deepEqual(faultsOf(events), faults));
});
