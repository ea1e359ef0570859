/** The engine as gdb's remote target, under real gdb: one gdb a process, each over a socket of its own. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compileProgram, type CompiledProgram } from "./compiledProgram";
import { runGdb } from "./gdbBatch";
import { GdbMachine } from "./gdbMachine";
import { PacketClient } from "./packetClient";
import { TracedPrograms } from "./tracedPrograms";

const exitedWith = (code: number): number => code << 8;

describe("gdb server", function () {
    let traced: TracedPrograms | undefined;
    let machine: GdbMachine | undefined;
    let directory: string;
    /** For blocked_read: it waits until `done` is called. */
    let untilDone: readonly string[];

    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        untilDone = [path.join(directory, "done")];
    });

    function done(): void {
        for (const file of untilDone) writeFileSync(file, "");
    }

    async function launch(program: CompiledProgram, ...words: readonly string[]): Promise<{ traced: TracedPrograms; socket: string }> {
        traced = await TracedPrograms.start([program.path, ...words]);
        return { traced, socket: await traced.launched() };
    }

    async function startMachine(): Promise<GdbMachine> {
        machine = await GdbMachine.start();
        return machine;
    }

    afterEach(async () => {
        await machine?.kill();
        await traced?.dispose();
        machine = undefined;
        traced = undefined;
        rmSync(directory, { recursive: true });
    });

    describe("one process", () => {
        let steps: CompiledProgram;
        before(() => (steps = compileProgram("debug_steps")));

        it("breaks, steps in, over and out, and tells the exit code", async () => {
            const { traced, socket } = await launch(steps);
            const printed = await runGdb(socket, [
                `break ${steps.at("start")}`,
                "continue",
                "step",
                "next",
                "backtrace",
                "finish",
                "next",
                "next",
                "print second",
                "delete",
                "continue",
            ]);
            assert.match(printed, /Breakpoint 1, main \(\)/);
            assert.match(printed, /square \(number=3\)/);
            assert.match(printed, /#0 {2}square \(number=3\)[^]*#1 .* in main/);
            assert.match(printed, /Value returned is \$1 = 9/);
            assert.match(printed, /\$2 = 81/);
            assert.match(printed, /exited with code 052/);
            assert.deepEqual(await traced.finish(), { output: "12 85 2 1.5\n", waitStatus: exitedWith(42) });
        });

        it("stops at a condition in a loop of a thousand, and tells nobody of the other times", async () => {
            const { traced, socket } = await launch(steps);
            const printed = await runGdb(socket, [
                `break ${steps.at("in add")} if number == 998`,
                "continue",
                "print number",
                "info breakpoints",
                "continue",
            ]);
            assert.match(printed, /\$1 = 998/);
            assert.match(printed, /breakpoint already hit 1 time/);
            assert.match(printed, /exited with code 052/);
            await traced.finish();
            assert.deepEqual(
                traced.all("stopped").map(({ reason }) => reason),
                ["entry", "breakpoint"],
            );
            assert.equal(traced.all("resumed").length, 2);
        });

        it("counts the hits that it ignores", async () => {
            const { socket } = await launch(steps);
            const printed = await runGdb(socket, [`break ${steps.at("in add")}`, "ignore 1 499", "continue", "print number", "kill"]);
            assert.match(printed, /\$1 = 499/);
        });

        it("runs until a line, and steps through a whole loop as one range", async () => {
            const { socket } = await launch(steps);
            const printed = await runGdb(socket, [
                `break ${steps.at("until")}`,
                "continue",
                "delete",
                "until",
                "until",
                "until",
                "next",
                "print first",
                "kill",
            ]);
            assert.match(printed, /\$1 = 12/);
        });

        it("stops behind a longjmp", async () => {
            const { socket } = await launch(steps);
            const printed = await runGdb(socket, [
                `break ${steps.at("longjmp")}`,
                `break ${steps.at("after longjmp")}`,
                "continue",
                "continue",
                "backtrace",
                "continue",
            ]);
            assert.match(printed, /Breakpoint 1, leap \(\)[^]*Breakpoint 2, main \(\)[^]*#0 {2}main \(\)/);
            assert.match(printed, /exited with code 052/);
        });

        it("reads and writes registers and variables, and calls functions", async () => {
            const { traced, socket } = await launch(steps);
            const printed = await runGdb(socket, [
                `break ${steps.at("after the loop")}`,
                "continue",
                "print square(12)",
                "print $pc == (long)$rip",
                "print/x $mxcsr",
                "print/x $fctrl",
                "set var ratio = 2.5",
                "next",
                "print ratio",
                "print $xmm0.v2_double[0]",
                "set var $xmm7.v2_double[0] = 0.25",
                "print $xmm7.v2_double[0]",
                "set var $r15 = 1234",
                "print $r15",
                "set var first = 100",
                "print thread_local_number",
                "print (int) errno",
                "delete",
                "continue",
            ]);
            assert.match(printed, /\$1 = 144/);
            assert.match(printed, /\$2 = 1/);
            assert.match(printed, /\$3 = 0x1f80/);
            assert.match(printed, /\$4 = 0x37f/);
            assert.match(printed, /\$5 = 7\.5/);
            assert.match(printed, /\$6 = 7\.5/);
            assert.match(printed, /\$7 = 0\.25/);
            assert.match(printed, /\$8 = 1234/);
            assert.match(printed, /\$9 = 11/);
            assert.match(printed, /\$10 = 0/);
            assert.equal((await traced.finish()).output, "103 85 2 7.5\n");
        });

        it("finds the addresses of a static program without ASLR", async () => {
            const program = compileProgram("debug_steps", "_static", "-static", "-no-pie");
            const { socket } = await launch(program);
            const printed = await runGdb(socket, [`break ${program.at("in square")}`, "continue", "backtrace", "delete", "continue"]);
            assert.match(printed, /Breakpoint 1, square \(number=3\)/);
            assert.match(printed, /exited with code 052/);
        });

        it("kills the process at gdb's wish", async () => {
            const { traced, socket } = await launch(steps);
            const printed = await runGdb(socket, [`break ${steps.at("start")}`, "continue", "kill"]);
            assert.match(printed, /killed/);
            assert.deepEqual(await traced.finish(), { output: "", waitStatus: 9 });
        });

        it("lets the process run on when gdb detaches", async () => {
            const { traced, socket } = await launch(steps);
            await runGdb(socket, [`break ${steps.at("in add")}`, "continue", "detach"]);
            assert.deepEqual(await traced.finish(), { output: "12 85 2 1.5\n", waitStatus: exitedWith(42) });
            assert.equal(existsSync(socket), false);
        });

        it("lets a stopped process run on when gdb is killed", async () => {
            const { traced, socket } = await launch(steps);
            const gdb = await startMachine();
            await gdb.connect(socket);
            await gdb.command(`-break-insert ${steps.at("in add")}`);
            await gdb.command("-exec-continue");
            assert.match(await gdb.stopped(), /reason="breakpoint-hit"/);
            await gdb.kill();
            assert.deepEqual(await traced.finish(), { output: "12 85 2 1.5\n", waitStatus: exitedWith(42) });
        });

        it("attaches a second gdb when the first has gone", async () => {
            const { traced, socket } = await launch(compileProgram("blocked_read"), ...untilDone);
            await runGdb(socket, ["detach"]);
            const { pid } = await traced.next("exec");
            const printed = await runGdb(await traced.control.gdb(pid), ["info program", "detach"]);
            assert.match(printed, /It stopped/);
            done();
            assert.match((await traced.finish()).output, /EINTR seen in read: no/);
        });
    });

    describe("pause", () => {
        it("stops a process in a blocked read, which goes on waiting afterwards", async () => {
            const program = compileProgram("blocked_read");
            const { traced, socket } = await launch(program, ...untilDone);
            const gdb = await startMachine();
            await gdb.connect(socket);
            await gdb.command(`-break-insert ${program.at("parent, before it blocks")}`);
            await gdb.command("-exec-continue");
            assert.match(await gdb.stopped(), /reason="breakpoint-hit"/);
            for (let times = 0; times < 3; times++) {
                await gdb.command("-exec-continue");
                await new Promise((resolve) => setTimeout(resolve, 50));
                await gdb.command("-exec-interrupt");
                assert.match(await gdb.stopped(), /signal-name="0"/);
                assert.match(await gdb.command("-stack-list-frames"), /func="main"/);
            }
            done();
            await gdb.command("-exec-continue");
            assert.match(await gdb.stopped(), /reason="exited-normally"/);
            assert.equal((await traced.finish()).output, "read 1 byte\nEINTR seen in read: no\nEINTR seen in nanosleep: no\n");
        });

        it("is not lost while gdb is busy with the program's libraries", async () => {
            const program = compileProgram("blocked_read");
            const { traced, socket } = await launch(program, ...untilDone);
            const gdb = await startMachine();
            await gdb.connect(socket);
            for (let milliseconds = 0; milliseconds < 10; milliseconds++) {
                await gdb.command("-exec-continue");
                await new Promise((resolve) => setTimeout(resolve, milliseconds));
                await gdb.command("-exec-interrupt");
                assert.match(await gdb.stopped(), /signal-name="0"/);
            }
            done();
            await gdb.command("-exec-continue");
            assert.match(await gdb.stopped(), /reason="exited-normally"/);
            assert.match((await traced.finish()).output, /EINTR seen in read: no\nEINTR seen in nanosleep: no/);
        });

        it("lets a running process run on when gdb is killed", async () => {
            const program = compileProgram("blocked_read");
            const { traced, socket } = await launch(program, ...untilDone);
            const gdb = await startMachine();
            await gdb.connect(socket);
            await gdb.command("-break-insert waitpid");
            await gdb.command("-exec-continue");
            await new Promise((resolve) => setTimeout(resolve, 50));
            await gdb.kill();
            done();
            assert.match((await traced.finish()).output, /EINTR seen in read: no\nEINTR seen in nanosleep: no/);
        });
    });

    describe("threads", () => {
        let threads: CompiledProgram;
        before(() => (threads = compileProgram("debug_threads")));

        it("stops in each of eight, one at a time", async () => {
            const { traced, socket } = await launch(threads);
            const visits = Array.from({ length: 8 }, () => ["continue", "print number"]).flat();
            const printed = await runGdb(socket, [`break ${threads.at("every thread")}`, ...visits, "info threads", "continue"]);
            const numbers = [...printed.matchAll(/^\$\d+ = (\d)$/gm)].map(([, number]) => Number(number));
            assert.deepEqual(
                numbers.sort((a, b) => a - b),
                [0, 1, 2, 3, 4, 5, 6, 7],
            );
            assert.match(printed, /exited normally/);
            assert.equal((await traced.finish()).output, "sum 40\n");
        });

        it("shows all of them, and steps one", async () => {
            const { traced, socket } = await launch(threads);
            const printed = await runGdb(socket, [
                `break ${threads.at("every thread")} if number == 3`,
                "continue",
                "info threads",
                "next",
                "next",
                "print number",
                "print visits[3]",
                "thread apply all backtrace 1",
                "delete",
                "continue",
            ]);
            assert.equal([...printed.matchAll(/^[* ] \d+ +Thread \d+ "debug_threads"/gm)].length > 1, true, printed);
            assert.match(printed, /\$1 = 3\n\$2 = 2\n/);
            assert.match(printed, /exited normally/);
            assert.equal((await traced.finish()).output, "sum 40\n");
        });

        it("steps one while the scheduler is locked", async () => {
            const { traced, socket } = await launch(threads);
            const printed = await runGdb(socket, [
                `break ${threads.at("every thread")}`,
                "continue",
                "delete",
                "set scheduler-locking on",
                "next",
                "next",
                "next",
                "print visits[number]",
                "set scheduler-locking off",
                "continue",
            ]);
            assert.match(printed, /\$1 = 5/);
            assert.equal((await traced.finish()).output, "sum 40\n");
        });

        it("goes on when the first thread has ended", async () => {
            const program = compileProgram("debug_leader_ends");
            const { traced, socket } = await launch(program);
            const printed = await runGdb(socket, [
                `break ${program.at("without its leader")}`,
                "continue",
                "info threads",
                "next",
                "continue",
            ]);
            assert.equal([...printed.matchAll(/^[* ] \d+ +Thread/gm)].length, 1, printed);
            assert.match(printed, /exited with code 05/);
            assert.deepEqual(await traced.finish(), { output: "alone\n", waitStatus: exitedWith(5) });
        });

        it("goes on when a thread other than the first executes a program", async () => {
            const program = compileProgram("debug_leader_ends");
            const target = compileProgram("exec_target");
            const { traced, socket } = await launch(program, target.path, "one", "two");
            const printed = await runGdb(
                socket,
                [`break ${program.at("without its leader")}`, "continue", "continue", "info threads", "print i", "delete", "continue"],
                ["set breakpoint pending on", `break ${target.at("target")}`],
            );
            assert.match(printed, /executing new program[^]*Breakpoint 1, count_arguments/);
            assert.match(printed, /exited with code 02/);
            assert.match((await traced.finish()).output, /^alone\ntarget: argument one/);
        });

        it("forgets threads that have ended", async () => {
            const { socket } = await launch(threads);
            const printed = await runGdb(socket, [`break ${threads.at("all threads have ended")}`, "continue", "info threads", "continue"]);
            assert.equal([...printed.matchAll(/^[* ] \d+ +Thread/gm)].length, 1, printed);
            assert.match(printed, /exited normally/);
        });
    });

    describe("several processes", () => {
        it("gives a child that hits its parent's breakpoint a gdb of its own", async () => {
            const program = compileProgram("debug_children");
            const { traced, socket } = await launch(program, "1");
            await traced.control.stopMode("one");
            const parent = runGdb(socket, [`break ${program.at("child")}`, "continue"]);
            const { pid, detail } = await traced.next("held", ({ reason }) => reason === "breakpoint");
            const child = await runGdb(await traced.control.gdb(pid), [
                `print $pc == 0x${detail}`,
                "backtrace",
                "next",
                "next",
                "print result",
                "continue",
            ]);
            assert.match(child, /\$1 = 1/);
            assert.match(child, /#0 .*work \(number=0\)/);
            assert.match(child, /\$2 = 1/);
            assert.match(child, /exited with code 01/);
            assert.match(await parent, /exited normally/);
            assert.equal((await traced.finish()).output, "sum 1\n");
        });

        it("resumes a child from its inherited breakpoint as cdt-gdb-adapter does, so that gdb counts the hit", async () => {
            const program = compileProgram("debug_children");
            const { traced, socket } = await launch(program, "3");
            await traced.control.stopMode("one");
            const parent = runGdb(socket, [`break ${program.at("child")}`, "continue"]);
            for (let number = 0; number < 3; number++) {
                const { pid } = await traced.next("held", ({ reason }) => reason === "breakpoint");
                const gdb = await startMachine();
                await gdb.connect(await traced.control.gdb(pid));
                await gdb.command(`-break-insert -c "number >= 0" ${program.at("child")}`);
                await gdb.command("-exec-jump *$pc");
                assert.match(await gdb.stopped(), /reason="breakpoint-hit".*bkptno="1"/);
                assert.match(await gdb.command("-break-list"), /times="1"/);
                await gdb.command("-break-delete 1");
                await gdb.command("-exec-next");
                assert.match(await gdb.stopped(), /reason="end-stepping-range"/);
                await gdb.command("-exec-continue");
                assert.match(await gdb.stopped(), /reason="exited/);
                await gdb.kill();
            }
            assert.match(await parent, /exited normally/);
            assert.equal((await traced.finish()).output, "sum 9\n");
        });

        it("passes an inherited breakpoint whose condition does not hold", async () => {
            const program = compileProgram("debug_children");
            const { traced, socket } = await launch(program, "1");
            await traced.control.stopMode("one");
            const parent = runGdb(socket, [`break ${program.at("child")}`, "continue"]);
            const { pid } = await traced.next("held", ({ reason }) => reason === "breakpoint");
            const child = await runGdb(await traced.control.gdb(pid), [`break ${program.at("child")} if number == 77`, "jump *$pc"]);
            assert.match(child, /exited with code 01/);
            assert.match(await parent, /exited normally/);
        });

        it("serves four children and their parent at once", async () => {
            const program = compileProgram("debug_children");
            const { traced, socket } = await launch(program, "4");
            await traced.control.stopMode("one");
            const parent = runGdb(socket, [
                `break ${program.at("child")}`,
                `break ${program.at("all children started")}`,
                "continue",
                "continue",
            ]);
            const children = Array.from({ length: 4 }, async () => {
                const { pid } = await traced.next("held", ({ reason }) => reason === "breakpoint");
                return runGdb(await traced.control.gdb(pid), ["next", "print result", "continue"]);
            });
            const results = (await Promise.all(children)).map((printed) => Number(/\$1 = (\d)/.exec(printed)?.[1]));
            assert.deepEqual(
                results.sort((a, b) => a - b),
                [0, 2, 4, 6],
            );
            assert.match(await parent, /Breakpoint 2, main[^]*exited normally/);
            assert.equal((await traced.finish()).output, "sum 16\n");
        });

        it("lets children pass that nobody attends to", async () => {
            const program = compileProgram("debug_children");
            const { traced, socket } = await launch(program, "4");
            await traced.control.stopMode("one");
            const parent = runGdb(socket, [`break ${program.at("child")}`, "continue"]);
            for (let number = 0; number < 4; number++) {
                const { pid } = await traced.next("held", ({ reason }) => reason === "breakpoint");
                await traced.control.release(pid);
            }
            assert.match(await parent, /exited normally/);
            assert.equal((await traced.finish()).output, "sum 16\n");
        });

        for (const ending of ["_exit", "exec"] as const) {
            it(`stops in a vfork child before ${ending}, and in its parent at the same place`, async () => {
                const program = compileProgram("debug_vfork");
                const { traced, socket } = await launch(program, ...(ending === "exec" ? [compileProgram("exit_code").path, "9"] : []));
                await traced.control.stopMode("one");
                const parent = runGdb(socket, [
                    `break ${program.at("parent and child")}`,
                    "continue",
                    "print times",
                    "continue",
                    "print times",
                    "continue",
                ]);
                const { pid } = await traced.next("held", ({ reason }) => reason === "breakpoint");
                const child = await runGdb(await traced.control.gdb(pid), [
                    `break ${program.at("parent and child")}`,
                    "print times",
                    "next",
                    "next",
                    "print visits",
                    "continue",
                    "continue",
                ]);
                assert.match(child, /\$1 = 10\n/);
                assert.match(child, /\$2 = 24\n/);
                assert.match(
                    child,
                    ending === "exec" ? /executing new program: .*exit_code[^]*exited with code 011/ : /exited with code 07/,
                );
                assert.match(await parent, /\$1 = 1\n[^]*\$2 = 100\n[^]*exited normally/);
                assert.equal((await traced.finish()).output, `status ${ending === "exec" ? 9 : 7}, visits 248\n`);
            });
        }

        it("keeps the breakpoints of the parent when a vfork child is let pass", async () => {
            const program = compileProgram("debug_vfork");
            const { traced, socket } = await launch(program);
            await traced.control.stopMode("one");
            const parent = runGdb(socket, [`break ${program.at("parent and child")}`, "continue", "continue", "print times", "continue"]);
            const { pid } = await traced.next("held", ({ reason }) => reason === "breakpoint");
            await traced.control.release(pid);
            assert.match(await parent, /\$1 = 100\n[^]*exited normally/);
            assert.equal((await traced.finish()).output, "status 7, visits 248\n");
        });

        it("takes a vfork child's own breakpoints out of the memory that it leaves", async () => {
            const program = compileProgram("debug_vfork");
            const { traced, socket } = await launch(program, compileProgram("exit_code").path, "9");
            await traced.control.stopMode("one");
            const parent = await startMachine();
            await parent.connect(socket);
            await parent.command(`-break-insert -i 1 ${program.at("parent and child")}`);
            await parent.command("-exec-continue");
            const { pid } = await traced.next("held", ({ reason }) => reason === "breakpoint");
            const child = await runGdb(await traced.control.gdb(pid), ["break waitpid", "break printf", "continue", "continue"]);
            assert.match(child, /exited with code 011/);
            assert.match(await parent.stopped(), /reason="breakpoint-hit"/);
            assert.match(await parent.command("-data-read-memory-bytes printf 1"), /contents="(?!cc)/);
            await parent.command("-exec-continue");
            assert.match(await parent.stopped(), /reason="exited-normally"/);
            assert.equal((await traced.finish()).output, "status 9, visits 248\n");
        });

        it("sets pending breakpoints in a program that a child executes", async () => {
            const program = compileProgram("exec_parent");
            const target = compileProgram("exec_target");
            const { traced, socket } = await launch(program, target.path);
            await traced.control.stopMode("one");
            const parent = runGdb(socket, [`break ${program.at("child")}`, "continue"]);
            const { pid } = await traced.next("held", ({ reason }) => reason === "breakpoint");
            const child = await runGdb(
                await traced.control.gdb(pid),
                ["continue", "print i", "backtrace", "delete", "continue"],
                ["set breakpoint pending on", `break ${target.at("target")}`],
            );
            assert.match(child, /executing new program: .*exec_target/);
            assert.match(child, /\$1 = 1\n/);
            assert.match(child, /#0 {2}count_arguments \(argc=4/);
            assert.match(child, /exited with code 03/);
            assert.match(await parent, /exited normally/);
            assert.match((await traced.finish()).output, /parent: target ended with status 3/);
        });

        it("attaches to a program that is held at its exec", async () => {
            const program = compileProgram("exec_parent");
            const target = compileProgram("exec_target");
            traced = await TracedPrograms.start([program.path, target.path]);
            await traced.next("held", ({ reason }) => reason === "launch");
            await traced.control.holdExec(true);
            await traced.control.start();
            const { pid } = await traced.next("held", ({ reason }) => reason === "exec");
            const child = await runGdb(await traced.control.gdb(pid), [
                `break ${target.at("target")}`,
                "continue",
                "print i",
                "delete",
                "continue",
            ]);
            assert.match(child, /\$1 = 1\n/);
            assert.match(child, /exited with code 03/);
            assert.match((await traced.finish()).output, /parent: target ended with status 3/);
        });

        it("steps over popen and system", async () => {
            const program = compileProgram("popen_user");
            const { traced, socket } = await launch(program);
            const over = Array.from({ length: 12 }, () => "next");
            const printed = await runGdb(socket, ["break main", "break execve", "continue", ...over, "delete", "continue"]);
            assert.match(printed, /Breakpoint 1, main/);
            assert.match(printed, /exited normally/);
            assert.match((await traced.finish()).output, /source ended with 0/);
        });
    });

    describe("signals", () => {
        let handler: CompiledProgram;
        before(() => (handler = compileProgram("debug_handler")));

        it("passes signals that gdb does not want to see", async () => {
            const { traced, socket } = await launch(handler, "without fault");
            const printed = await runGdb(socket, [
                "handle SIGUSR1 nostop noprint pass",
                `break ${handler.at("after the signals")}`,
                "continue",
                "print handled",
                "continue",
            ]);
            assert.match(printed, /\$1 = 3\n/);
            assert.equal((await traced.finish()).output, "handled 3\n");
        });

        it("shows a signal, and steps into its handler", async () => {
            const { socket } = await launch(handler, "without fault");
            const printed = await runGdb(socket, [
                "continue",
                "print $_siginfo.si_signo",
                "stepi",
                "next",
                "next",
                "backtrace",
                "finish",
                "print handled",
                "handle SIGUSR1 nostop print pass",
                "continue",
            ]);
            assert.match(printed, /received signal SIGUSR1/);
            assert.match(printed, /\$1 = 10\n/);
            assert.match(printed, /#0 {2}handle \(number=10\)[^]*<signal handler called>/);
            assert.match(printed, /\$2 = 1\n/);
            assert.match(printed, /exited normally/);
        });

        it("steps over a line whose signal has a handler with a breakpoint", async () => {
            const { socket } = await launch(handler, "without fault");
            const printed = await runGdb(socket, [
                "handle SIGUSR1 nostop noprint pass",
                `break ${handler.at("raise")}`,
                `break ${handler.at("in the handler")}`,
                "continue",
                "next",
                "finish",
                "delete",
                "continue",
            ]);
            assert.match(printed, /Breakpoint 1, main[^]*Breakpoint 2, handle \(number=10\)/);
            assert.match(printed, /exited normally/);
        });

        it("sends a signal at gdb's wish", async () => {
            const { traced, socket } = await launch(handler, "without fault");
            const printed = await runGdb(socket, [
                "handle SIGUSR1 nostop noprint pass",
                `break ${handler.at("after the signals")}`,
                "continue",
                "signal SIGUSR1",
                "print handled",
                "delete",
                "continue",
            ]);
            assert.match(printed, /\$1 = 4\n/);
            assert.match(printed, /exited normally/);
            assert.equal((await traced.finish()).output, "handled 4\n");
        });

        it("withholds a signal at gdb's wish", async () => {
            const { traced, socket } = await launch(handler, "without fault");
            const printed = await runGdb(socket, ["handle SIGUSR1 stop nopass", "continue", "continue", "continue", "continue"]);
            assert.match(printed, /exited normally/);
            assert.equal((await traced.finish()).output, "handled 0\n");
        });

        it("stops at a fault, and tells what the process died of", async () => {
            const { traced, socket } = await launch(handler);
            const printed = await runGdb(socket, [
                "handle SIGUSR1 nostop noprint pass",
                "continue",
                "print/x $_siginfo._sifields._sigfault.si_addr",
                "backtrace",
                "continue",
            ]);
            assert.match(printed, /received signal SIGSEGV[^]*main \(/);
            assert.match(printed, /\$1 = 0x0\n/);
            assert.match(printed, /terminated with signal SIGSEGV/);
            assert.equal((await traced.finish()).waitStatus & 0x7f, 11);
        });

        it("tells a gdb that comes later what the process is held for", async () => {
            traced = await TracedPrograms.start([handler.path]);
            const { pid } = await traced.next("held", ({ reason }) => reason === "launch");
            await traced.control.holdSignals([11]);
            await traced.control.start();
            await traced.next("held", ({ reason, detail }) => reason === "signal" && detail === "11");
            const printed = await runGdb(await traced.control.gdb(pid), ["info program", "backtrace", "continue"]);
            assert.match(printed, /It stopped at signal SIGSEGV|stopped with signal SIGSEGV/);
            assert.match(printed, /#0 .*main \(/);
            assert.match(printed, /terminated with signal SIGSEGV/);
        });
    });

    describe("packets", () => {
        async function connect(): Promise<{ client: PacketClient; socket: string }> {
            const { socket } = await launch(compileProgram("debug_steps"));
            return { client: await PacketClient.connect(socket), socket };
        }

        it("come over a socket that is its owner's only, once", async () => {
            const { socket } = await launch(compileProgram("debug_steps"));
            assert.equal(statSync(socket).mode & 0o777, 0o600);
            const client = await PacketClient.connect(socket);
            assert.match(await client.ask("?"), /^T05thread:/);
            await assert.rejects(PacketClient.connect(socket));
            client.close();
        });

        it("get the empty reply when they are not known", async () => {
            const { client } = await connect();
            for (const packet of ["vMustReplyEmpty", "qTStatus", "Z3,0,1", "!", "", "qXfer:features:read:target.xml:0,fff"]) {
                assert.equal(await client.ask(packet), "", packet);
            }
            client.close();
        });

        it("get an error when they make no sense, and do no harm", async () => {
            const { client } = await connect();
            const packets = [
                "G00",
                "pzz",
                "p3c",
                "P10=00",
                "P999=00",
                "m",
                "m0",
                "m0,1",
                "mffffffffffffffff,ffffffffffffffff",
                "M0,1:00",
                "M0,1:0",
                "X0,5:ab",
                "X0,ffffffffffffffff:",
                "Z0,zz",
                "Z0,0,1",
                "vCont;x",
                "vCont;",
                "vCont;C",
                "vCont;r1,",
                "vCont;s:zz",
                "Hgffffff",
                "Hx0",
                "T0",
                "Tzz",
                "qXfer:auxv:read:",
                "qXfer:auxv:read::ffffffff,1",
                "QPassSignals:zz",
                "qGetTLSAddr:1,2,3",
            ];
            for (const packet of packets) assert.equal(await client.ask(packet), "E01", packet);
            assert.match(await client.ask("?"), /^T05thread:/);
            client.close();
        });

        it("may come in pieces, damaged, or twice", async () => {
            const { client } = await connect();
            client.sendRaw("noise+$qAtt");
            await new Promise((resolve) => setTimeout(resolve, 20));
            client.sendRaw("ached#8f");
            assert.equal(await client.reply(), "1");
            client.sendRaw("$qAttached#00");
            assert.equal(await client.acknowledgement(), "-");
            client.sendRaw("-");
            assert.equal(await client.reply(), "1");
            assert.equal(await client.ask("QStartNoAckMode"), "OK");
            client.sendRaw("$qAttached#8f");
            assert.equal(await client.reply(), "1");
            client.close();
        });

        it("of no end break the connection, and the process runs on", async () => {
            const { client } = await connect();
            client.sendRaw("$" + "a".repeat(100_000));
            await client.waitForEnd();
            assert.equal((await traced?.finish())?.output, "12 85 2 1.5\n");
        });

        it("see memory without breakpoints, and write under them", async () => {
            const { client } = await connect();
            const registers = await client.ask("g");
            assert.equal(registers.length, 2 * 560);
            const pc = BigInt("0x" + Buffer.from(registers.slice(256, 272), "hex").reverse().toString("hex")).toString(16);
            const original = await client.ask(`m${pc},4`);
            for (let times = 0; times < 2; times++) assert.equal(await client.ask(`Z0,${pc},1`), "OK");
            assert.equal(await client.ask(`m${pc},4`), original);
            assert.equal(await client.ask(`M${pc},2:90cc`), "OK");
            assert.equal(await client.ask(`m${pc},2`), "90cc");
            assert.equal(await client.ask(`M${pc},4:${original}`), "OK");
            assert.match(await client.ask("vCont;c"), /^T05swbreak:;thread:/);
            for (let times = 0; times < 2; times++) assert.equal(await client.ask(`z0,${pc},1`), "OK");
            assert.equal(await client.ask(`m${pc},4`), original);
            assert.match(await client.ask(`m${pc},ffffff`), /^([0-9a-f]{2})+$/);
            assert.equal(await client.ask("D"), "OK");
            assert.equal((await traced?.finish())?.output, "12 85 2 1.5\n");
        });
    });
});
