/** Netlink, raw and packet sockets. */
import assert from "node:assert/strict";
import { addressOf } from "../../tracer/model/kinds/socket/address";
import { getsFromElsewhere } from "../../tracer/model/kinds/socket/state";
import { sentence } from "../../tracer/model/sentence";
import { stateText } from "../../tracer/model/stateText";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { present } from "../present";
import { play } from "./script";

describe("a socket that is neither of UNIX nor of TCP or UDP", () => {
    it("has unknown content from the beginning", () => {
        const accounted = (script: string): number | null => {
            const object = play(script).state.objects.get("socket1");
            assert.ok(object?.kind === "socket");
            return object.accounted;
        };
        assert.equal(accounted("p1 socket 3 inet raw"), null);
        assert.equal(accounted("p1 socket 3 inet dgram"), 0);
        const elsewhere = [
            { family: "AF_NETLINK", type: "SOCK_RAW", protocol: 0 },
            { family: "AF_PACKET", type: "SOCK_DGRAM", protocol: 768 },
            { family: "AF_INET", type: "SOCK_DGRAM", protocol: 1 },
        ];
        for (const facts of elsewhere) assert.ok(getsFromElsewhere(facts), facts.family);
        assert.ok(!getsFromElsewhere({ family: "AF_INET6", type: "SOCK_DGRAM", protocol: 17 }));
        assert.ok(!getsFromElsewhere({ family: "AF_UNIX", type: "SOCK_RAW", protocol: 0 }));
    });

    it("is bound to an interface, by its number", () => {
        assert.equal(addressOf(Uint8Array.from([17, 0, 0, 3, 2, 0, 0, 0, 0, 0, 0, 0]))?.name, "interface 2");
        assert.equal(addressOf(Uint8Array.from([17, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]))?.name, "");
        assert.equal(addressOf(Uint8Array.from([17, 0, 0, 3])), undefined);
    });

    it("of netlink sends to the kernel, unless it is told of another port", () => {
        const said = (script: string): readonly string[] => {
            const { events, state } = play(`p1 socket 3 netlink raw\n${script}`);
            return [sentence(present(events.at(-1)), state).text, stateText(state), sceneText(sceneOf(state, null, null))];
        };
        const [connected = "", ...shown] = said("p1 connect 3 port:0");
        assert.equal(connected, "connect made the kernel the receiver of what is sent through socket1.");
        for (const text of shown) assert.match(text, /sends to the kernel/);
        const [toPort = "", ...shownToPort] = said("p1 connect 3 port:7");
        assert.equal(toPort, "connect made port 7 the receiver of what is sent through socket1.");
        for (const text of shownToPort) assert.doesNotMatch(text, /sends to the kernel/);
    });
});
