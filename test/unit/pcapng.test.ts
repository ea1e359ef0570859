import assert from "node:assert/strict";
import { pcapng } from "../../tracer/export/pcapng";
import { reviewAtOnce } from "./reviewed";

interface CapturedPacket {
    readonly interface: string;
    /** Microseconds. */
    readonly time: bigint;
    readonly from: string;
    readonly to: string;
    readonly protocol: "TCP" | "UDP";
    /** Of TCP; so is what is acknowledged. */
    readonly sequence: number;
    readonly acknowledged: number;
    readonly payload: string;
    /** Of the packet on its way. */
    readonly length: number;
}

/** Reads a capture as its specification says, and holds lengths and checksums against it. */
function packetsOf(bytes: Buffer): readonly CapturedPacket[] {
    const interfaces: string[] = [];
    const packets: CapturedPacket[] = [];
    for (let at = 0; at < bytes.length;) {
        const [type, length] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
        assert.equal(length % 4, 0);
        assert.equal(bytes.readUInt32LE(at + length - 4), length, "each block ends with its length");
        const body = bytes.subarray(at + 8, at + length - 4);
        if (at === 0) assert.deepEqual([type, body.readUInt32LE(0)], [0x0a0d0d0a, 0x1a2b3c4d]);
        if (type === 1) interfaces.push(body.toString("utf8", 12, 12 + body.readUInt16LE(10)));
        if (type === 6) packets.push(packetOf(body, interfaces));
        at += length;
    }
    return packets;
}

function packetOf(body: Buffer, interfaces: readonly string[]): CapturedPacket {
    const packet = body.subarray(20, 20 + body.readUInt32LE(12));
    const length = body.readUInt32LE(16);
    assert.equal(packet.readUInt16BE(2), length);
    assert.equal(sum(packet.subarray(0, 20)), 0xffff, "the checksum of IP");
    const protocol = packet.readUInt8(9);
    assert.ok(protocol === 6 || protocol === 17);
    if (packet.length === length) {
        const pseudo = Buffer.concat([packet.subarray(12, 20), Buffer.from([0, protocol, (length - 20) >> 8, (length - 20) & 0xff])]);
        assert.equal(sum(Buffer.concat([pseudo, packet.subarray(20)])), 0xffff, "the checksum of TCP or UDP");
    }
    if (protocol === 17) assert.equal(packet.readUInt16BE(24), length - 20, "the length of UDP");
    const address = (at: number, port: number): string => `${packet.subarray(at, at + 4).join(".")}:${packet.readUInt16BE(port)}`;
    return {
        interface: interfaces[body.readUInt32LE(0)] ?? "none",
        time: (BigInt(body.readUInt32LE(4)) << 32n) | BigInt(body.readUInt32LE(8)),
        from: address(12, 20),
        to: address(16, 22),
        protocol: protocol === 6 ? "TCP" : "UDP",
        sequence: packet.readUInt32BE(24),
        acknowledged: protocol === 6 ? packet.readUInt32BE(28) : 0,
        payload: packet.toString("latin1", protocol === 6 ? 40 : 28),
        length,
    };
}

function sum(bytes: Buffer): number {
    let total = 0;
    for (let at = 0; at < bytes.length; at += 2) total += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    while (total > 0xffff) total = (total & 0xffff) + (total >> 16);
    return total;
}

function captured(script: string, started = 0): readonly CapturedPacket[] {
    return packetsOf(Buffer.concat([...pcapng(reviewAtOnce(script), started)]));
}

describe("a capture of what went through a trace's objects", () => {
    it("has an interface for each, and its bytes in their order", () => {
        const packets = captured('p1 pipe 3 4\n p1 pipe 5 6\n p1 write 4 "abc"\n p1 write 6 "x"\n p1 write 4 "de"\n p1 read 3 "abcde"');
        assert.deepEqual(
            packets.map((packet) => [packet.interface, packet.payload, packet.sequence]),
            [
                ["pipe1", "abc", 1],
                ["pipe2", "x", 1],
                ["pipe1", "de", 4],
            ],
        );
        const [first, second, third] = packets;
        assert.equal(first?.from, third?.from);
        assert.notEqual(first?.to, second?.to);
    });

    it("has both directions of a pair of sockets", () => {
        const [ask, answer] = captured('p1 socketpair 3 4\n p1 write 3 "ask"\n p1 read 4 "ask"\n p1 write 4 "answer"');
        assert.equal(ask?.interface, "socket1 socket2");
        assert.deepEqual([ask.from, ask.to], [answer?.to, answer?.from]);
        assert.deepEqual([ask.sequence, ask.acknowledged, answer?.sequence, answer?.acknowledged], [1, 1, 1, 4]);
        assert.deepEqual([ask.payload, answer?.payload], ["ask", "answer"]);
    });

    it("has datagrams as such, also empty ones", () => {
        const packets = captured('p1 socketpair 3 4 dgram\n p1 write 3 "one"\n p1 write 3 ""\n p1 write 4 "back"');
        assert.deepEqual(
            packets.map(({ protocol, payload }) => [protocol, payload]),
            [
                ["UDP", "one"],
                ["UDP", ""],
                ["UDP", "back"],
            ],
        );
        assert.deepEqual([packets[0]?.from, packets[0]?.to], [packets[2]?.to, packets[2]?.from]);
    });

    it("says when", () => {
        const [packet] = captured('p1 pipe 3 4\n p1 write 4 "abc"', 1_700_000_000);
        assert.equal((packet?.time ?? 0n) / 1_000_000n, 1_700_000_000n);
    });

    it("leaves out files and terminals, and is whole when nothing went anywhere", () => {
        assert.deepEqual(captured('p1 write 1 "to the terminal"'), []);
    });
});
