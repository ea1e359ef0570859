import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DoneFile } from "./doneFile";
import { built, lineWith, sample, testProgram } from "./programs";
import { withRun } from "./withRun";

describe("several processes", () => {
    let folder = "";
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"))));
    after(() => fs.rmSync(folder, { recursive: true }));
    let file: DoneFile;
    beforeEach(() => (file = new DoneFile()));
    afterEach(() => file.remove());

    it("stop at breakpoints of their own, and step by themselves", async () => {
        const program = sample("ls_wc.c");
        const inChild = lineWith(program, "close(STDOUT_FILENO)");
        const inParent = lineWith(program, "close(STDIN_FILENO)");
        await withRun(
            { program, configuration: { cwd: folder, stopMode: "one" }, breakpoints: { [program]: [inChild, inParent] } },
            async (run) => {
                const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
                const [first, second] = await Promise.all([parent.stopped(), child.stopped()]);
                assert.deepEqual([first.line, second.line], [inParent, inChild]);
                assert.equal((await child.next()).line, inChild + 1);
                assert.equal((await parent.next()).line, inParent + 1);
                const stand = await child.next();
                assert.equal(stand.line, lineWith(program, "close(ends[0]);"));
                assert.equal((await child.locals(stand.frame)).get("ends")?.value, "{3, 4}");
                await child.resume();
                await parent.resume();
                assert.equal(await child.ended(), 0);
                assert.equal(await parent.ended(), 0);
                assert.equal(await run.ended(), 0);
                assert.match(run.output, /^\s*\d+$/m);
            },
        );
    });

    it("that freeze each other get their turns: one stops, goes on, and the other stops", async () => {
        const program = sample("ls_wc.c");
        const inChild = lineWith(program, "close(STDOUT_FILENO)");
        const inParent = lineWith(program, "close(STDIN_FILENO)");
        await withRun({ program, configuration: { cwd: folder }, breakpoints: { [program]: [inChild, inParent] } }, async (run) => {
            const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
            const childIsFirst = await Promise.race([
                parent.client.seen("stopped").then(() => false),
                child.client.seen("stopped").then(() => true),
            ]);
            const [first, second, secondLine] = childIsFirst ? [child, parent, inParent] : [parent, child, inChild];
            await first.stopped();
            assert.equal((await first.next()).reason, "step");
            await first.resume();
            assert.equal((await second.stopped()).line, secondLine);
            assert.equal((await second.next()).line, secondLine + 1);
            await second.resume();
            assert.equal(await run.ended(), 0);
        });
    });

    it("are named after the programs that they execute", async () => {
        const program = sample("ls_wc.c");
        await withRun(
            { program, configuration: { cwd: folder }, breakpoints: { [program]: [lineWith(program, "close(STDIN_FILENO)")] } },
            async (run) => {
                const parent = await run.process("p1");
                await parent.stopped();
                assert.match(parent.client.name, /^ls_wc \(p1 · \d+\)$/);
                await parent.resume();
                await parent.ended();
                const renamed = parent.client.events
                    .filter(({ event }) => event === "ipcscope.renamed")
                    .map(({ body }) => (body as { name: string }).name);
                assert.equal(renamed.at(-1), `wc -l (p1 · ${parent.pid})`);
            },
        );
    });

    it("freeze together: a reader's writer does not write while the reader stands", async () => {
        const program = testProgram("blocked_read.c");
        const inParent = lineWith(program, "Breakpoint: parent");
        await withRun({ program, configuration: { args: [file.path] }, breakpoints: { [program]: [inParent] } }, async (run) => {
            const parent = await run.process("p1");
            const stand = await parent.stopped();
            file.done();
            await new Promise((resolve) => setTimeout(resolve, 400));
            // The child would have seen the file long ago; its byte is not in the pipe.
            const waiting = await parent.evaluate("ends[0]", stand.frame);
            assert.equal(bytesInPipe(parent.pid, Number(waiting)), 0);
            await parent.resume();
            await parent.ended();
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /EINTR seen in read: no/);
        });
    });

    it("go on when one stops, on demand", async () => {
        const program = testProgram("blocked_read.c");
        await withRun(
            {
                program,
                configuration: { args: ["50"], stopMode: "one" },
                breakpoints: { [program]: [lineWith(program, "Breakpoint: parent")] },
            },
            async (run) => {
                const parent = await run.process("p1");
                const stand = await parent.stopped();
                const end = Number(await parent.evaluate("ends[0]", stand.frame));
                while (bytesInPipe(parent.pid, end) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
                await parent.resume();
                assert.equal(await parent.ended(), 0);
            },
        );
    });

    it("one steps while the other blocks in a call", async () => {
        const program = testProgram("blocked_read.c");
        const inChild = lineWith(program, "bool slept");
        await withRun({ program, configuration: { args: ["1"] }, breakpoints: { [program]: [inChild] } }, async (run) => {
            const child = await run.process("p2");
            assert.equal((await child.stopped()).line, inChild);
            assert.equal((await child.next()).line, inChild + 1);
            assert.equal((await child.next()).line, lineWith(program, "_exit(0);"));
            await child.resume();
            assert.equal(await child.ended(), 0);
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /read 1 byte\nEINTR seen in read: no\nEINTR seen in nanosleep: no/);
        });
    });

    it("a pause in a blocked read shows where it waits, and the program sees no EINTR", async () => {
        const program = testProgram("blocked_read.c");
        await withRun({ program, configuration: { args: [file.path] } }, async (run) => {
            const parent = await run.process("p1");
            const stand = await parent.pause();
            assert.equal(stand.reason, "pause");
            const { body } = await parent.client.stackTraceRequest({ threadId: stand.thread });
            const [inCode] = body.stackFrames.filter(({ source }) => source !== undefined);
            assert.deepEqual([inCode?.name, inCode?.line], ["main", lineWith(program, "received = read")]);
            await parent.resume();
            assert.equal((await parent.pause()).reason, "pause");
            file.done();
            await parent.resume();
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /EINTR seen in read: no\nEINTR seen in nanosleep: no/);
        });
    });

    it("a breakpoint in a vfork child stops it, and its parent goes on afterwards", async () => {
        const program = testProgram("vfork_child.c");
        const inChild = lineWith(program, "Breakpoint: vfork child");
        const inParent = lineWith(program, "Breakpoint: parent");
        await withRun({ program, breakpoints: { [program]: [inChild, inParent] } }, async (run) => {
            const child = await run.process("p2");
            assert.equal((await child.stopped()).line, inChild);
            assert.equal((await child.next()).line, inChild + 1);
            await child.resume();
            assert.equal(await child.ended(), 7);
            const parent = await run.process("p1");
            assert.equal((await parent.stopped()).line, inParent);
            await parent.resume();
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /status 7, stored 23/);
        });
    });

    it("popen and system work around a breakpoint", async () => {
        const program = testProgram("popen_user.c");
        await withRun({ program, breakpoints: { [program]: [lineWith(program, "Breakpoint: two hidden children")] } }, async (run) => {
            const p1 = await run.process("p1");
            const stand = await p1.stopped();
            assert.equal(await p1.evaluate("line", stand.frame), '"b\\n"');
            assert.equal((await p1.locals(stand.frame)).get("line")?.value, '"b\\n"');
            await run.setBreakpoints(program, []);
            await p1.resume();
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /source ended with 0\n/);
            assert.match(run.output, /system ended with 4\n/);
        });
    });

    it("a breakpoint in a program that a child executes", async () => {
        const program = testProgram("exec_parent.c");
        const target = testProgram("exec_target.c");
        const executable = built("exec_target.c", folder);
        const inTarget = lineWith(target, "Breakpoint: target");
        await withRun({ program, configuration: { args: [executable] }, breakpoints: { [target]: [inTarget] } }, async (run) => {
            const child = await run.process("p2");
            const stand = await child.stopped();
            assert.deepEqual([stand.file, stand.line], ["exec_target.c", inTarget]);
            await run.setBreakpoints(target, []);
            await child.resume();
            assert.equal(await child.ended(), 3);
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /parent: target ended with status 3/);
        });
    });

    it("a child with a gdb of its own keeps it when it executes another program", async () => {
        const program = testProgram("exec_parent.c");
        const target = testProgram("exec_target.c");
        const executable = built("exec_target.c", folder);
        const inChild = lineWith(program, "Breakpoint: child");
        const inTarget = lineWith(target, "Breakpoint: target");
        await withRun(
            { program, configuration: { args: [executable] }, breakpoints: { [program]: [inChild], [target]: [inTarget] } },
            async (run) => {
                const child = await run.process("p2");
                assert.equal((await child.stopped()).line, inChild);
                await child.resume();
                const stand = await child.stopped();
                assert.deepEqual([stand.file, stand.line], ["exec_target.c", inTarget]);
                await run.setBreakpoints(target, []);
                await child.resume();
                assert.equal(await child.ended(), 3);
                assert.equal(await run.ended(), 0);
            },
        );
    });

    it("threads stop together, each with its own stack", async () => {
        const program = testProgram("threads.c");
        await withRun(
            {
                program,
                configuration: { args: ["20"], compilerArguments: ["-pthread"] },
                breakpoints: { [program]: [{ line: lineWith(program, "Breakpoint: every thread"), condition: "total == 50" }] },
            },
            async (run) => {
                const p1 = await run.process("p1");
                const stand = await p1.stopped();
                assert.equal(stand.function, "increment");
                const { body } = await p1.client.threadsRequest();
                assert.ok(body.threads.length >= 2, `${body.threads.length} threads`);
                assert.equal((await p1.next(stand.thread)).line, stand.line + 1);
                await p1.resume(stand.thread);
                assert.equal(await run.ended(), 0);
                assert.match(run.output, /total 160/);
            },
        );
    });

    it("a thousand children with a breakpoint that nobody hits", async () => {
        const program = testProgram("many_children.c");
        await withRun({ program, breakpoints: { [program]: [lineWith(program, "Breakpoint: nobody hits it")] } }, async (run) => {
            assert.equal(await run.ended(), 0);
            assert.match(run.output, /1000 bytes, 1000 children/);
        });
    });
});

/** What /proc says of the pipe behind a descriptor: asked by reading nothing, through a descriptor of our own. */
function bytesInPipe(pid: number, fd: number): number {
    const { output } = spawnSync("python3", [
        "-c",
        `import fcntl,termios,struct,os\nd=os.open("/proc/${pid}/fd/${fd}",os.O_RDONLY|os.O_NONBLOCK)\nprint(struct.unpack("i",fcntl.ioctl(d,termios.FIONREAD,b"0000"))[0])`,
    ]);
    return Number(String(output[1]).trim());
}
