/** Several messages in one call, credentials, the out-of-band byte, and datagrams that may have been thrown away. */
import assert from "node:assert/strict";
import { escapeBytes } from "../../tracer/model/bytes";
import type { Socket } from "../../tracer/model/kinds/socket/state";
import { sentence } from "../../tracer/model/sentence";
import { stateText } from "../../tracer/model/stateText";
import { eventsOf, play, type Played } from "./script";

function socketOf({ state }: Played, id: string): Socket {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "socket", `${id} is there: ${[...state.objects.keys()].join()}`);
    return object;
}

function waitingIn(played: Played, id: string): readonly string[] | null {
    const { accounted, incoming } = socketOf(played, id);
    return accounted === null ? null : incoming.map(({ data }) => (data === null ? "?" : escapeBytes(data)));
}

function lastSentence({ events, state }: Played): string {
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

const datagrams =
    "p1 socket 3 inet dgram\np1 bind 3 127.0.0.1:53\np1 socket 4 inet dgram\np1 bind 4 127.0.0.1:54\np1 socket 5 inet dgram\n";
const pair = "p1 socketpair 3 4 stream\n";

describe("a datagram socket that is connected to port 0", () => {
    it("sends to nobody, and not to itself", () => {
        const played = play(`${datagrams}p1 connect 5 127.0.0.1:0\np1 send 5 "x"`);
        const [socket] = [...played.state.objects.values()].filter(({ id }) => id === "socket3");
        assert.ok(socket?.kind === "socket");
        assert.deepEqual([socket.stage, socket.remote, socket.peer], ["connected", "127.0.0.1:0", null]);
        assert.deepEqual(
            ["socket1", "socket2", "socket3"].map((id) => waitingIn(played, id)),
            [[], [], []],
        );
    });
});

describe("several messages in one call", () => {
    it("go each to its own name", () => {
        const played = play(`${datagrams}p1 sendmmsg 5 "one" to 127.0.0.1:53 "two" to 127.0.0.1:54 "three" to 127.0.0.1:53`);
        assert.deepEqual([waitingIn(played, "socket1"), waitingIn(played, "socket2")], [["one", "three"], ["two"]]);
        assert.deepEqual(
            eventsOf(played, "dataSent").map(({ address, length, to }) => [address, length, to]),
            [
                ["127.0.0.1:53", 3, "socket1"],
                ["127.0.0.1:54", 3, "socket2"],
                ["127.0.0.1:53", 5, "socket1"],
            ],
        );
    });

    it("of one call into a stream are an offer, of which the receiver may have any part before it returns", () => {
        const begun = 'p1 socketpair 3 4\np1 fork p2\np1 enters sendmmsg 3 "one" "two" "three"\np2 recv 4 "onet"\n';
        const [send] = eventsOf(play(begun), "callBlocked");
        const [received] = eventsOf(play(begun), "dataReceived");
        assert.deepEqual(
            received?.segments.map(({ write, length }) => [write, length]),
            [[send?.seq, 4]],
        );
        const played = play(`${begun}p1 leaves`);
        assert.deepEqual(
            eventsOf(played, "dataSent").map(({ length, before }) => [length, before]),
            [
                [3, 3],
                [3, 1],
                [5, 0],
            ],
        );
        const receiver = played.state.objects.get("socket2");
        assert.ok(receiver?.kind === "socket");
        assert.equal(receiver.accounted, 7);
        assert.equal(receiver.incoming.map(({ data }) => escapeBytes(data ?? new Uint8Array())).join(""), "wothree");
    });

    it("with borders are an offer each, which may be received before the call returns", () => {
        const begun = 'p1 socketpair 3 4 seqpacket\np1 fork p2\np1 enters sendmmsg 3 "one" "" "three"\np2 recvmmsg 4 "one" ""\n';
        const [send] = eventsOf(play(begun), "callBlocked");
        assert.deepEqual(
            eventsOf(play(begun), "dataReceived").map(({ from, segments }) => [from, segments]),
            [
                ["socket1", [{ write: send?.seq, offset: 0, length: 3 }]],
                ["socket1", [{ write: send?.seq, offset: 3, length: 0 }]],
            ],
        );
        const played = play(`${begun}p1 leaves`);
        assert.deepEqual(
            eventsOf(played, "dataSent").map(({ length, taken }) => [length, taken]),
            [
                [3, true],
                [0, true],
                [5, undefined],
            ],
        );
        assert.deepEqual(waitingIn(played, "socket2"), ["three"]);
        assert.equal(socketOf(played, "socket2").accounted, 5);
        assert.deepEqual(socketOf(played, "socket1").sending, []);
    });

    it("go each to its own name before the call returns, too", () => {
        const begun = `${datagrams}p1 fork p2\np1 enters sendmmsg 5 "one" to 127.0.0.1:53 "two" to 127.0.0.1:54\np2 recv 4 "two"\n`;
        assert.deepEqual(
            eventsOf(play(begun), "dataReceived").map(({ from }) => from),
            ["socket3"],
        );
        const played = play(`${begun}p1 leaves`);
        assert.deepEqual([waitingIn(played, "socket1"), waitingIn(played, "socket2")], [["one"], []]);
    });

    it("are received each with its sender, its bytes and what was cut of it", () => {
        const sent = `${datagrams}p1 sendmmsg 5 "one" to 127.0.0.1:53 "three" to 127.0.0.1:53 "last" to 127.0.0.1:53\n`;
        const played = play(`${sent}p1 recvmmsg 3 "one" from 127.0.0.1:4000 "thr" from 127.0.0.1:4000 cut`);
        assert.deepEqual(
            eventsOf(played, "dataReceived").map(({ address, length, lost, from }) => [address, length, lost, from]),
            [
                ["127.0.0.1:4000", 3, undefined, "socket3"],
                ["127.0.0.1:4000", 3, 2, "socket3"],
            ],
        );
        assert.deepEqual(waitingIn(played, "socket1"), ["last"]);
    });
});

describe("a message of which nothing was received", () => {
    it("is cut when the buffers have no room, and is no end of file", () => {
        const played = play('p1 socketpair 3 4 seqpacket\np1 send 3 "one"\np1 send 3 "two"\np1 recvmmsg 4 "" cut');
        assert.deepEqual(waitingIn(played, "socket2"), ["two"]);
        const [received] = eventsOf(played, "dataReceived");
        assert.deepEqual([received?.length, received?.lost, received?.endOfFile], [0, 3, undefined]);
    });
});

describe("a UDP socket that is connected", () => {
    const connected = `${datagrams}p1 connect 4 127.0.0.1:53 127.0.0.1:54\n`;

    it("gets what its other end sends to it", () => {
        const played = play(`${connected}p1 connect 3 127.0.0.1:54 127.0.0.1:53\np1 send 3 "one"`);
        assert.deepEqual(waitingIn(played, "socket2"), ["one"]);
    });

    it("gets nothing from another that has connected to it", () => {
        const elsewhere = `${connected}p1 connect 3 127.0.0.1:99 127.0.0.1:53\n`;
        const played = play(`${elsewhere}p1 send 4 "lost"`);
        assert.deepEqual(waitingIn(played, "socket1"), []);
        assert.equal(eventsOf(played, "dataSent")[0]?.to, null);
    });
});

describe("credentials in a message", () => {
    it("say who sent it", () => {
        const played = play(`${pair}p1 send 3 "x"\np1 credentials 4 "x" 101 1000 100`);
        assert.deepEqual(eventsOf(played, "dataReceived")[0]?.credentials, { pid: 101, uid: 1000, gid: 100 });
        assert.equal(
            lastSentence(played),
            "recvmsg(4) received 1 byte from socket1, sent by process 101 (user 1000, group 100) at socket2: “x”.",
        );
    });
});

describe("the out-of-band byte", () => {
    const sent = `${pair}p1 send 3 "ab"\np1 send 3 "cU" oob\np1 send 3 "de"\n`;

    it("is the last one of its send, and waits where it was sent", () => {
        assert.deepEqual(waitingIn(play(sent), "socket2"), ["ab", "c", "U", "de"]);
        assert.equal(socketOf(play(sent), "socket2").urgent, "waits");
        assert.match(stateText(play(sent).state), /1 byte “U” {2}from p1 {2}\(out of band\)/);
    });

    it("is got by MSG_OOB alone", () => {
        const got = play(`${sent}p1 recv 4 "U" 1 oob`);
        assert.deepEqual(waitingIn(got, "socket2"), ["ab", "c", "de"]);
        assert.deepEqual(eventsOf(got, "dataReceived")[0]?.segments, [{ write: eventsOf(got, "dataSent")[1]?.seq, offset: 1, length: 1 }]);
        assert.equal(socketOf(got, "socket2").urgent, "received");
        assert.equal(
            socketOf(play(`${sent}p1 recv 4 "U" 1 oob\np1 recv 4 "abcde"\np1 send 3 "f"\np1 recv 4 "f"`), "socket2").urgent,
            "none",
        );
    });

    it("is passed over by reads", () => {
        const played = play(`${sent}p1 recv 4 "abc"\np1 recv 4 "de"`);
        assert.deepEqual(waitingIn(played, "socket2"), []);
        assert.equal(socketOf(played, "socket2").urgent, "passed over");
        assert.deepEqual(eventsOf(played, "dataReceived").at(-1)?.segments, [
            { write: eventsOf(played, "dataSent")[2]?.seq, offset: 0, length: 2 },
        ]);
    });

    it("stands among the others with SO_OOBINLINE", () => {
        const played = play(`p1 socketpair 3 4 stream\np1 option 4 SO_OOBINLINE\np1 send 3 "aU" oob\np1 recv 4 "aU"`);
        assert.deepEqual(waitingIn(played, "socket2"), []);
        assert.deepEqual(
            eventsOf(played, "dataReceived")[0]?.segments.map(({ offset, length }) => [offset, length]),
            [
                [0, 1],
                [1, 1],
            ],
        );
    });

    it("is an ordinary one when another comes", () => {
        const played = play(`${pair}p1 send 3 "1P" oob\np1 send 3 "2Q" oob\np1 recv 4 "1P2"`);
        assert.deepEqual(waitingIn(played, "socket2"), ["Q"]);
    });
});

describe("datagrams that may find the queue full", () => {
    const filled = `${datagrams}p1 option 3 SO_RCVBUF 1024\n${'p1 send 5 "a" to 127.0.0.1:53\n'.repeat(2)}p1 send 5 "b" to 127.0.0.1:53\n`;

    it("are marked", () => {
        const incoming = socketOf(play(`${filled}p1 send 5 "c" to 127.0.0.1:53`), "socket1").incoming;
        assert.deepEqual(
            incoming.map(({ uncertain }) => uncertain === true),
            [false, false, true, true],
        );
        assert.match(stateText(play(filled).state), /1 byte “b” .*\(may have been thrown away: the queue was full\)/);
    });

    it("were thrown away when one behind them is received, or when nothing is there", () => {
        const behind = play(`${filled}p1 send 5 "c" to 127.0.0.1:53\np1 recv 3 "a"\np1 recv 3 "a"\np1 recv 3 "c"`);
        assert.deepEqual(waitingIn(behind, "socket1"), []);
        const empty = play(`${filled}p1 recv 3 "a"\np1 recv 3 "a"\np1 enters recv 3 ""\np1 leaves EAGAIN`);
        assert.deepEqual(waitingIn(empty, "socket1"), []);
    });
});

describe("SO_LINGER without time", () => {
    it("resets the connection when the socket is closed", () => {
        const server = "p1 socket 3 inet\np1 bind 3 127.0.0.1:80\np1 listen 3\np1 socket 4 inet\n";
        const connected = `${server}p1 connect 4 127.0.0.1:80 127.0.0.1:4000\np1 accept 3 5 - 127.0.0.1:80 127.0.0.1:4000\n`;
        assert.equal(socketOf(play(`${connected}p1 close 5`), "socket2").reset, false);
        assert.equal(socketOf(play(`${connected}p1 option 5 SO_LINGER\np1 close 5`), "socket2").reset, true);
    });
});

describe("a connection that nobody waits for", () => {
    it("may be in the queue when who began it is gone", () => {
        const server = "p1 socket 3 inet\np1 bind 3 127.0.0.1:80\np1 listen 3\np1 socket 4 inet\n";
        const begun = `${server}p1 enters connect 4 127.0.0.1:80\np1 leaves EINPROGRESS\n`;
        assert.equal(socketOf(play(begun), "socket1").mayHaveOthers, false);
        assert.equal(socketOf(play(`${begun}p1 close 4`), "socket1").mayHaveOthers, true);
    });

    it("may have brought bytes before its end is known to be connected", () => {
        const server = "p1 socket 3 inet\np1 bind 3 127.0.0.1:80\np1 listen 3\np1 socket 4 inet\n";
        const begun = `${server}p1 enters connect 4 127.0.0.1:80\np1 leaves EINPROGRESS\n`;
        assert.equal(waitingIn(play(begun), "socket2"), null);
        const accepted = `${begun}p1 accept 3 5 - 127.0.0.1:80 127.0.0.1:4000\n`;
        assert.equal(waitingIn(play(`${accepted}p1 send 5 "early"`), "socket2"), null);
        const joined = `${accepted}p1 connect 4 127.0.0.1:80 127.0.0.1:4000\n`;
        assert.deepEqual(waitingIn(play(`${joined}p1 send 5 "late"`), "socket2"), ["late"]);
    });
});
