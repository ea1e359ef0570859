/** What must always be so of sockets: each rule finds what breaks it, and nothing in what the interpreter tells. */
import assert from "node:assert/strict";
import { Consistency } from "../../tracer/consistency/consistency";
import type { Event } from "../../tracer/model/event";
import { play } from "./script";

function faultsOf(events: readonly Event[]): readonly string[] {
    const consistency = new Consistency();
    return events.flatMap((event) => consistency.see(event));
}

/** The events of a script without the last of that kind, renumbered. */
function without(script: string, kind: Event["kind"]): readonly Event[] {
    const { events } = play(script);
    const place = events.findLastIndex((event) => event.kind === kind);
    assert.ok(place >= 0, `there is a ${kind}`);
    return events.filter((_, index) => index !== place).map((event, index) => ({ ...event, seq: index + 1 }));
}

const pair = "p1 socketpair 3 4\np1 fork p2\np1 close 4\np2 close 3\n";
const packets = pair.replace("3 4", "3 4 seqpacket");
const connection = "p1 socket 3 unix stream\np1 bind 3 /tmp/s\np1 listen 3 2\np1 fork p2\np2 socket 4 unix stream\np2 connect 4 /tmp/s\n";

describe("consistency of sockets", () => {
    const sound: readonly [string, string][] = [
        ["bytes both ways", `${pair}p1 send 3 "ab"\np2 recv 4 "a"\np2 send 4 "c"\np1 recv 3 "c"\np1 close 3\np2 recv 4 "b"\np2 recv 4 ""`],
        ["bytes of a send that has not returned", `${pair}p1 enters send 3 "hello"\np2 recv 4 "hel"\np1 leaves`],
        ["bytes of several messages whose send has not returned", `${pair}p1 enters sendmmsg 3 "" "hello"\np2 recv 4 "hel"\np1 leaves`],
        [
            "messages whose send has not returned",
            `${packets}p1 enters sendmmsg 3 "" "hello" "you"\np2 recvmmsg 4 "" "hello"\np1 leaves\np2 recv 4 "you"`,
        ],
        ["several pieces in one read, and a rest", `${pair}p1 send 3 "ab"\np1 send 3 "cd"\np2 recv 4 "abc"\np2 recv 4 "d"`],
        ["a connection that waits, and is accepted", `${connection}p2 send 4 "x"\np1 accept 3 5 p2 /tmp/s\np1 recv 5 "x"`],
        ["a connection that waits in vain", `${connection}p1 close 3\np2 close 3\np2 recv 4 "" = ECONNRESET`],
    ];
    for (const [what, script] of sound) it(`has nothing against ${what}`, () => assert.deepEqual(faultsOf(play(script).events), []));

    it("finds bytes that nobody sent", () => {
        const faults = faultsOf(without(`${pair}p1 send 3 "ab"\np2 recv 4 "ab"`, "dataSent"));
        assert.ok(
            faults.some((fault) => fault.includes("2 bytes were received from socket2 that nobody sent")),
            faults.join("\n"),
        );
    });

    it("finds a message that is none of those whose send has not returned", () => {
        const { events } = play(`${packets}p1 enters sendmmsg 3 "one" "two"\np2 recv 4 "three"`);
        assert.ok(
            faultsOf(events).some((fault) => fault.includes("5 bytes were received from socket2 that nobody sent")),
            faultsOf(events).join("\n"),
        );
    });

    for (const type of ["", " seqpacket"]) {
        it(`finds what overtakes what was sent before it${type}`, () => {
            const script = `${pair.replace("3 4", `3 4${type}`)}p1 send 3 "ab"\np1 send 3 "cd"\np2 recv 4 "ab"\np2 recv 4 "cd"`;
            const { events } = play(script);
            assert.deepEqual(faultsOf(events), []);
            const received = events.filter((event) => event.kind === "dataReceived");
            const [first, second] = received;
            assert.ok(first !== undefined && second !== undefined);
            const swapped = events.map((event) =>
                event === first
                    ? { ...first, segments: second.segments }
                    : event === second
                      ? { ...second, segments: first.segments }
                      : event,
            );
            const faults = faultsOf(swapped);
            assert.ok(
                faults.some((fault) => fault.endsWith("what was sent later was received before what was sent earlier, from socket2")),
                faults.join("\n"),
            );
        });
    }

    it("finds an end that nobody made", () => {
        const faults = faultsOf(without(`${pair}p1 shutdown 3 1\np2 recv 4 ""`, "socketShutdown"));
        assert.ok(
            faults.some((fault) => fault.includes("finds the end of socket2 while socket1 can send to it")),
            faults.join("\n"),
        );
    });

    it("finds ends that do not name each other", () => {
        const { events } = play(pair);
        const broken = events.map((event) =>
            event.kind === "socketPairCreated" ? { ...event, newPeer: { ...event.newPeer, peer: "socket9" } } : event,
        );
        const faults = faultsOf(broken);
        assert.ok(
            faults.some((fault) => fault.includes("socket1 is connected to socket2, which is connected to socket9")),
            faults.join("\n"),
        );
    });
});
