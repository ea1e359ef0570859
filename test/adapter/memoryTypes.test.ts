/** What the adapter tells of variables that lead into memory that others may have, too. */
import assert from "node:assert/strict";
import type { MemorySeen } from "../../extension/protocol/customEvents";
import type { ProcessDriver } from "./processDriver";
import { lineWith, testProgram } from "./programs";
import { withRun } from "./withRun";

const program = testProgram("debug_ring.c");
const inMain = lineWith(program, "Breakpoint: main");
const inPut = lineWith(program, "Breakpoint: put");

/** "head 0 4 signed", with the number of elements of an array behind the size. */
const ringFields = [
    "head 0 4 signed",
    "tail 4 4 signed",
    "flags 8 2 unsigned",
    // `many`, of some bits, has no place of its own.
    "kind 12 4 unsigned",
    "name 16 8 text",
    "items 24 8×3 signed",
    "state.level 48 1 signed",
    "state.next 56 8 pointer",
    "share 64 4 float",
    "raw 64 4 unsigned",
    "orders[0].number 72 4 signed",
    "orders[0].price 80 8 float",
    "orders[1].number 88 4 signed",
    "orders[1].price 96 8 float",
    // Of what programs are not to look into.
    "lock 120 40 opaque",
    "rooms 160 32×2 opaque",
];

async function seen(process: ProcessDriver): Promise<MemorySeen> {
    return (await process.client.take("ipcscope.memory")).body as MemorySeen;
}

function fieldTexts({ fields }: MemorySeen): readonly string[] {
    return fields.map(({ name, offset, size, count, form }) => `${name} ${offset} ${size}${count === 1 ? "" : `×${count}`} ${form}`.trim());
}

describe("variables that lead into shared memory", () => {
    it("are told at a stop, with what stands where: of the frames, of files, and not those that lead elsewhere", () =>
        withRun({ program, breakpoints: { [program]: [inMain, inPut] } }, async (run) => {
            const parent = await run.process("p1");
            assert.equal((await parent.stopped()).line, inMain);
            const ring = await seen(parent);
            assert.deepEqual([ring.variable, ring.type], ["ring", "struct ring"]);
            assert.deepEqual(fieldTexts(ring), ringFields);
            const counter = await seen(parent);
            assert.deepEqual([counter.variable, counter.type, fieldTexts(counter)], ["global_counter", "long", ["0 8 signed"]]);
            assert.equal(BigInt(counter.address) - BigInt(ring.address), 4096n);
            await parent.resume();
            const child = await run.process("p2");
            assert.equal((await child.stopped()).line, inPut);
            const place = await seen(child);
            assert.deepEqual([place.variable, place.type, place.address], ["place", "struct ring", ring.address]);
            assert.notEqual(place.pid, ring.pid);
            assert.deepEqual(fieldTexts(place), ringFields);
            // The caller's variable leads to the same place, and says nothing new.
            assert.equal((await seen(child)).variable, "global_counter");
            // While the process is looked at, it can be stepped.
            for (const { line } of [await child.next(), await child.next()]) assert.ok(line > inPut);
            await child.resume();
            assert.equal(await run.ended(), 0);
        }));
});
