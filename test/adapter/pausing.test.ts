import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { DoneFile } from "./doneFile";
import { lineWith, sample, testProgram } from "./programs";
import { untilItSleeps } from "./untilItSleeps";
import { withRun } from "./withRun";

const waiting = testProgram("waiting_calls.c");
const beforeWait = lineWith(waiting, "Breakpoint: before it waits.");

describe("processes that stand still", () => {
    let file: DoneFile;
    beforeEach(() => (file = new DoneFile()));
    afterEach(() => file.remove());

    it("while vfork suspends a process its pause is explained, breakpoints can be set, and it stops afterwards", async () => {
        const program = testProgram("long_vfork.c");
        await withRun({ program, configuration: { args: [file.path] } }, async (run) => {
            const [parent] = await Promise.all([run.process("p1"), run.process("p2")]);
            await parent.client.pauseRequest({ threadId: 1 });
            const { body } = await run.root.take<DebugProtocol.OutputEvent>("output");
            assert.match(
                body.output,
                /^long_vfork \S+ \(p1 · \d+\) is suspended by vfork\(2\) until long_vfork \S+ \(p2 · \d+\) has executed a program or ended; it stops then\.\n$/,
            );
            const asked = { source: { path: program }, breakpoints: [{ line: lineWith(program, "Breakpoint: the parent goes on.") }] };
            const answer = await parent.client.setBreakpointsRequest(asked);
            assert.match(answer.body.breakpoints[0]?.message ?? "", /suspended by vfork\(2\)/);
            assert.equal(parent.client.has("stopped"), false);
            file.done();
            assert.equal((await parent.stopped()).reason, "pause");
            await parent.resume();
            assert.equal((await parent.stopped()).line, asked.breakpoints[0]?.line);
            await parent.client.setBreakpointsRequest({ ...asked, breakpoints: [] });
            await parent.resume();
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /status 5/);
        });
    });

    for (const [call, end] of [
        ["nanosleep", "Success"],
        ["epoll_wait", "Success"],
        ["poll", "Success"],
        ["sigtimedwait", "Resource temporarily unavailable"],
        ["futex", "Connection timed out"],
        ["semtimedop", "Resource temporarily unavailable"],
        ["recv", "Resource temporarily unavailable"],
    ] as const) {
        it(`a pause in ${call} changes nothing for the program`, () =>
            withRun({ program: waiting, configuration: { args: [call] }, breakpoints: { [waiting]: [beforeWait] } }, async (run) => {
                const p1 = await run.process("p1");
                await p1.stopped();
                await p1.resume();
                await untilItSleeps(p1.pid);
                await p1.pause();
                await p1.resume();
                assert.equal(await run.ended(), 0);
                assert.match(run.output, new RegExp(`${call}: ${end}`));
            }));
    }

    it("a step goes over the handler of a signal that comes meanwhile", async () => {
        const program = testProgram("stepped_timer.c");
        const first = lineWith(program, "Breakpoint: first step.");
        await withRun({ program, breakpoints: { [program]: [first] } }, async (run) => {
            const p1 = await run.process("p1");
            await p1.stopped();
            for (let step = 1; step <= 5; step++) assert.equal((await p1.next()).line, first + step);
            await p1.resume();
            assert.equal(await run.ended(), 0);
        });
    });

    it("a gdb that does not even say its version is none", async () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
        const gdb = path.join(folder, "gdb");
        fs.writeFileSync(gdb, "#!/bin/sh\nexec sleep 1000\n", { mode: 0o755 });
        try {
            await withRun({ program: testProgram("exit_code.c"), configuration: { args: ["3"], gdb } }, async (run) =>
                assert.equal(await run.ended(), 3),
            );
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });

    it("a breakpoint in a child that executes a program keeps the number that the client knows", async () => {
        const program = sample("ls_wc.c");
        const inChild = lineWith(program, "close(STDOUT_FILENO)");
        await withRun({ program, configuration: { stopMode: "one" }, breakpoints: { [program]: [inChild] } }, async (run) => {
            const child = await run.process("p2");
            await child.stopped();
            const changed = child.client.events
                .filter(({ event }) => event === "breakpoint")
                .map(({ body }) => (body as DebugProtocol.BreakpointEvent["body"]).breakpoint.id);
            assert.deepEqual([...new Set(changed)], [1]);
        });
    });
});
