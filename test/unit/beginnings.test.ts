/** The lines that began what an event loop does later: each is certain, and where it is not there is none. */
import assert from "node:assert/strict";
import { play } from "./script";

/** The line that began it, of each event of a call on one line of the script; the script's first line is 1. */
function beginnings(script: string): ReadonlyMap<string, number | null> {
    return new Map(
        play(script).events.flatMap(({ kind, call, source, begunAt }) =>
            call === undefined || source !== undefined ? [] : [[`${kind} of ${call}`, begunAt?.line ?? null] as const],
        ),
    );
}

const query = '"{\\"cmd\\":\\"NODE_CLUSTER\\",\\"act\\":\\"queryServer\\"}\\n"';
const askedByWorker = `p1 epoll 9
    p1 socketpair 3 4
    p1 fork p2
    p2 send 4 ${query}
    p1 loop recv 3 ${query}`;

describe("the line that began what an event loop does", () => {
    it("is that which made the object, for what comes", () => {
        const script = `p1 epoll 9
            p1 socketpair 3 4
            p1 fork p2
            p2 send 4 "hello"
            p1 loop read 3 "hello"`;
        assert.deepEqual(beginnings(script), new Map([["dataReceived of read", 2]]));
    });

    it("is that of the server, for a connection that it accepts and what comes by that", () => {
        const script = `p1 epoll 9
            p1 socket 3 unix stream
            p1 bind 3 /tmp/s
            p1 listen 3
            p1 fork p2
            p2 socket 4 unix stream
            p2 connect 4 /tmp/s
            p1 loop accept 3 5 p2 /tmp/s
            p2 send 4 "hello"
            p1 loop recv 5 "hello"`;
        assert.deepEqual(
            beginnings(script),
            new Map([
                ["connectionAccepted of accept", 2],
                ["dataReceived of recvfrom", 2],
            ]),
        );
    });

    it("is that which made the child, for its end", () => {
        assert.deepEqual(beginnings("p1 epoll 9\np1 fork p2\np2 exits 3\np1 loop wait p2"), new Map([["processReaped of wait4", 2]]));
    });

    it("is that of the write, for exactly what did not fit", () => {
        const script = `p1 epoll 9
            p1 pipe 3 4
            p1 write 4 "abcdef" = 2
            p1 write 4 "cdef" = EAGAIN
            p1 loop write 4 "cdef" = 3
            p1 loop write 4 "f"
            p1 loop write 4 "f"
            p1 socketpair 5 6
            p1 write 5 "abcd" = 1
            p1 loop write 5 "bcd"`;
        const rests = play(script).events.filter(({ call, source }) => call === "write" && source === undefined);
        assert.deepEqual(
            rests.map(({ begunAt }) => begunAt?.line ?? null),
            [4, 4, null, 9],
        );
    });

    for (const [what, script] of [
        ["another length", 'p1 epoll 9\np1 pipe 3 4\np1 write 4 "abcd" = 2\np1 loop write 4 "c"'],
        ["another thread", 'p1 epoll 9\np1 pipe 3 4\np1 thread p2\np2 write 4 "abcd" = 2\np1 loop write 4 "cd"'],
        ["another write of the program's", 'p1 epoll 9\np1 pipe 3 4\np1 write 4 "abcd" = 2\np1 write 4 "cd"\np1 loop write 4 "cd"'],
    ] as const) {
        it(`is not known of a write with ${what}`, () => {
            assert.deepEqual(beginnings(script), new Map([["bytesWritten of write", null]]));
        });
    }

    for (const [what, script] of [
        ["a thread that has no loop", 'p1 socketpair 3 4\np1 send 4 "a"\np1 loop read 3 "a"'],
        ["a pipe that the loop has for itself", 'p1 epoll 9\np1 pipe 3 4\np1 write 4 "a"\np1 loop read 3 "a"'],
        ["a descriptor of the parent's", 'p1 socketpair 3 4\np1 fork p2\np1 send 4 "a"\np2 epoll 9\np2 loop read 3 "a"'],
        ["a descriptor of the program before", 'p1 socketpair 3 4\np1 exec b\np1 send 4 "a"\np1 epoll 9\np1 loop read 3 "a"'],
    ] as const) {
        it(`is not known of ${what}`, () => {
            const read = play(script).events.at(-1);
            assert.deepEqual([read?.call, read?.source, read?.begunAt], ["read", undefined, undefined]);
        });
    }

    it("is that which started what a thread of the pool does", () => {
        const script = `p1 epoll 9
            p1 thread p1.2
            p1.2 carries-out work 1
            p1.2 loop open /a O_RDONLY = 3
            p1.2 loop read 3 "hello"`;
        assert.deepEqual(
            beginnings(script),
            new Map([
                ["descriptorOpened of open", 1],
                ["bytesRead of read", null],
            ]),
        );
    });

    it("is none where a thread of the pool tells the loop that it is done", () => {
        const script = `p1 epoll 9
            p1 eventfd 10
            p1 thread p1.2
            p1.2 carries-out work 1
            p1.2 loop add 10 1`;
        assert.deepEqual(beginnings(script), new Map([["eventfdIncreased of write", null]]));
    });

    it("is that which had to do with the descriptor last, for what the runtime starts by itself", () => {
        const script = `p1 epoll 9
            p1 thread p1.2
            p1.2 carries-out work 1
            p1.2 loop open /a O_RDONLY = 3
            p1 carries-out descriptor 2 3
            p1 loop eventfd 10
            p1.2 carries-out work 6
            p1.2 loop read 3 "hello"`;
        assert.equal(beginnings(script).get("bytesRead of read"), 2);
    });

    it("is that which shut the stream down, or connected the socket, when that comes later", () => {
        const script = `p1 epoll 9
            p1 carries-out socket 1
            p1 loop socket 3 unix stream
            p1 loop connect 3 /tmp/s = EINPROGRESS
            p1 carries-out shutdown 2
            p1 loop shutdown 3 write
            p1 loop shutdown 3 write`;
        const told = play(script).events.filter(({ call, source }) => call !== undefined && source === undefined);
        assert.deepEqual(
            told.map(({ call, begunAt }) => [call, begunAt?.line]),
            [
                ["socket", 1],
                ["connect", 1],
                ["shutdown", 2],
                ["shutdown", undefined],
            ],
        );
    });

    it("is that which made the channel, for what a cluster's primary does because a worker asks, and with what that brings", () => {
        const script = `${askedByWorker}
            p1 reader socket 5 unix stream
            p1 reader bind 5 /tmp/s
            p1 reader listen 5
            p2 socket 6 unix stream
            p2 connect 6 /tmp/s
            p1 loop accept 5 7 p2 /tmp/s
            p1 loop pass 3 7
            p1 loop close 7`;
        assert.deepEqual(
            beginnings(script),
            new Map([
                ["dataReceived of recvfrom", 2],
                ["socketCreated of socket", 2],
                ["socketBound of bind", 2],
                ["socketListening of listen", 2],
                ["connectionAccepted of accept", 2],
                ["descriptorPassed of sendmsg", 2],
                ["dataSent of sendmsg", null],
                ["descriptorClosed of close", 2],
            ]),
        );
    });

    it("is not known of a connection that a program passes on later than it was told to", () => {
        const script = `p1 epoll 9
            p1 socketpair 3 4
            p1 fork p2
            p1 socket 5 unix stream
            p1 bind 5 /tmp/s
            p1 listen 5
            p2 socket 6 unix stream
            p2 connect 6 /tmp/s
            p1 loop accept 5 7 p2 /tmp/s
            p1 loop pass 3 7`;
        const lines = beginnings(script);
        assert.deepEqual([lines.get("connectionAccepted of accept"), lines.get("descriptorPassed of sendmsg")], [4, null]);
    });

    const others = 'p2 send 4 "x"\np1 loop recv 3 "x"';
    for (const [what, script] of [
        ["after it has gone on from that read", `${askedByWorker}\np1 loop socket 5 unix stream`],
        ["when something else was read since", `${askedByWorker}\n${others}\np1 reader socket 5 unix stream`],
        ["when the program got a message, too", `${askedByWorker.replaceAll('\\n"', '\\n{}\\n"')}\np1 reader socket 5 unix stream`],
    ] as const) {
        it(`is not known of a socket that a cluster's primary makes ${what}`, () => {
            const lines = beginnings(script);
            assert.deepEqual([lines.get("dataReceived of recvfrom"), lines.get("socketCreated of socket")], [2, null]);
        });
    }
});
