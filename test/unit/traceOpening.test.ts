import assert from "node:assert/strict";
import { TraceOpening } from "../../webview/reading/traceOpening";
import type { StackAddresses, StackModule } from "../../webview/protocol/reviewMessages";
import { block, preamble, record, u16, u32, u64, u8 } from "./traceBytes";

const moduleRecord = (id: number, name: string): Buffer => record(11, u32(id), u64(1), u64(id), u16(0), u16(name.length), name);
const stackRecord = (id: number, module: number): Buffer => record(10, u32(id), u16(1), u16(0), u32(module), u64(0x10 + id));
const task = record(2, u64(1), u32(10), u32(10), u32(1), u32(1), u64(0), u32(0), u8(0), u8(0), u16(0));
const end = record(15, u64(9), u32(0), u8(0));

describe("opening a trace, piece by piece", () => {
    async function asked(bytes: Buffer): Promise<readonly (readonly [readonly StackModule[], readonly StackAddresses[]])[]> {
        const questions: (readonly [readonly StackModule[], readonly StackAddresses[]])[] = [];
        const opening: TraceOpening = new TraceOpening("t", bytes.length, {
            progress: () => undefined,
            pause: () => Promise.resolve(),
            stacks: (modules, stacks) => {
                questions.push([modules, stacks]);
                const lines = stacks.map(({ id }) => ({ id, source: null, library: null, variable: null, places: [] }));
                queueMicrotask(() => opening.learn(lines, []));
            },
        });
        await opening.push(bytes);
        const { notices } = await opening.finish();
        assert.deepEqual(notices, []);
        return questions;
    }

    it("shows what is there at each pause, and how far it is in rising hundredths", async () => {
        const exec = record(6, u64(1), u32(10), u32(10), u16(6), u16(1), u32(2), "/bin/a/a\0");
        const args = [99, 0, 0, 0, 0, 0].map((value) => u64(value));
        const close = record(3, u64(2), u64(2), u32(10), u32(3), ...args, u64(-9), u32(0), u16(0), u16(0));
        const blocks = Array.from({ length: 30 }, () => block(...Array.from({ length: 100 }, () => close)));
        const bytes = Buffer.concat([preamble(2), task, exec, ...blocks, end]);
        const shown: number[] = [];
        const parts: number[] = [];
        const opening = new TraceOpening("t", bytes.length, {
            progress: (part) => parts.push(part),
            grown: ({ trace }) => shown.push(trace.length),
            pause: () => Promise.resolve(),
        });
        await opening.push(bytes);
        assert.equal((await opening.finish()).trace.length, 3002);
        const steps = shown.map((events, index) => events - (shown[index - 1] ?? 0));
        assert.ok(steps.length >= 15 && steps.every((step) => step > 0 && step <= 200), `${steps.join()} events between pauses`);
        assert.equal(parts.at(-1), 1);
        assert.ok(parts.length > 20, `${parts.length} parts`);
        assert.deepEqual(
            parts,
            [...new Set(parts)].sort((one, other) => one - other),
        );
    });

    for (const [how, together] of [
        ["in blocks", (...records: readonly Buffer[]): Buffer => block(...records)],
        ["between blocks", (...records: readonly Buffer[]): Buffer => Buffer.concat([...records, block()])],
    ] as const) {
        it(`asks for the lines of stacks with the modules that they lie in, which came before them, ${how}`, async () => {
            const bytes = Buffer.concat([
                preamble(2),
                together(task, moduleRecord(1, "/bin/a"), moduleRecord(2, "/lib/c")),
                together(stackRecord(1, 2), stackRecord(2, 2)),
                together(stackRecord(3, 1)),
                together(stackRecord(4, 0)),
                end,
            ]);
            const questions = await asked(bytes);
            assert.deepEqual(
                questions.map(([modules, stacks]) => [modules.map(({ path }) => path), stacks.map(({ id }) => id)]),
                [
                    [["/lib/c"], [1, 2]],
                    [["/bin/a"], [3]],
                    [[], [4]],
                ],
            );
        });
    }
});
