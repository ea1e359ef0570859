/** Remote procedure calls: recognised by their bytes, and each one pair with its reply. */
import assert from "node:assert/strict";
import { StreamScanner } from "../../tracer/interpret/conversations/streamScanner";
import { awaitedText } from "../../tracer/model/awaited";
import type { Socket } from "../../tracer/model/kinds/socket/state";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import { stateText } from "../../tracer/model/stateText";
import { oncRpc } from "../../tracer/protocols/oncRpc";
import { eventsOf, play, type Played } from "./script";
import { callBytes, recordBytes, replyBytes } from "./script/remoteCall";

function socketOf({ state }: Played, id: string): Socket {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "socket");
    return object;
}

function lastText({ events, state }: Played): string {
    return sentence(events.at(-1) ?? assert.fail(), state).text;
}

const numbersOf = (...values: readonly number[]): Uint8Array => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
    return bytes;
};

describe("ONC RPC", () => {
    it("knows calls by their version of RPC, and names the port mapper's procedures", () => {
        assert.deepEqual(oncRpc.recognise(callBytes(0x2a, 2)), {
            role: "call",
            transaction: "0x2a",
            what: "procedure 2 of program 0x20000001 (version 1)",
        });
        const portMapper = (version: number, procedure: number): unknown =>
            oncRpc.recognise(numbersOf(1, 0, 2, 100000, version, procedure, 0, 0, 0, 0));
        assert.deepEqual(portMapper(2, 3), { role: "call", transaction: "0x1", what: "GETPORT of the port mapper (version 2)" });
        assert.deepEqual(portMapper(4, 3), { role: "call", transaction: "0x1", what: "GETADDR of the port mapper (version 4)" });
        assert.equal(oncRpc.recognise(numbersOf(1, 0, 3, 100000, 2, 3, 0, 0, 0, 0)), null);
        assert.equal(oncRpc.recognise(Buffer.from("GET / HTTP/1.0\r\nHost: example\r\n\r\n")), null);
    });

    it("says why a call was refused", () => {
        assert.deepEqual(oncRpc.recognise(replyBytes(7)), { role: "reply", transaction: "0x7", failure: null });
        assert.deepEqual(oncRpc.recognise(replyBytes(7, 3)), { role: "reply", transaction: "0x7", failure: "no such procedure" });
        assert.deepEqual(oncRpc.recognise(numbersOf(7, 1, 1, 0, 2, 2)), {
            role: "reply",
            transaction: "0x7",
            failure: "another version of RPC is wanted",
        });
        // A verifier of 5 bytes takes 8.
        assert.deepEqual(oncRpc.recognise(numbersOf(7, 1, 0, 6, 5, 0, 0, 1)), {
            role: "reply",
            transaction: "0x7",
            failure: "no such program",
        });
        assert.equal(oncRpc.recognise(numbersOf(7, 1, 2, 0, 0, 0)), null);
        assert.equal(oncRpc.recognise(numbersOf(7, 2, 0, 0, 0, 0)), null);
    });
});

describe("messages in a stream", () => {
    const transactions = (scanner: StreamScanner, bytes: Uint8Array, length = bytes.length): readonly string[] =>
        scanner
            .take(bytes, length)
            .map(({ message }) => `${message.role} ${message.role === "message" ? message.what : message.transaction}`);

    it("are found however they are cut", () => {
        const stream = Buffer.concat([recordBytes(callBytes(1, 2)), recordBytes(callBytes(2, 2)), recordBytes(replyBytes(9))]);
        for (let cut = 1; cut < stream.length; cut++) {
            const scanner = new StreamScanner();
            const found = [...transactions(scanner, stream.subarray(0, cut)), ...transactions(scanner, stream.subarray(cut))];
            assert.deepEqual(found, ["call 0x1", "call 0x2", "reply 0x9"], `cut at ${cut}`);
        }
        const byByte = new StreamScanner();
        assert.equal([...stream].flatMap((byte) => transactions(byByte, Uint8Array.of(byte))).length, 3);
    });

    it("may have several parts", () => {
        const call = callBytes(5, 1);
        const parts = Buffer.concat([numbersOf(call.length), call, numbersOf(0x80000008), Buffer.alloc(8), recordBytes(callBytes(6, 1))]);
        assert.deepEqual(transactions(new StreamScanner(), parts), ["call 0x5", "call 0x6"]);
    });

    it("are found behind bytes that were not captured, unless a head was among these", () => {
        const long = Buffer.concat([callBytes(1, 2), Buffer.alloc(2000)]);
        const record = recordBytes(long);
        const scanner = new StreamScanner();
        assert.deepEqual(transactions(scanner, record.subarray(0, 500), record.length), ["call 0x1"]);
        assert.deepEqual(transactions(scanner, recordBytes(callBytes(2, 2))), ["call 0x2"]);
        assert.deepEqual(transactions(scanner, new Uint8Array(), 44), []);
        assert.deepEqual(transactions(scanner, recordBytes(callBytes(3, 2))), []);
    });

    it("are not looked for in what is another protocol", () => {
        const scanner = new StreamScanner();
        assert.deepEqual(transactions(scanner, Buffer.from("GET / HTTP/1.0\r\nHost: example\r\n\r\n")), []);
        assert.deepEqual(transactions(scanner, recordBytes(callBytes(1, 2))), []);
    });
});

describe("a remote call", () => {
    const sockets = "p1 socket 3 inet dgram\np1 bind 3 127.0.0.1:40\np1 fork p2\np2 socket 4 inet dgram\np2 bind 4 127.0.0.1:53\n";
    const call = "p1 calls 3 0x2a 2 to 127.0.0.1:53\n";
    const arrival = "p2 called 4 0x2a 2 from 127.0.0.1:40\n";
    const reply = "p2 replies 4 0x2a to 127.0.0.1:40\n";
    const receipt = "p1 replied 3 0x2a from 127.0.0.1:53\n";

    it("and its reply are one pair", () => {
        const played = play(sockets + call + arrival + reply + receipt);
        const first = eventsOf(played, "dataSent")[0]?.seq;
        const messages = [...eventsOf(played, "dataSent"), ...eventsOf(played, "dataReceived")].flatMap(
            ({ remoteCalls }) => remoteCalls ?? [],
        );
        assert.deepEqual(
            messages.map(({ role, call: of, times }) => [role, of, times]),
            [
                ["call", null, 1],
                ["reply", first, 1],
                ["call", first, 1],
                ["reply", first, 1],
            ],
        );
        const what = "procedure 2 of program 0x20000001 (version 1)";
        assert.deepEqual(socketOf(played, "socket1").calls, [
            { protocol: "ONC RPC", transaction: "0x2a", what, first, sent: 1, arrived: 1, answered: 1, replies: 1 },
        ]);
        assert.equal(
            lastText(played),
            `recvfrom(3) received a message of 24 bytes from socket2 at socket1: the reply to ONC RPC call 0x2a, ${what}.`,
        );
    });

    it("that is sent again is named so, at both ends", () => {
        const again = play(sockets + call + arrival + call + arrival);
        assert.match(lastText(again), /ONC RPC call 0x2a, .*, which has come for the 2nd time\.$/);
        const sent = eventsOf(again, "dataSent").at(-1);
        assert.deepEqual(
            sent?.remoteCalls?.map(({ times }) => times),
            [2],
        );
        assert.match(stateText(again.state), /ONC RPC call 0x2a, .*, was sent 2 times and is not answered/);
        const answered = play(sockets + call + arrival + call + arrival + reply);
        assert.match(lastText(answered), /the reply to ONC RPC call 0x2a, .*, which had come 2 times\.$/);
    });

    it("that is answered twice is named so", () => {
        const twice = play(sockets + call + arrival + call + arrival + reply + reply + receipt + receipt);
        assert.match(lastText(twice), /the reply to ONC RPC call 0x2a, .*, which has come for the 2nd time\.$/);
        assert.match(stateText(twice.state), /ONC RPC call 0x2a, .*, has come 2 times; 2 replies/);
    });

    it("has no reply that belongs to another transaction", () => {
        const other = play(`${sockets}${call}${arrival}p2 replies 4 0x2b to 127.0.0.1:40`);
        assert.equal(eventsOf(other, "dataSent").at(-1)?.remoteCalls, undefined);
        assert.equal(socketOf(other, "socket1").calls[0]?.answered, 0);
    });

    it("goes over a connection too", () => {
        const pair =
            "p1 socketpair 3 4 stream\np1 calls 3 7 1 stream\np1 called 4 7 1 stream\np1 replies 4 7 stream\np1 replied 3 7 stream";
        const played = play(pair);
        assert.deepEqual(
            socketOf(played, "socket1").calls.map(({ sent, arrived, answered, replies }) => [sent, arrived, answered, replies]),
            [[1, 1, 1, 1]],
        );
    });

    it("says for what its caller waits", () => {
        const { state } = play(`${sockets}${call}p1 enters replied 3 0x2a`);
        const process = state.processes.get("p1");
        const wait = process === undefined ? null : firstWait(process);
        assert.equal(
            wait && awaitedText(state, wait),
            "nothing has been sent to socket1 (127.0.0.1:40); ONC RPC call 0x2a, procedure 2 of program 0x20000001 (version 1), was sent once and is not answered",
        );
    });
});
