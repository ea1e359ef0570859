import assert from "node:assert/strict";
import { LinePacker } from "../../tracer/import/lines/linePacker";
import { LineUnpacker } from "../../tracer/import/lines/lineUnpacker";
import { mostWords } from "../../tracer/import/lines/packedLines";
import type { LogLine } from "../../tracer/strace-parser/logLine";
import { mutatedLog } from "./strace/mutatedLog";
import { parsed } from "./strace/parsed";
import { sampleLines } from "./strace/sampleLines";

describe("lines of a log on their way between threads", () => {
    /** In pieces of so many lines. */
    function sent(lines: readonly LogLine[], piece: number): readonly LogLine[] {
        const [packer, unpacker] = [new LinePacker(), new LineUnpacker()];
        const got: LogLine[] = [];
        for (let at = 0; at < lines.length; at += piece) {
            for (const line of lines.slice(at, at + piece)) packer.put(line);
            const packed = structuredClone(packer.take());
            unpacker.unpack(packed, (line) => got.push(line));
        }
        return got;
    }

    it("are the same afterwards, whatever they are", () => {
        const seldom = ["1 mmap(0xffffffffffffffff, 1) = -1 E", "brk(0) = 0xffffffffffffffff", "no line", "1 <... read resumed>) = 0"];
        const lines = parsed([...sampleLines, ...seldom].join("\n"));
        const kinds = ["bad", "call", "end", "frame", "remark", "signal", "stopped", "superseded", "unfinished"];
        assert.deepEqual([...new Set(lines.map(({ kind }) => kind))].sort(), kinds);
        assert.deepEqual(sent(lines, 1000), lines);
        assert.deepEqual(sent(lines, 1), lines);
    });

    it("are the same when they are damaged", () => {
        for (let seed = 1; seed <= 20; seed++) {
            const lines = parsed(mutatedLog(seed, 500));
            assert.deepEqual(sent(lines, 1 + seed * 7), lines, `seed ${seed}`);
        }
    });

    it("are the same where a call has the arguments with which it began", () => {
        const calls = parsed('1 read(3, "ab", 2) = 2\n2 read(3, "c", 1) = 1\n1 close(3) = 0');
        const lines = calls.flatMap((line): LogLine[] => {
            if (line.kind !== "call") return [line];
            const { prefix, name, arguments: given } = line;
            return [
                { kind: "unfinished", prefix, name, arguments: given, detached: false },
                { ...line, resumed: true },
            ];
        });
        const [first, second, ...rest] = lines;
        assert.ok(first !== undefined && second !== undefined);
        const mixed = [first, ...rest.slice(0, 2), second, ...rest.slice(2)];
        for (const piece of [100, 1, 2, 3]) assert.deepEqual(sent(mixed, piece), mixed);
    });

    it("are the same when they have more words, and longer texts, than are kept", () => {
        const count = 2 * mostWords + 10;
        const lines = parsed(Array.from({ length: count }, (_, index) => `f(WORD_${index % (mostWords + 20)}) = 0`).join("\n"));
        assert.deepEqual(sent(lines, 5000), lines);
        const long = parsed(`write(1, "${"\xe9\\n".repeat(1 << 18)}", 9) = 9`);
        assert.deepEqual(sent(long, 1), long);
    });
});
