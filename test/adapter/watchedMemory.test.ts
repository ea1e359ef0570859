/** Debugging a program whose shared memory is watched (`"watchMemory": true`). */
import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { RunOptions } from "./debugRun";
import { lineWith, testProgram } from "./programs";
import { withRun } from "./withRun";

const program = testProgram("debug_watched.c");
const first = lineWith(program, "Breakpoint: first");
const sum = lineWith(program, "Breakpoint: sum");
const child = lineWith(program, "Breakpoint: child");
const last = lineWith(program, "pair->first, pair->second");

async function accessesIn(trace: string): Promise<readonly string[]> {
    const lines: string[] = [];
    for await (const { events } of interpretTrace(trace)) {
        for (const event of events) {
            if (event.kind !== "memoryRead" && event.kind !== "memoryWritten") continue;
            const value = event.data === undefined ? "?" : Buffer.from(event.data).readUInt32LE();
            lines.push(`${event.process} ${event.kind} ${event.source?.line} ${value}`);
        }
    }
    return lines;
}

describe("debugging with watched memory", () => {
    let directory: string;
    let trace: string;

    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        trace = path.join(directory, "t.ipctrace");
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    it("stops, steps, shows and sets, and tells every access of the program", () =>
        withRun({ program, breakpoints: { [program]: [first, child] }, configuration: { watchMemory: true, trace } }, async (run) => {
            const process = await run.process("p1");
            const stand = await process.stopped();
            assert.equal(stand.line, first);
            assert.equal((await process.next()).line, first + 1);
            const third = await process.next();
            assert.equal(third.line, sum);
            assert.equal(await process.evaluate("pair->first", third.frame), "5");
            await process.client.evaluateRequest({ expression: "pair->second = 60", frameId: third.frame, context: "repl" });
            const fourth = await process.next();
            assert.equal(await process.evaluate("read", fourth.frame), "65");
            await process.resume();
            const other = await run.process("p2");
            assert.equal((await other.stopped()).line, child);
            await other.resume();
            assert.equal(await run.ended(), 0);
            assert.deepEqual(await accessesIn(trace), [
                `p1 memoryWritten ${first} 5`,
                `p1 memoryWritten ${first + 1} 6`,
                `p1 memoryRead ${sum} 5`,
                `p1 memoryRead ${sum} 60`,
                `p2 memoryWritten ${child} 7`,
                `p1 memoryRead ${last} 60`,
                `p1 memoryRead ${last} 7`,
            ]);
        }));

    it("needs no debug registers for data breakpoints there, also on reads", async () => {
        const configuration = { watchMemory: true, trace, debugRegisters: false };
        await withRun({ program, breakpoints: { [program]: [first] }, configuration }, async (run) => {
            const process = await run.process("p1");
            await process.stopped();
            const set = async (...accesses: readonly (readonly [string, string])[]): Promise<readonly DebugProtocol.Breakpoint[]> => {
                const breakpoints = accesses.map(([dataId, accessType]) => ({ dataId, accessType }));
                const answer = await process.client.customRequest("setDataBreakpoints", { breakpoints });
                return (answer as DebugProtocol.SetDataBreakpointsResponse).body.breakpoints;
            };
            const placed = await set(["pair->second", "write"], ["pair->first", "read"]);
            assert.deepEqual(
                placed.map(({ verified, message }) => [verified, message]),
                [
                    [true, undefined],
                    [true, undefined],
                ],
            );
            await process.resume();
            const written = await process.stopped();
            assert.deepEqual([written.reason, written.line], ["data breakpoint", sum]);
            assert.equal(await process.evaluate("pair->second", written.frame), "6");
            await process.resume();
            const read = await process.stopped();
            assert.deepEqual([read.reason, read.line], ["data breakpoint", sum]);
            // One that is elsewhere is watched in software, and the others with it.
            const [second, own, refused] = await set(["pair->second", "write"], ["read", "write"], ["pair->first", "read"]);
            assert.match(second?.message ?? "", /slow/);
            assert.equal(own?.verified, true);
            assert.match(refused?.message ?? "", /^Reads of pair->first cannot be seen/);
            await set();
            await process.resume();
            assert.equal(await run.ended(), 0);
        });
    });

    it("begins and ends when the user wants it, and says so", async () => {
        const told: unknown[] = [];
        const onEvent: RunOptions["onEvent"] = ({ event, body }) => event === "ipcscope.watching" && told.push(body);
        await withRun({ program, breakpoints: { [program]: [first, sum, child] }, configuration: { trace }, onEvent }, async (run) => {
            const process = await run.process("p1");
            assert.equal((await process.stopped()).line, first);
            assert.equal((await process.next()).line, first + 1);
            await run.root.customRequest("ipcscope.watchMemory", { on: true });
            await process.resume();
            assert.equal((await process.stopped()).line, sum);
            await process.next();
            await run.root.customRequest("ipcscope.watchMemory", { on: false });
            await process.resume();
            const other = await run.process("p2");
            assert.equal((await other.stopped()).line, child);
            await other.resume();
            assert.equal(await run.ended(), 0);
            assert.deepEqual(told, [{ on: false }, { on: true }, { on: false }]);
            assert.deepEqual(await accessesIn(trace), [
                `p1 memoryWritten ${first + 1} 6`,
                `p1 memoryRead ${sum} 5`,
                `p1 memoryRead ${sum} 6`,
            ]);
        });
    });
});
