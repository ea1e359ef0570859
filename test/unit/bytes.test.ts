import assert from "node:assert/strict";
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
