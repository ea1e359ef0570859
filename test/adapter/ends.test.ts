import assert from "node:assert/strict";
import { processesOf } from "../vscode/leftovers";
import { lineWith, testProgram } from "./programs";
import { untilItSleeps } from "./untilItSleeps";
import { withRun } from "./withRun";

const crash = testProgram("crash.c");
const exitCode = testProgram("exit_code.c");
const blockedRead = testProgram("blocked_read.c");

describe("how processes end", () => {
    it("with an exit status, told by the process's session and by the launch's", () =>
        withRun(
            { program: exitCode, configuration: { args: ["42"] }, breakpoints: { [exitCode]: [lineWith(exitCode, "exit(code)")] } },
            async (run) => {
                const p1 = await run.process("p1");
                await p1.stopped();
                await p1.resume();
                assert.equal(await p1.ended(), 42);
                assert.equal(await run.ended(), 42);
                assert.match(run.output, /^exit_code 42 \(p1 · \d+\) exited with status 42\.$/m);
            },
        ));

    it("without a breakpoint no gdb is started, and the launch ends all the same", () =>
        withRun({ program: exitCode, configuration: { args: ["5"] } }, async (run) => assert.equal(await run.ended(), 5)));

    for (const [how, signal, number] of [
        ["segv", "SIGSEGV", 11],
        ["abort", "SIGABRT", 6],
        ["divide", "SIGFPE", 8],
    ] as const) {
        it(`a crash by ${signal} is shown before it ends the process`, () =>
            withRun({ program: crash, configuration: { args: [how] } }, async (run) => {
                const p1 = await run.process("p1");
                const stand = await p1.stopped();
                assert.equal(stand.reason, "exception");
                assert.match(stand.text ?? "", new RegExp(`^${signal}: `));
                if (how === "segv") assert.deepEqual([stand.function, stand.line], ["store", lineWith(crash, "The crash.")]);
                await p1.resume();
                assert.equal(await p1.ended(), 128 + number);
                assert.equal(await run.ended(), 128 + number);
            }));
    }

    it("a crash of a child stops the child, and its parent learns of it", () =>
        withRun({ program: crash, configuration: { args: ["child"] } }, async (run) => {
            const child = await run.process("p2");
            const stand = await child.stopped();
            assert.deepEqual([stand.reason, stand.line], ["exception", lineWith(crash, "The crash.")]);
            await child.resume();
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /the child was ended by signal 11/);
        }));

    it("a crash does not stop when the user does not want it", () =>
        withRun({ program: crash, configuration: { args: ["segv"] }, exceptions: [] }, async (run) =>
            assert.equal(await run.ended(), 139),
        ));

    it("the launch outlives the first program's parent process until the last process has ended", () => {
        const program = testProgram("orphan.c");
        return withRun({ program, configuration: { args: ["600"] } }, async (run) => {
            assert.equal(await run.ended(), 9);
            assert.match(run.output, /the orphan is done/);
        });
    });

    it("killed from outside", () =>
        withRun({ program: blockedRead, configuration: { args: ["60000"] } }, async (run) => {
            const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
            process.kill(parent.pid, "SIGTERM");
            assert.equal(await parent.ended(), 143);
            assert.equal(child.over, false);
            process.kill(child.pid, "SIGKILL");
            assert.equal(await child.ended(), 137);
            assert.equal(await run.ended(), 143);
        }));

    it("killed from outside while they stand at a breakpoint", () =>
        withRun({ program: blockedRead, breakpoints: { [blockedRead]: [lineWith(blockedRead, "Breakpoint: parent")] } }, async (run) => {
            const parent = await run.process("p1");
            await parent.stopped();
            process.kill(parent.pid, "SIGKILL");
            assert.equal(await parent.ended(), 137);
            assert.equal(await run.ended(), 137);
        }));

    it("a signal that the program handles reaches it, and stops nobody", () => {
        const program = testProgram("interrupted_sleep.c");
        return withRun({ program, breakpoints: { [program]: [lineWith(program, "Breakpoint: before the sleep")] } }, async (run) => {
            const p1 = await run.process("p1");
            await p1.stopped();
            await p1.resume();
            await untilItSleeps(p1.pid);
            process.kill(p1.pid, "SIGINT");
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /interrupted by signal 2/);
        });
    });
});

describe("stopping", () => {
    it("the launch kills all, and leaves nothing behind", () =>
        withRun(
            {
                program: blockedRead,
                configuration: { args: ["60000"] },
                breakpoints: { [blockedRead]: [lineWith(blockedRead, "bool slept")] },
            },
            async (run) => {
                const child = await run.process("p2");
                await child.stopped();
                await run.root.terminateRequest({});
                assert.equal(await child.ended(), 137);
                assert.equal(await run.ended(), 137);
            },
        ));

    it("the launch by disconnecting, too", () =>
        withRun({ program: blockedRead, configuration: { args: ["60000"] } }, async (run) => {
            await run.process("p2");
            await run.disconnect();
        }));

    it("one process alone, by its own request, leaves the others alone", () =>
        withRun({ program: blockedRead, configuration: { args: ["60000"] } }, async (run) => {
            const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
            await child.client.customRequest("ipcscope.endProcess");
            assert.equal(await child.ended(), 137);
            assert.equal(await parent.ended(), 0);
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /read 0 byte/);
        }));

    it("the launched program stops the launch", () =>
        withRun({ program: blockedRead, configuration: { args: ["60000"] } }, async (run) => {
            const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
            await parent.client.terminateRequest({});
            assert.equal(await child.ended(), 137);
            assert.equal(await run.ended(), 137);
        }));

    it("a child that stands at a breakpoint stops the launch", () =>
        withRun(
            {
                program: blockedRead,
                configuration: { args: ["60000"] },
                breakpoints: { [blockedRead]: [lineWith(blockedRead, "bool slept")] },
            },
            async (run) => {
                const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
                await child.stopped();
                await child.client.terminateRequest({});
                assert.equal(await parent.ended(), 137);
                assert.equal(await run.ended(), 137);
            },
        ));

    it("when the client vanishes", () =>
        withRun({ program: blockedRead, configuration: { args: ["60000"] } }, async (run) => {
            await run.process("p2");
            run.vanish();
        }));

    it("by killing the engine ends the session with a message", () =>
        withRun(
            {
                program: blockedRead,
                configuration: { args: ["60000"] },
                breakpoints: { [blockedRead]: [lineWith(blockedRead, "bool slept")] },
            },
            async (run) => {
                const child = await run.process("p2");
                await child.stopped();
                const [engine] = processesOf(run.folder).filter(({ command }) => /^\S*ipcscope-engine /.test(command));
                assert.ok(engine, "the engine runs");
                process.kill(engine.pid, "SIGKILL");
                await child.ended();
                await run.ended();
                assert.match(run.output, /The engine was killed from outside/);
            },
        ));

    it("by killing what passes on the output ends the programs, with a message", () =>
        withRun({ program: blockedRead, configuration: { args: ["60000"] } }, async (run) => {
            const child = await run.process("p2");
            const [passing] = processesOf(run.folder).filter(({ command }) => command.includes(" with-writers "));
            assert.ok(passing, "it runs");
            process.kill(passing.pid, "SIGKILL");
            await child.ended();
            assert.equal(await run.ended(), 128 + 9);
            assert.match(run.output, /What the programs print could be passed on no more/);
        }));

    it("a gdb that dies leaves its process running", () =>
        withRun(
            {
                program: blockedRead,
                configuration: { args: ["700"] },
                breakpoints: { [blockedRead]: [lineWith(blockedRead, "bool slept")] },
            },
            async (run) => {
                const child = await run.process("p2");
                await child.stopped();
                for (const gdb of processesOf(run.folder).filter(({ command }) => command.includes("--interpreter=mi2"))) {
                    process.kill(gdb.pid, "SIGKILL");
                }
                assert.equal(await run.ended(), 0);
            },
        ));
});
