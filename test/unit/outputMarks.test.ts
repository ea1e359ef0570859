import assert from "node:assert/strict";
import { incompleteEnd } from "../../extension/adapter/incompleteEnd";
import { OutputMarks } from "../../extension/adapter/outputMarks";
import { PieceReader, type WrittenPiece } from "../../tracer/recorder/writtenPieces";
import { SeededRandom } from "../kernel/random/seededRandom";
import { u32 } from "./traceBytes";

const engine = 99;

function marks(): OutputMarks {
    return new OutputMarks((pid) => ({ id: `p${pid}`, mark: pid === engine ? null : `[p${pid}] ` }));
}

/** What stands in the console; each piece is the number of its writer and what it wrote to standard output. */
function shown(...written: readonly (readonly [pid: number, text: string | Buffer])[]): string {
    const output = marks();
    const texts = written.map(([pid, text]) => output.add({ pid, stream: "stdout", bytes: Buffer.from(text as string) }).text);
    return [...texts, ...output.end().map(({ text }) => text)].join("");
}

describe("the marks of the processes in the console", () => {
    it("are not there as long as one process prints", () =>
        assert.equal(
            shown([2, "one\ntwo\n"], [engine, "a note\n"], [2, "th"], [2, "ree\n\nfour"]),
            "one\ntwo\na note\nth" + "ree\n\nfour",
        ));

    it("begin each line of the others, and none of the first that printed", () =>
        assert.equal(
            shown([2, "one\n"], [1, "two\nthree\n"], [2, "four\n"], [3, "five\n"]),
            "one\n[p1] two\n[p1] three\nfour\n[p3] five\n",
        ));

    it("stand once in a line that comes in parts", () =>
        assert.equal(shown([1, "a\n"], [2, "b"], [2, "c"], [2, "d\ne"]), "a\n[p2] bcd\n[p2] e"));

    it("stand within a line where its writer changes, also back to the first", () =>
        assert.equal(
            shown([1, "total: "], [2, "5\n"], [1, "x"], [2, "y"], [1, "z\n"], [1, "end\n"]),
            "total: [p2] 5\nx[p2] y[p1] z\nend\n",
        ));

    it("stand before empty lines, too", () => assert.equal(shown([1, "a\n"], [2, "\n\nb\n"]), "a\n[p2] \n[p2] \n[p2] b\n"));

    it("are the engine's neither at a beginning nor within", () =>
        assert.equal(shown([engine, "note\n"], [1, "a"], [engine, " note\n"], [2, "b\n"]), "note\na note\n[p2] b\n"));

    it("do not part characters of several bytes", () => {
        const euro = Buffer.from("€");
        assert.equal(shown([1, euro.subarray(0, 1)], [2, "x\n"], [1, euro.subarray(1)]), "x\n[p1] €");
        assert.equal(shown([1, "a"], [1, euro.subarray(0, 2)]), "a\ufffd");
        assert.equal(shown([1, Buffer.from([0x61, 0x80, 0xff, 0x62])]), "a\ufffd\ufffdb");
    });

    it("are kept for each stream", () => {
        const output = marks();
        const add = (pid: number, stream: WrittenPiece["stream"], text: string): string =>
            output.add({ pid, stream, bytes: Buffer.from(text) }).text;
        assert.deepEqual(
            [add(1, "stdout", "a"), add(2, "stderr", "b"), add(2, "stderr", "c\n"), add(1, "stdout", "d\n"), add(1, "stderr", "e\n")],
            ["a", "[p2] b", "c\n", "d\n", "e\n"],
        );
    });

    it("are all that is added, whatever is printed in whatever pieces", () => {
        const random = new SeededRandom(7);
        for (let round = 0; round < 300; round++) {
            const written = Array.from(
                { length: random.below(12) },
                () =>
                    [
                        1 + random.below(3),
                        Array.from({ length: random.below(6) }, () => "ab\nä€😀"[random.below(5)] ?? "").join(""),
                    ] as const,
            );
            const plain = written.map(([, text]) => text).join("");
            assert.equal(shown(...written).replaceAll(/\[p\d\] /g, ""), plain);
        }
    });
});

describe("pieces of output", () => {
    it("are the same wherever the bytes that tell of them are cut", () => {
        const bytes = Buffer.concat([u32(7), u32(1), u32(3), Buffer.from("abc"), u32(0), u32(2), u32(1), Buffer.from("d")]);
        for (let cut = 0; cut <= bytes.length; cut++) {
            const reader = new PieceReader();
            const pieces = [...reader.push(bytes.subarray(0, cut)), ...reader.push(bytes.subarray(cut))];
            assert.deepEqual(
                pieces.map(({ pid, stream, bytes: written }) => [pid, stream, written.toString()]),
                [
                    [7, "stdout", "abc"],
                    [0, "stderr", "d"],
                ],
            );
        }
    });
});

describe("an incomplete character", () => {
    it("is what lacks bytes at the end, and nothing else", () => {
        for (const [character, length] of [
            ["a", 1],
            ["ä", 2],
            ["€", 3],
            ["😀", 4],
        ] as const) {
            const bytes = Buffer.from(`x${character}`);
            for (let cut = 0; cut < length; cut++) {
                assert.equal(incompleteEnd(bytes.subarray(0, bytes.length - length + cut)), cut, character);
            }
            assert.equal(incompleteEnd(bytes), 0);
        }
        for (const wrong of [[], [0x80], [0x80, 0x80, 0x80, 0x80], [0xff], [0xf8, 0x80]]) {
            assert.equal(incompleteEnd(Uint8Array.from(wrong)), 0);
        }
    });
});
