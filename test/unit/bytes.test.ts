import assert from "node:assert/strict";
import type { Event } from "../../tracer/model/event";
import { packEvents, unpackEvents } from "../../tracer/model/packedEvents";
import { commonBytes, escapeBytes, joinBytes, withoutFirst } from "../../tracer/model/bytes";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const escape = (text: string): string => escapeBytes(bytes(text));

describe("bytes as text", () => {
    it("keep printable ASCII, and escape the rest", () => {
        assert.equal(escape("test\0"), "test\\0");
        assert.equal(escape('a "b" \\ c\n\t\r\x1b\xff\x7f'), 'a "b" \\\\ c\\n\\t\\r\\x1b\\xff\\x7f');
    });

    it("write NUL so that a digit behind it is no part of it", () => {
        assert.equal(escape("\x001"), "\\x001");
        assert.equal(escapeBytes(joinBytes(bytes("a\0"), bytes("7"))), "a\\x007");
        assert.equal(escape("a\\07"), "a\\\\07");
    });

    it("are the same however long the runs of plain text are", () => {
        const text = `${"x".repeat(30)}\n${"y".repeat(3)}\0${"z".repeat(24)}`;
        assert.equal(escape(text), `${"x".repeat(30)}\\nyyy\\0${"z".repeat(24)}`);
    });
});

describe("many bytes as text", () => {
    const many = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31 + (index >> 8)) % 256);

    it("are what their bytes are, one by one", () => {
        const isDigit = (byte: number | undefined): boolean => byte !== undefined && /\d/.test(String.fromCharCode(byte));
        const expected = Array.from(many, (byte, index) =>
            byte === 0 && isDigit(many[index + 1]) ? "\\x00" : escapeBytes(new Uint8Array([byte])),
        );
        assert.equal(escapeBytes(many), expected.join(""));
    });

    it("come to the page as they were", () => {
        const event: Event = {
            kind: "bytesWritten",
            seq: 1,
            time: 0,
            process: "p1",
            pid: 1,
            tid: 1,
            fd: 4,
            object: "pipe1",
            description: "ofd1",
            length: many.length,
            result: many.length,
            offset: null,
            data: many,
        };
        assert.deepEqual(unpackEvents(packEvents([event])), [event]);
    });
});

describe("bytes", () => {
    it("are compared from their beginnings", () => {
        assert.equal(commonBytes(bytes("a\0"), bytes("a\x001")), 2);
        assert.equal(commonBytes(bytes("abc"), bytes("abd")), 2);
        assert.equal(commonBytes(bytes(""), bytes("a")), 0);
    });

    it("are cut from the front, until nothing is left", () => {
        assert.deepEqual(withoutFirst(bytes("abc"), 1), bytes("bc"));
        assert.equal(withoutFirst(bytes("abc"), 3), null);
        assert.equal(withoutFirst(null, 1), null);
    });
});
