import assert from "node:assert/strict";
import type { ProcessId } from "../../tracer/model/identities";
import type { Segment } from "../../tracer/model/kinds/pipe/segments";
import { byteRuns } from "../../webview/kinds/pipe/pipeCard";

function written(process: ProcessId, text: string, line: number): Segment {
    const data = new TextEncoder().encode(text);
    return {
        process,
        write: line,
        offset: 0,
        length: data.length,
        data,
        source: { file: "/a.c", line, function: null },
        concurrent: false,
    };
}

describe("the bytes in a pipe as runs", () => {
    const told = (segments: readonly Segment[], read: number): readonly (readonly [number, number, string | null])[] =>
        byteRuns(segments, read).map(({ bytes, writes, text }) => [bytes, writes, text]);

    it("join neighbouring writes of one line", () => {
        const segments = [
            written("p1", "ab", 3),
            written("p1", "cd", 3),
            written("p2", "ef", 3),
            written("p1", "gh", 3),
            written("p1", "i", 4),
        ];
        assert.deepEqual(told(segments, 9), [
            [4, 2, "abcd"],
            [2, 1, "ef"],
            [2, 1, "gh"],
            [1, 1, "i"],
        ]);
    });

    it("say what the bytes of the first ones are, also of those that were joined to them", () => {
        const segments = [
            written("p1", "ab", 3),
            written("p2", "cd", 3),
            written("p2", "ef", 3),
            written("p1", "gh", 3),
            written("p1", "i", 3),
        ];
        assert.deepEqual(told(segments, 2), [
            [2, 1, "ab"],
            [4, 2, "cdef"],
            [3, 2, null],
        ]);
    });

    it("cut what is long, and know nothing of bytes that are not known", () => {
        const [long = ["", 0, ""]] = told(
            Array.from({ length: 100 }, () => written("p1", "0123456789", 3)),
            1,
        );
        assert.deepEqual(long.slice(0, 2), [1000, 100]);
        assert.match(String(long[2]), /^0123456789[0-9]*…$/);
        const unknown = { ...written("p1", "ab", 3), data: null };
        assert.deepEqual(told([unknown, written("p1", "cd", 3)], 2), [[4, 2, null]]);
    });
});
