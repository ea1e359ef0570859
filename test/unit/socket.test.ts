import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import { escapeBytes } from "../../tracer/model/bytes";
import type { Socket } from "../../tracer/model/kinds/socket/state";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import { stateText } from "../../tracer/model/stateText";
import { eventsOf, play, type Played } from "./script";

function socketOf({ state }: Played, id: string): Socket {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "socket", `${id} is there: ${[...state.objects.keys()].join()}`);
    return object;
}

/** What waits in it: "hello", or null when that is not known. */
function waitingIn(played: Played, id: string): readonly string[] | null {
    const { accounted, incoming } = socketOf(played, id);
    return accounted === null ? null : incoming.map(({ data }) => (data === null ? "?" : escapeBytes(data)));
}

function waitReason({ state }: Played, id: "p1" | "p2"): string | null {
    const process = state.processes.get(id);
    const wait = process === undefined ? null : firstWait(process);
    return wait === null ? null : awaitedText(state, wait);
}

function lastSentence({ events, state }: Played): string {
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

/** Which sends the bytes of the last receive came from: seq of the send, offset and length. */
function sourcesOf(played: Played): readonly (readonly [string | null, number, number])[] {
    const received = eventsOf(played, "dataReceived").at(-1) ?? assert.fail();
    return received.segments.map(({ write, offset, length }) => {
        const sent = played.events.find(({ seq }) => seq === write);
        return [sent === undefined ? null : `${sent.process}:${sent.source?.line}`, offset, length] as const;
    });
}

const pair = "p1 socketpair 3 4\np1 fork p2\np1 close 4\np2 close 3\n";
const unixServer = "p1 socket 3 unix stream\np1 bind 3 /tmp/s\np1 listen 3 2\np1 fork p2\n";
const unixClient = `${unixServer}p2 socket 4 unix stream\np2 connect 4 /tmp/s\n`;

describe("a pair of sockets", () => {
    it("carries bytes both ways, each end its own", () => {
        const sent = play(`${pair}p1 send 3 "question"\np2 write 4 "answer"`);
        assert.deepEqual([waitingIn(sent, "socket1"), waitingIn(sent, "socket2")], [["answer"], ["question"]]);
        assert.deepEqual([socketOf(sent, "socket1").peer, socketOf(sent, "socket2").peer], ["socket2", "socket1"]);
    });

    it("says of every byte which send it came from", () => {
        const played = play(`${pair}p1 send 3 "one"\np1 send 3 "two"\np2 recv 4 "onet"`);
        assert.deepEqual(sourcesOf(played), [
            ["p1:5", 0, 3],
            ["p1:6", 0, 1],
        ]);
        assert.deepEqual(waitingIn(played, "socket2"), ["wo"]);
        assert.equal(
            lastSentence(played),
            "recv(4) received 4 of 4096 bytes from socket1 at socket2: “onet”. 2 bytes sent to socket2 have not been received.",
        );
    });

    it("leaves what one only looked at", () => {
        const played = play(`${pair}p1 send 3 "one"\np2 recv 4 "on" 2 peek`);
        assert.deepEqual(waitingIn(played, "socket2"), ["one"]);
        assert.deepEqual(sourcesOf(played), [["p1:5", 0, 2]]);
    });

    it("knows who sent bytes that came before the send was seen to return", () => {
        const early = `${pair}p2 enters recv 4 "hello"\np1 enters send 3 "hello!"\np2 leaves\n`;
        const played = play(early);
        assert.deepEqual(sourcesOf(played), [["p1:6", 0, 5]]);
        const finished = play(`${early}p1 leaves`);
        assert.deepEqual(waitingIn(finished, "socket2"), ["!"]);
        assert.equal(eventsOf(finished, "dataSent")[0]?.before, 5);
    });

    it("has sent nothing when the send failed", () => {
        const played = play(`${pair}p1 enters send 3 "hello"\np1 leaves EAGAIN`);
        assert.deepEqual(waitingIn(played, "socket2"), []);
        assert.deepEqual(socketOf(played, "socket1").sending, []);
    });

    it("keeps messages apart, and cuts what does not fit", () => {
        const sent = 'p1 socketpair 3 4 seqpacket\np1 send 3 "first"\np1 send 3 "second"\n';
        assert.deepEqual(waitingIn(play(sent), "socket2"), ["first", "second"]);
        const cut = play(`${sent}p1 recv 4 "fi" 2`);
        assert.deepEqual(waitingIn(cut, "socket2"), ["second"]);
        assert.equal(eventsOf(cut, "dataReceived")[0]?.lost, 3);
        assert.match(lastSentence(cut), /3 bytes of the message did not fit and are lost\./);
        assert.deepEqual(waitingIn(play(`${sent}p1 recv 4 "fi" 2 trunc 5`), "socket2"), ["second"]);
    });

    it("tells an empty message from the end", () => {
        const messages = play('p1 socketpair 3 4 seqpacket\np1 send 3 ""\np1 recv 4 ""');
        assert.deepEqual(
            eventsOf(messages, "dataReceived").map(({ endOfFile }) => endOfFile ?? false),
            [false],
        );
        const ended = play('p1 socketpair 3 4 seqpacket\np1 shutdown 3 1\np1 recv 4 ""');
        assert.equal(eventsOf(ended, "dataReceived")[0]?.endOfFile, true);
    });
});

describe("the end of a connection", () => {
    it("is that of one direction after shutdown", () => {
        const played = play(`${pair}p1 send 3 "x"\np1 shutdown 3 1\np2 recv 4 "x"\np2 recv 4 ""`);
        assert.equal(lastSentence(played), "recv(4) returned 0: end of file. socket1 was shut down for writing: no more will come.");
        assert.deepEqual(waitingIn(play(`${pair}p1 shutdown 3 1\np2 send 4 "back"`), "socket1"), ["back"]);
    });

    it("comes with the last descriptor of the other end, and what was sent stays", () => {
        const closed = play(`${pair}p1 send 3 "x"\np1 close 3`);
        const { peerClosed, reset } = socketOf(closed, "socket2");
        assert.deepEqual([peerClosed, reset, waitingIn(closed, "socket2")], [true, false, ["x"]]);
        assert.match(stateText(closed.state), /socket2 {2}UNIX stream socket {2}\(connected to socket1, which is closed\)/);
    });

    it("is a reset when something was not received there", () => {
        assert.equal(socketOf(play(`${pair}p2 send 4 "lost"\np1 close 3`), "socket2").reset, true);
    });

    it("is explained by a shutdown that was not seen to return", () => {
        const played = play(`${pair}p2 enters recv 4 ""\np1 enters shutdown 3 1\np2 leaves\np1 leaves`);
        assert.deepEqual(
            played.events.slice(-3).map(({ kind }) => kind),
            ["callResumed", "socketShutdown", "dataReceived"],
        );
    });

    it("is explained by a close that was not seen to return", () => {
        const played = play(`${pair}p2 enters recv 4 ""\np1 enters close 3\np2 leaves\np1 leaves`);
        const kinds = played.events.map(({ kind }) => kind);
        assert.ok(kinds.lastIndexOf("descriptorClosed") < kinds.lastIndexOf("dataReceived"), kinds.join());
        assert.equal(kinds.filter((kind) => kind === "descriptorClosed").length, 3);
    });
});

describe("a connection", () => {
    it("waits in the queue as a socket of its own until it is accepted, and data may come before", () => {
        const queued = play(`${unixClient}p2 send 4 "early"`);
        assert.deepEqual(socketOf(queued, "socket1").waiting, ["socket3"]);
        assert.deepEqual(waitingIn(queued, "socket3"), ["early"]);
        const accepted = play(`${unixClient}p2 send 4 "early"\np1 accept 3 5 p2 /tmp/s\np1 recv 5 "early"`);
        assert.deepEqual(socketOf(accepted, "socket1").waiting, []);
        assert.equal(socketOf(accepted, "socket3").inode !== null, true);
        assert.deepEqual(sourcesOf(accepted), [["p2:7", 0, 5]]);
        assert.match(stateText(accepted.state), /5 ── ofd\d+ +◀─▶ socket3/);
    });

    it("is joined when accept was seen to return first", () => {
        const played = play(
            `${unixServer}p2 socket 4 unix stream\np1 enters accept 3 5 p2 /tmp/s\np2 enters connect 4 /tmp/s\np1 leaves\np2 leaves\np2 send 4 "x"`,
        );
        assert.deepEqual([socketOf(played, "socket2").peer, socketOf(played, "socket3").peer], ["socket3", "socket2"]);
        assert.deepEqual(waitingIn(played, "socket3"), ["x"]);
        assert.equal(eventsOf(played, "socketConnected").length, 1);
    });

    it("of TCP is found by its four numbers, whoever is seen first", () => {
        const server = "p1 socket 3 inet stream\np1 bind 3 127.0.0.1:80\np1 listen 3 2\np1 fork p2\np2 socket 4 inet stream\n";
        const [connect, accept] = ["p2 connect 4 127.0.0.1:80 127.0.0.1:4000\n", "p1 accept 3 5 - 127.0.0.1:80 127.0.0.1:4000\n"];
        for (const script of [
            `${server}${connect}${accept}`,
            `${server}p1 enters ${accept.slice(3)}p2 enters ${connect.slice(3)}p1 leaves\np2 leaves\n`,
        ]) {
            const played = play(`${script}p2 send 4 "GET"`);
            assert.deepEqual([socketOf(played, "socket2").peer, socketOf(played, "socket3").peer], ["socket3", "socket2"]);
            assert.deepEqual(waitingIn(played, "socket3"), ["GET"]);
        }
    });

    it("picks the client of the process that the kernel names, when several wait", () => {
        const two = `${unixClient}p1 fork p3\np3 socket 4 unix stream\np3 connect 4 /tmp/s\n`;
        const played = play(`${two}p1 accept 3 5 p3 /tmp/s`);
        assert.equal(socketOf(played, "socket5").peer, "socket4");
        assert.deepEqual(socketOf(played, "socket1").waiting, ["socket3"]);
    });

    it("has an unknown end when a stranger has connected", () => {
        const played = play(`${unixServer}p1 accept 3 5 p9 /tmp/s`);
        assert.deepEqual([socketOf(played, "socket2").peer, waitingIn(played, "socket2")], [null, null]);
        assert.match(stateText(played.state), /socket2 .*connected to a socket that is not known/);
    });

    it("carries descriptors before it is accepted, and loses them with the listening socket", () => {
        const passed = `${unixClient}p2 pipe 7 8\np2 pass 4 8\np2 close 8\n`;
        const pipeOf = ({ state }: Played): unknown => {
            const pipe = state.objects.get("pipe1");
            return pipe?.kind === "pipe" ? pipe.writers : "no pipe";
        };
        assert.equal(pipeOf(play(passed)), 1);
        assert.equal(pipeOf(play(`${passed}p1 accept 3 5 p2 /tmp/s\np1 receive 5 6`)), 1);
        assert.equal(pipeOf(play(`${passed}p1 close 3\np2 close 3`)), 0);
    });

    it("ends for who waits in the queue of a socket that is closed", () => {
        const played = play(`${unixClient}p1 close 3\np2 close 3`);
        assert.equal(played.state.objects.has("socket3"), false);
        const { peerClosed, reset } = socketOf(played, "socket2");
        assert.deepEqual([peerClosed, reset], [true, true]);
    });

    it("of version 4 goes to the socket of version 4, or to one of version 6 that takes both", () => {
        const six = "p1 socket 3 inet6\np1 bind 3 [::]:80\np1 listen 3\n";
        const four = "p1 socket 4 inet\np1 bind 4 0.0.0.0:80\np1 listen 4\n";
        const connect = "p1 socket 5 inet\np1 connect 5 127.0.0.1:80 127.0.0.1:4000\n";
        const queues = (played: Played): readonly number[] =>
            [...played.state.objects.values()].flatMap((object) =>
                object.kind === "socket" && object.stage === "listening" ? [object.waiting.length] : [],
            );
        assert.deepEqual(queues(play(six + connect)), [1]);
        assert.deepEqual(queues(play(six + four + connect)), [0, 1]);
        assert.deepEqual(queues(play(`${six}p1 option 3 IPV6_V6ONLY\n${connect}`)), [0]);
    });

    it("holds what nobody knows where it was sent before its ends were joined", () => {
        const client = "p1 socket 3 inet\np1 bind 3 127.0.0.1:80\np1 socket 4 inet\np1 connect 4 127.0.0.1:80 127.0.0.1:4000\n";
        const accept = "p1 listen 3\np1 accept 3 5 - 127.0.0.1:80 127.0.0.1:4000\n";
        assert.deepEqual(waitingIn(play(client + accept), "socket3"), []);
        assert.equal(waitingIn(play(`${client}p1 send 4 "x"\n${accept}`), "socket3"), null);
    });

    it("is not made where several listen at one name", () => {
        const both = "p1 socket 3 inet\np1 bind 3 127.0.0.1:80\np1 listen 3\np1 socket 4 inet\np1 bind 4 127.0.0.1:80\np1 listen 4\n";
        const connected = `${both}p1 socket 5 inet\np1 connect 5 127.0.0.1:80 127.0.0.1:4000\n`;
        assert.equal(socketOf(play(connected), "socket3").peer, null);
        const accepted = play(`${connected}p1 accept 4 6 - 127.0.0.1:80 127.0.0.1:4000`);
        assert.deepEqual([socketOf(accepted, "socket3").peer, socketOf(accepted, "socket4").peer], ["socket4", "socket3"]);
    });
});

describe("datagrams", () => {
    const sockets = "p1 socket 3 inet dgram\np1 bind 3 0.0.0.0:53\np1 socket 4 inet dgram\n";

    it("go to who is bound to their name, and any address has that of the machine", () => {
        const played = play(`${sockets}p1 send 4 "ask" to 127.0.0.1:53`);
        assert.deepEqual(waitingIn(played, "socket1"), ["ask"]);
        assert.equal(socketOf(played, "socket2").local, null);
        assert.equal(lastSentence(played), "sendto(4) sent a message of 3 bytes to socket1 (127.0.0.1:53): “ask”.");
    });

    it("tell their receiver the name of who had none", () => {
        const script = `${sockets}p1 send 4 "ask" to 127.0.0.1:53\np1 recv 3 "ask" 10 from 127.0.0.1:4000\n`;
        assert.equal(socketOf(play(script), "socket2").local, "0.0.0.0:4000");
        assert.deepEqual(waitingIn(play(`${script}p1 send 3 "told" to 127.0.0.1:4000`), "socket2"), ["told"]);
    });

    it("go to nobody known where nobody known has the name", () => {
        const played = play(`${sockets}p1 send 4 "ask" to 10.0.0.9:53`);
        assert.deepEqual(waitingIn(played, "socket1"), []);
        assert.equal(eventsOf(played, "dataSent")[0]?.to, null);
    });

    it("that find nobody by a name leave the socket connected, those that find the other end gone do not", () => {
        const gone = "p1 socketpair 3 4 dgram\np1 close 4\n";
        const named = play(`${gone}p1 enters send 3 "x" to /tmp/nobody\np1 leaves ECONNREFUSED`);
        assert.deepEqual([socketOf(named, "socket1").stage, socketOf(named, "socket1").peerClosed], ["connected", true]);
        const other = play(`${gone}p1 enters send 3 "x"\np1 leaves ECONNREFUSED`);
        assert.deepEqual([socketOf(other, "socket1").stage, socketOf(other, "socket1").peerClosed], ["created", false]);
    });

    it("of two senders at once are told apart by their bytes", () => {
        const played = play(
            'p1 socketpair 3 4 dgram\np1 fork p2\np1 fork p3\np2 enters send 3 "from p2"\np3 enters send 3 "from p3"\np1 recv 4 "from p3"\np2 leaves\np3 leaves',
        );
        assert.deepEqual(sourcesOf(played), [["p3:5", 0, 7]]);
        assert.deepEqual(waitingIn(played, "socket2"), ["from p2"]);
    });
});

describe("who waits at a socket", () => {
    it("may wait for all that was asked for", () => {
        const sent = `${pair}p2 send 4 "part"\n`;
        assert.equal(waitReason(play(`${sent}p1 enters recv 3 "" 10 waitall`), "p1"), "not all that was asked for has come (MSG_WAITALL)");
        assert.equal(waitReason(play(`${pair}p1 enters recv 3 "" 10 waitall`), "p1"), "nothing has come from socket2 (p2's descriptor 4)");
    });

    it("is told what for, and by whom it could come", () => {
        assert.equal(waitReason(play(`${pair}p1 enters recv 3 ""`), "p1"), "nothing has come from socket2 (p2's descriptor 4)");
        assert.equal(waitReason(play(`${unixServer}p1 enters accept 3 5`), "p1"), "no client is waiting in the queue of socket1 (/tmp/s)");
        assert.equal(
            waitReason(play(`${pair}p1 send 3 "first"\np1 enters send 3 "x"`), "p1"),
            "no room: what was sent to socket2, which p2 could read, has not been received",
        );
    });

    it("is not told that there is no room where nothing waits: what fits into any socket is about to be sent", () => {
        const notYet = (length: number): string => `its ${length} bytes are not all written to socket1 yet`;
        assert.equal(waitReason(play(`${pair}p1 enters send 3 x*900`), "p1"), notYet(900));
        assert.equal(waitReason(play(`${pair}p1 send 3 "a"\np2 recv 4 "a"\np1 enters send 3 x*900`), "p1"), notYet(900));
        assert.equal(waitReason(play("p1 socketpair 3 4 seqpacket\np1 enters send 3 x*9000"), "p1"), notYet(9000));
        assert.match(waitReason(play(`${pair}p1 enters send 3 x*9000`), "p1") ?? "", /^no room: /, "more than surely fits");
    });
});
