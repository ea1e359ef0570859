/** The card of a socket: both directions, the queue, who is at the other end. */
import assert from "node:assert/strict";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { optionWords } from "../../webview/kinds/socket/optionWords";
import { present } from "../present";
import { play } from "./script";

function cardOf(script: string, id: string): readonly string[] {
    const scene = sceneOf(play(script).state, null, null);
    const lines = sceneText(scene).split("\n");
    const start = lines.findIndex((line) => line.trim().startsWith(`${id} `) && line.includes("socket"));
    assert.ok(start >= 0, lines.join("\n"));
    const indent = /^ */.exec(lines[start] ?? "")?.[0].length ?? 0;
    const end = lines.findIndex((line, index) => index > start && (/^ */.exec(line)?.[0].length ?? 0) <= indent);
    return lines.slice(start, end < 0 ? undefined : end).map((line) => line.slice(indent));
}

const pair = "p1 socketpair 3 4\np1 fork p2\np1 close 4\np2 close 3\n";

describe("card of a socket", () => {
    it("shows what is on its way in either direction, and who is at the other end", () => {
        assert.deepEqual(cardOf(`${pair}p1 send 3 "question"\np2 send 4 "answer"`, "socket1"), [
            "socket1 UNIX stream socket · connected to socket2 (p2 fd 4)",
            "    in: 6 bytes",
            "        answer of p2",
            "    out: 8 bytes",
            "        question of p1",
        ]);
    });

    it("says which direction is over", () => {
        assert.deepEqual(cardOf(`${pair}p1 shutdown 3 1`, "socket2"), [
            "socket2 UNIX stream socket · connected to socket1 (p1 fd 3)",
            "    in: empty (other end shut)",
            "    out: empty",
        ]);
        assert.deepEqual(cardOf(`${pair}p1 close 3`, "socket2"), [
            "socket2 UNIX stream socket · the other end, socket1, is closed",
            "    in: empty (other end closed)",
            "    out: empty (other end closed)",
        ]);
    });

    it("says that a send waits, and that the amount is not known", () => {
        assert.deepEqual(cardOf(`${pair}p1 enters send 3 x*900`, "socket2").slice(1, 3), [
            "    in: not known",
            "        up to 900 bytes of p1",
        ]);
    });

    it("says in words what the options mean that were set", () => {
        const script = "p1 socket 3 inet6 stream\np1 option 3 SO_OOBINLINE 1\np1 option 3 SO_RCVBUF 2048\np1 option 3 IPV6_V6ONLY 0";
        assert.match(
            present(cardOf(script, "socket1")[0]),
            / · the out-of-band byte stands among the others, room to receive: 2048 bytes, IPV6_V6ONLY off$/,
        );
        assert.match(present(cardOf("p1 socket 3 inet stream\np1 option 3 SO_LINGER", "socket1")[0]), / · close resets the connection$/);
        const words = [
            ["SO_LINGER", "5 s", "close waits up to 5 s until all is sent"],
            ["SO_RCVTIMEO", "0.5 s", "receives wait at most 0.5 s"],
            ["SO_REUSEADDR", "on", "takes its name although an old connection has it"],
            ["SO_REUSEPORT", "on", "shares its port with others"],
            ["SO_PASSCRED", "on", "messages say who sent them"],
            ["TCP_NODELAY", "on", "sends small pieces at once"],
            ["SO_PEEK_OFF", "3", "SO_PEEK_OFF 3"],
        ] as const;
        for (const [name, value, text] of words) assert.equal(optionWords(name, value), text);
    });

    it("shows each message by itself", () => {
        assert.deepEqual(cardOf('p1 socketpair 3 4 seqpacket\np1 send 3 "one"\np1 send 3 "two"', "socket2").slice(1, 4), [
            "    in: 2 messages",
            "        one of p1",
            "        two of p1",
        ]);
    });

    it("of a listening socket is its queue, with the clients and who waits for one", () => {
        const server = "p1 socket 3 unix stream\np1 bind 3 /tmp/s\np1 listen 3 2\np1 fork p2\n";
        assert.deepEqual(cardOf(`${server}p1 enters accept 3 5`, "socket1"), [
            "socket1 UNIX stream socket · listening at /tmp/s",
            "    p1 waits for a client",
        ]);
        assert.deepEqual(cardOf(`${server}p2 socket 4 unix stream\np2 connect 4 /tmp/s`, "socket1"), [
            "socket1 UNIX stream socket · listening at /tmp/s",
            "    socket3 waits in the queue: socket2 (p2 fd 4)",
        ]);
    });

    it("knows nothing of what a stranger sends", () => {
        const script = "p1 socket 3 unix stream\np1 bind 3 /tmp/s\np1 listen 3 2\np1 accept 3 5 p9 /tmp/s";
        assert.deepEqual(cardOf(script, "socket2"), [
            "socket2 UNIX stream socket · other end not seen in this recording",
            "    in: not known",
            "    out: not known",
        ]);
    });
});
