/** Data breakpoints: with the debug registers that this machine has, and without any. */
import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { machineHasDebugRegisters } from "../kernel/machineDebugRegisters";
import type { DebugRun } from "./debugRun";
import type { ProcessDriver } from "./processDriver";
import { lineWith, testProgram } from "./programs";
import { withRun } from "./withRun";

const program = testProgram("debug_values.c");
const outer = lineWith(program, "Breakpoint: outer");

async function set(process: ProcessDriver, accessType: "read" | "write", ...expressions: string[]): Promise<DebugProtocol.Breakpoint[]> {
    const breakpoints = expressions.map((dataId) => ({ dataId, accessType }));
    const { body } = (await process.client.customRequest("setDataBreakpoints", {
        breakpoints,
    })) as DebugProtocol.SetDataBreakpointsResponse;
    return body.breakpoints;
}

for (const debugRegisters of [true, false]) {
    describe(debugRegisters ? "data breakpoints" : "data breakpoints without debug registers", () => {
        let hardware: boolean;

        before(async () => {
            hardware = debugRegisters && (await machineHasDebugRegisters());
        });

        function stopped(work: (process: ProcessDriver, run: DebugRun, said: () => string) => Promise<void>): () => Promise<void> {
            return () =>
                withRun({ program, breakpoints: { [program]: [outer] }, configuration: { debugRegisters } }, async (run) => {
                    const process = await run.process("p1");
                    let said = "";
                    run.root.on("output", ({ body }: DebugProtocol.OutputEvent) => (said += body.output));
                    await process.stopped();
                    await work(process, run, () => said);
                });
        }

        async function runToTheEnd(process: ProcessDriver, run: DebugRun): Promise<void> {
            await set(process, "write");
            await run.setBreakpoints(program, []);
            await process.resume();
            assert.equal(await run.ended(), 0);
        }

        it(
            "stop with their reason, and say when they are slow",
            stopped(async (process, run, said) => {
                const [total] = await set(process, "write", "total");
                assert.equal(total?.verified, true);
                if (hardware) {
                    assert.equal(total.message, undefined);
                    assert.doesNotMatch(said(), /slow/);
                } else {
                    assert.match(total.message ?? "", /^No debug register can watch total here\..* slow/);
                    await set(process, "write", "total", "pair.first");
                    assert.equal(said().match(/slow/g)?.length, 1);
                }
                await process.resume();
                assert.equal((await process.stopped()).reason, "data breakpoint");
                await runToTheEnd(process, run);
            }),
        );

        it(
            "that cannot be set are refused one by one",
            stopped(async (process, run) => {
                const [none, large, total] = await set(process, "write", "missing", "many", "total");
                assert.match(none?.message ?? "", /No symbol "missing"/);
                if (hardware) assert.match(large?.message ?? "", /too many hardware/);
                assert.equal(total?.verified, true);
                const [read] = await set(process, "read", "total");
                if (hardware) assert.equal(read?.verified, true);
                else assert.match(read?.message ?? "", /^Reads of total cannot be seen without debug registers/);
                await runToTheEnd(process, run);
            }),
        );
    });
}

describe("a data breakpoint without debug registers", () => {
    it("does not keep the process from being paused, and from running on at full speed without it", () => {
        const busy = testProgram("busy.c");
        const begin = lineWith(busy, "for (long i");
        return withRun({ program: busy, breakpoints: { [busy]: [begin] }, configuration: { debugRegisters: false } }, async (run) => {
            const process = await run.process("p1");
            await process.stopped();
            await run.setBreakpoints(busy, []);
            await set(process, "write", "iterations");
            for (let times = 0; times < 3; times++) {
                await process.resume();
                assert.equal((await process.pause()).reason, "pause");
            }
            await set(process, "write");
            await process.resume();
            assert.equal(await run.ended(), 0);
        });
    });
});
