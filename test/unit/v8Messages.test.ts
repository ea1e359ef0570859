/** Messages of channels with `serialization: "advanced"`, made by the V8 that runs this. */
import assert from "node:assert/strict";
import { deserialize, serialize } from "node:v8";
import { StreamScanner } from "../../tracer/interpret/conversations/streamScanner";
import { v8Messages } from "../../tracer/protocols/v8Messages";

function framed(bytes: Uint8Array): Buffer {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(bytes.length);
    return Buffer.concat([head, bytes]);
}

function textOf(bytes: Uint8Array): string | null {
    const message = v8Messages.recognise(bytes);
    return message?.role === "message" ? message.what : null;
}

const said = (value: unknown): string | null => textOf(serialize(value));

describe("messages that V8 has serialized", () => {
    it("are said as they are written in a program", () => {
        const values: readonly (readonly [unknown, string])[] = [
            [{ a: [1, 2, "x"], s: new Set([1]) }, '{a: [1, 2, "x"], s: Set {1}}'],
            [{ map: new Map<unknown, unknown>([[1, new Date(0)]]), big: -300n }, "{map: Map {1 => 1970-01-01T00:00:00.000Z}, big: -300n}"],
            [[undefined, null, true, false, -1, 2 ** 31, 0.5, -0, NaN], "[undefined, null, true, false, -1, 2147483648, 0.5, -0, NaN]"],
            ["ü €", '"ü €"'],
            ["€", '"€"'],
            [{ "two words": 1, 7: "seven", "€": { deep: {} } }, '{7: "seven", "two words": 1, "€": {deep: {}}}'],
            [/a+/g, "/a+/"],
            [new TypeError("no"), "[TypeError: no]"],
            [new ArrayBuffer(3), "ArrayBuffer of 3 bytes"],
            [Object.assign([1], { name: "x" }), '[1, name: "x"]'],
            [Object(1), "[Number: 1]"],
            [Object("a"), '[String: "a"]'],
            [[0n, 2n ** 70n], "[0n, 1180591620717411303424n]"],
            [new Date(NaN), "Invalid Date"],
        ];
        for (const [value, text] of values) assert.equal(said(value), `V8 ${text}`);
        const circular: Record<string, unknown> = {};
        circular["itself"] = circular;
        assert.equal(said(circular), "V8 {itself: (an object above)}");
        const sparse: unknown[] = [];
        sparse[1000] = "far";
        assert.equal(said(sparse), 'V8 [1000: "far"]');
        assert.equal(said(deserialize(serialize({ list: [1, "x"] }))), 'V8 {list: [1, "x"]}');
    });

    it("are named where they are Node's own", () => {
        assert.equal(said({ cmd: "NODE_HANDLE", type: "net.Socket", msg: 1 }), "NODE_HANDLE of Node itself, which passes a net.Socket");
        assert.equal(said({ cmd: "node" }), 'V8 {cmd: "node"}');
        assert.equal(said({ inner: { cmd: "NODE_HANDLE" } }), 'V8 {inner: {cmd: "NODE_HANDLE"}}');
    });

    it("are shown as far as they were recorded, without what nobody sees", () => {
        assert.equal(said({ text: "a\u202eb" }), 'V8 {text: "a\\u202eb"}');
        const long = serialize(Array.from({ length: 5000 }, (_, index) => index));
        assert.match(textOf(long.subarray(0, v8Messages.looksAt)) ?? "", /^V8 \[0, 1, 2, .{150,}…$/);
    });

    it("are none where they do not end with the message, or what they say is not known", () => {
        const bytes = serialize({ a: 1 });
        assert.equal(textOf(bytes.subarray(0, -1)), null);
        assert.equal(textOf(Buffer.concat([bytes, Buffer.from("_")])), null);
        assert.equal(textOf(Buffer.from([0xff, 15, 0x57])), null);
        assert.equal(textOf(Buffer.from([0xff, 99, 0x5f])), null);
        for (let at = 0; at < bytes.length; at++) {
            for (let byte = 0; byte < 256; byte++) {
                const damaged = Buffer.from(bytes);
                damaged[at] = byte;
                assert.doesNotThrow(() => textOf(damaged));
            }
        }
        assert.equal(said(Array.from({ length: 150 }).reduce<unknown>((inner) => [inner], 1)), null);
    });

    it("are found however they are cut, and nothing else is taken for one", () => {
        const stream = Buffer.concat([{ a: 1 }, "b", [2n]].map((value) => framed(serialize(value))));
        const texts = (scanner: StreamScanner, bytes: Uint8Array): readonly string[] =>
            scanner.take(bytes, bytes.length).map(({ message }) => (message.role === "message" ? message.what : message.role));
        for (let cut = 1; cut < stream.length; cut++) {
            const scanner = new StreamScanner();
            const found = [...texts(scanner, stream.subarray(0, cut)), ...texts(scanner, stream.subarray(cut))];
            assert.deepEqual(found, ["V8 {a: 1}", 'V8 "b"', "V8 [2n]"], `cut at ${cut}`);
        }
        assert.deepEqual(texts(new StreamScanner(), framed(Buffer.from("no value of V8"))), []);
    });
});
