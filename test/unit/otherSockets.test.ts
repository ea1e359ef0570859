/** Netlink, raw and packet sockets. */
import assert from "node:assert/strict";
import { addressOf } from "../../tracer/model/kinds/socket/address";
import { getsFromElsewhere } from "../../tracer/model/kinds/socket/state";
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
});
