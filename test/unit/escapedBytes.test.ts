import assert from "node:assert/strict";
import { commonBytes, countBytes, escapeBytes, joinBytes, splitBytes } from "../../tracer/events/escapedBytes";

const escape = (text: string): string => escapeBytes(Buffer.from(text, "latin1"));

describe("bytes as text", () => {
    it("keep printable ASCII, and escape the rest", () => {
        assert.equal(escape("test\0"), "test\\0");
        assert.equal(escape('a "b" \\ c\n\t\r\x1b\xff\x7f'), 'a "b" \\\\ c\\n\\t\\r\\x1b\\xff\\x7f');
    });

    it("write NUL so that a digit behind it is no part of it", () => {
        assert.equal(escape("\x001"), "\\x001");
        assert.equal(joinBytes(escape("a\0"), escape("7")), "a\\x007");
        assert.equal(joinBytes("a\\\\0", "7"), "a\\\\07");
    });

    it("are counted and split as bytes", () => {
        const text = escape("a\n\\\xff0");
        assert.equal(countBytes(text), 5);
        assert.deepEqual(splitBytes(text, 3), ["a\\n\\\\", "\\xff0"]);
        assert.deepEqual(splitBytes("ab", 9), ["ab", ""]);
    });

    it("are compared as bytes", () => {
        assert.equal(commonBytes(escape("a\0"), escape("a\x001")), 2);
        assert.equal(commonBytes("abc", "abd"), 2);
    });

    it("come back together, however they were cut", () => {
        const text = escape("\x001\\n\n\xff\0\x002");
        for (let cut = 0; cut <= countBytes(text); cut++) {
            const [front, rest] = splitBytes(text, cut);
            assert.equal(countBytes(front), cut);
            assert.equal(commonBytes(joinBytes(front, rest), text), countBytes(text));
        }
    });
});
