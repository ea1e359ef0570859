/** Several sockets with one name (SO_REUSEPORT): the kernel chooses one of them, and which one is not known. */
import assert from "node:assert/strict";
import type { Socket } from "../../tracer/model/kinds/socket/state";
import { eventsOf, play } from "./script";

function socketsOf(script: string): readonly Socket[] {
    return [...play(script).state.objects.values()].filter((object) => object.kind === "socket");
}

const two = (type: string, then: string): string =>
    [3, 4].map((fd) => `p1 socket ${fd} inet ${type}\np1 bind ${fd} 127.0.0.1:80\n${then.replace("FD", String(fd))}`).join("");
const listening = two("stream", "p1 listen FD 5\n");
const receiving = two("dgram", "");

describe("sockets with one name", () => {
    it("may each have the connection in their queue", () => {
        const script = `${listening}p1 socket 5 inet stream\np1 connect 5 127.0.0.1:80 127.0.0.1:4000`;
        assert.deepEqual(
            socketsOf(script).map(({ mayHaveOthers, waiting }) => [mayHaveOthers, waiting.length]),
            [
                [true, 0],
                [true, 0],
                [false, 0],
            ],
        );
        assert.deepEqual(eventsOf(play(script), "socketConnected")[0]?.among, ["socket1", "socket2"]);
    });

    it("may each have the datagram, whether its receiver is named by the send or before", () => {
        const named = `${receiving}p1 socket 5 inet dgram\np1 send 5 "a" to 127.0.0.1:80`;
        const before = `${receiving}p1 socket 5 inet dgram\np1 connect 5 127.0.0.1:80 127.0.0.1:4000\np1 send 5 "a"`;
        for (const script of [named, before]) {
            const [one, other, sender] = socketsOf(script);
            assert.deepEqual([one?.accounted, other?.accounted, sender?.accounted], [null, null, 0], script);
            assert.deepEqual(eventsOf(play(script), "dataSent")[0]?.among, ["socket1", "socket2"]);
        }
    });

    it("are not meant where only one has the name", () => {
        const script = `p1 socket 3 inet dgram\np1 bind 3 127.0.0.1:80\np1 socket 5 inet dgram\np1 send 5 "a" to 127.0.0.1:80`;
        assert.equal(socketsOf(script)[0]?.accounted, 1);
        assert.equal(eventsOf(play(script), "dataSent")[0]?.among, undefined);
    });
});
