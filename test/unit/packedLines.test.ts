import assert from "node:assert/strict";
import { encodePacked } from "../../tracer/traceFile/encodePacked";
import { RecordStream } from "../../tracer/trace/recordStream";
import type { PackedRecord } from "../../tracer/trace/packed";
import { TraceOpening } from "../../webview/reading/traceOpening";
import { preamble, record, u16, u32, u64 } from "./traceBytes";

const place = { function: "main", file: "/gone/a.c", line: 9, module: "a" };
const lines: PackedRecord = {
    type: "lines",
    stacks: [
        { id: 1, source: { file: "/gone/a.c", line: 9, function: "main" }, library: "write", variable: null, places: [place] },
        { id: 3, source: null, library: "read", variable: { name: "table.lock", type: "pthread_mutex_t" }, ofRuntime: true, places: [] },
    ],
};
const source: PackedRecord = { type: "source", path: "/gone/a.c", text: "int main;\n" };
const environment: PackedRecord = { type: "environment", facts: new Map([["kernel", "Linux 6.1"]]) };
const stack = (id: number): Buffer => record(10, u32(id), u16(1), u16(0), u32(1), u64(16));

describe("what is packed into a trace", () => {
    it("is written as the format has it, and read again", () => {
        assert.deepEqual(encodePacked(lines), record(23, JSON.stringify(lines.stacks)));
        assert.deepEqual(encodePacked(source), record(24, u16(9), "/gone/a.c", "int main;\n"));
        assert.deepEqual(encodePacked(environment), record(25, '{"kernel":"Linux 6.1"}'));
        const bytes = [lines, source, environment].map(encodePacked);
        assert.deepEqual([...new RecordStream("t").push(Buffer.concat([preamble(), ...bytes]))].flat(), [lines, source, environment]);
    });

    it("may come from before variables were looked for", () => {
        const old = record(23, '[{"id":1,"source":null,"library":null,"places":[]}]');
        const read = [...new RecordStream("t").push(Buffer.concat([preamble(), old]))].flat();
        assert.deepEqual(read, [{ type: "lines", stacks: [{ id: 1, source: null, library: null, variable: null, places: [] }] }]);
    });

    for (const [what, bytes] of [
        ["lines that are no list", record(23, "{}")],
        ["a stack without places", record(23, '[{"id":1,"source":null,"library":null}]')],
        ["a variable without a name", record(23, '[{"id":1,"source":null,"library":null,"variable":{"type":null},"places":[]}]')],
        ["a source whose path is longer than it", record(24, u16(50), "/a")],
        ["an environment of numbers", record(25, '{"kernel":6}')],
    ] as const) {
        it(`is left out, with a note, where it is damaged: ${what}`, () => {
            const [note, ...others] = [...new RecordStream("t").push(Buffer.concat([preamble(), bytes]))].flat();
            assert.deepEqual([note?.type, others], ["note", []]);
        });
    }

    it("need not be asked for by the page that opens the trace", async () => {
        const asked: number[][] = [];
        const opening = new TraceOpening("t", 0, {
            progress: () => undefined,
            stacks: (_, stacks) => {
                asked.push(stacks.map(({ id }) => id));
                opening.learn([], []);
            },
            pause: () => Promise.resolve(),
        });
        await opening.push(Buffer.concat([preamble(), encodePacked(lines), encodePacked(source), stack(1)]));
        assert.deepEqual(asked, [], "its line is known");
        await opening.push(stack(2));
        assert.deepEqual(asked, [[2]]);
        const { stacks, sources } = await opening.finish();
        assert.deepEqual(stacks.locate(1), { file: "/gone/a.c", line: 9, function: "main" });
        assert.equal(stacks.libraryFunction(1), "write");
        assert.equal(stacks.variable(3)?.name, "table.lock");
        assert.deepEqual(
            [1, 2, 3].map((id) => stacks.isOfRuntime(id)),
            [false, false, true],
        );
        assert.deepEqual(sources, [{ file: "/gone/a.c", text: "int main;\n" }]);
    });
});
