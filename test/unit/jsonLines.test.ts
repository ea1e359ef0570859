/** Lines of JSON through sockets, as Node's channels send them. */
import assert from "node:assert/strict";
import { StreamScanner } from "../../tracer/interpret/conversations/streamScanner";
import { sentence } from "../../tracer/model/sentence";
import { jsonLines } from "../../tracer/protocols/jsonLines";
import { play } from "./script";

const bytes = (text: string): Uint8Array => Buffer.from(text);

function textsOf(scanner: StreamScanner, text: string | Uint8Array, length?: number): readonly string[] {
    const data = typeof text === "string" ? bytes(text) : text;
    return scanner.take(data, length ?? data.length).map(({ message }) => (message.role === "message" ? message.what : message.role));
}

describe("lines of JSON", () => {
    const recognised = (line: string | Uint8Array): unknown => jsonLines.recognise(typeof line === "string" ? bytes(line) : line);
    const message = (what: string): unknown => ({ role: "message", what });

    it("are messages, and Node's own are named", () => {
        assert.deepEqual(recognised('{"square":7}'), message('JSON {"square":7}'));
        assert.deepEqual(
            recognised('{"cmd":"NODE_HANDLE","type":"net.Socket","msg":1}'),
            message("NODE_HANDLE of Node itself, which passes a net.Socket"),
        );
        assert.deepEqual(recognised('{"cmd":"NODE_CLUSTER","act":"listening"}'), message("NODE_CLUSTER of Node itself, listening"));
        assert.deepEqual(recognised('{"cmd":"node"}'), message('JSON {"cmd":"node"}'));
        assert.equal(recognised("GET / HTTP/1.1\r"), null);
        assert.equal(recognised('{"square":7'), null);
    });

    it("are shown without characters that nobody sees, and not endlessly", () => {
        assert.deepEqual(recognised('"a\u202eb"'), message('JSON "a\\u202eb"'));
        assert.deepEqual(recognised(Buffer.from('"\xff"', "latin1")), null);
        assert.deepEqual(recognised(`"${"x".repeat(300)}"`), message(`JSON "${"x".repeat(199)}…`));
    });

    it("are found however they are cut", () => {
        const stream = '{"a":1}\n"b"\n3\n[{"cmd":"c"}]\n';
        const all = ['JSON {"a":1}', 'JSON "b"', "JSON 3", 'JSON [{"cmd":"c"}]'];
        for (let cut = 1; cut < stream.length; cut++) {
            const scanner = new StreamScanner();
            assert.deepEqual([...textsOf(scanner, stream.slice(0, cut)), ...textsOf(scanner, stream.slice(cut))], all, `cut at ${cut}`);
        }
    });

    it("do not begin with a number, which is more often what a program prints", () => {
        const scanner = new StreamScanner();
        assert.deepEqual(textsOf(scanner, "12\n"), []);
        assert.deepEqual(textsOf(scanner, '{"a":1}\n'), []);
    });

    it("are not known any more behind a line that is none, or bytes that were not captured", () => {
        const mixed = new StreamScanner();
        assert.deepEqual(textsOf(mixed, '{"a":1}\n'), ['JSON {"a":1}']);
        assert.deepEqual(textsOf(mixed, 'and\n{"a":2}\n'), []);
        assert.deepEqual(textsOf(mixed, '{"a":3}\n'), []);
        const cut = new StreamScanner();
        assert.deepEqual(textsOf(cut, '{"a":1}\n{"b":', 5000), ['JSON {"a":1}']);
        assert.deepEqual(textsOf(cut, '{"a":2}\n'), []);
    });

    it("are told in the sentences of both ends", () => {
        const { events, state } = play(String.raw`p1 socketpair 3 4
            p1 fork p2
            p1 send 3 "{\"a\":1}\n{\"a\""
            p2 recv 4 "{\"a\":1}\n{\"a\""
            p1 send 3 ":2}\n"`);
        const texts = events.slice(-3).map((event) => sentence(event, state).text);
        assert.deepEqual(texts, [
            'send(3) sent 12 bytes to socket2: JSON {"a":1}.',
            'recv(4) received 12 of 4096 bytes from socket1 at socket2: JSON {"a":1}.',
            'send(3) sent 4 bytes to socket2: JSON {"a":2}.',
        ]);
    });
});
