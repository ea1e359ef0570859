/**
 * Watchpoints and hardware breakpoints of a gdb: with whatever debug registers this machine has, and without any, as
 * where a hypervisor takes their values and never traps. What must come of it, the engine's probe says.
 */
import assert from "node:assert/strict";
import { softwareOnly } from "../../extension/adapter/gdbCommands";
import { compileProgram, type CompiledProgram } from "./compiledProgram";
import { runGdb } from "./gdbBatch";
import { PacketClient } from "./packetClient";
import { TracedPrograms } from "./tracedPrograms";

const finished = { output: "12 85 2 1.5\n", waitStatus: 42 << 8 };

for (const debugRegisters of [true, false]) {
    describe(debugRegisters ? "the machine's debug registers" : "no debug registers", () => {
        let traced: TracedPrograms;
        let hardware: boolean;
        let socket: string;
        let steps: CompiledProgram;
        let threads: CompiledProgram;

        before(() => {
            steps = compileProgram("debug_steps");
            threads = compileProgram("debug_threads");
        });

        afterEach(() => traced.dispose());

        async function launch(program: CompiledProgram): Promise<void> {
            traced = await TracedPrograms.startWith({ debugRegisters }, [program.path]);
            socket = await traced.launched();
            hardware = await traced.control.debugRegistersWork();
            if (!debugRegisters) assert.equal(hardware, false);
        }

        function obey(...commands: readonly string[]): Promise<string> {
            return runGdb(socket, commands, hardware ? [] : softwareOnly);
        }

        it("watch stores", async () => {
            await launch(steps);
            const printed = await obey(
                `break ${steps.at("before the watched stores")}`,
                "continue",
                "delete",
                "watch total",
                "continue",
                "continue",
                "delete",
                "continue",
            );
            assert.match(printed, hardware ? /Hardware watchpoint 2: total/ : /^Watchpoint 2: total/m);
            assert.match(printed, /Old value = 499500\nNew value = 1\n/);
            assert.match(printed, /Old value = 1\nNew value = 2\n/);
            assert.match(printed, /exited with code 052/);
            assert.deepEqual(await traced.finish(), finished);
        });

        it("watch reads, which only hardware can", async () => {
            await launch(steps);
            const printed = await obey(
                `break ${steps.at("before the watched stores")}`,
                "continue",
                "next",
                "next",
                "delete",
                "rwatch total",
                "continue",
                "delete",
                "awatch thread_local_number",
                "continue",
                "delete",
                "continue",
            );
            if (hardware) {
                assert.match(printed, /Hardware read watchpoint 2: total\n\nValue = 2/);
                assert.match(printed, /Hardware access \(read\/write\) watchpoint 3: thread_local_number\n\nValue = 11/);
            } else {
                assert.match(printed, /Can't set read\/access watchpoint when hardware watchpoints are disabled/);
            }
            assert.match(printed, /exited with code 052/);
        });

        it("watch a store within a step over a line", async () => {
            await launch(steps);
            const printed = await obey(`break ${steps.at("before the watched stores")}`, "continue", "watch total", "next", "next", "kill");
            assert.match(printed, /Old value = 499500\nNew value = 1\n[^]*Old value = 1\nNew value = 2\n/);
        });

        it("watch through calls and returns until the variable is out of scope", async () => {
            await launch(steps);
            const printed = await obey(
                `break ${steps.at("in square")}`,
                "continue",
                "watch number",
                "continue",
                "finish",
                "print second",
                "delete",
                "continue",
            );
            assert.match(printed, /Watchpoint 2 deleted because the program has left the block/);
            assert.match(printed, /exited with code 052/);
            assert.deepEqual(await traced.finish(), finished);
        });

        it("hold four watchpoints, and software any number", async () => {
            await launch(steps);
            const watches = ["total", "ratio", "first", "second"].map((variable) => `watch ${variable}`);
            const printed = await obey(
                `break ${steps.at("before the watched stores")}`,
                "continue",
                ...watches,
                "watch argc_of_nobody",
                "watch place",
                "next",
                "delete",
                "continue",
            );
            assert.match(printed, hardware ? /Could not insert hardware watchpoint|too many/i : /Old value = 499500\nNew value = 1\n/);
            assert.match(printed, /exited with code 052/);
        });

        it("make hardware breakpoints", async () => {
            await launch(steps);
            const printed = await obey(
                `hbreak ${steps.at("in square")}`,
                ...(hardware ? ["continue", "continue", "print number"] : []),
                "continue",
            );
            assert.match(
                printed,
                hardware
                    ? /Breakpoint 1, square \(number=3\)[^]*Breakpoint 1, square \(number=9\)/
                    : /No hardware breakpoint support in the target/,
            );
            assert.match(printed, /exited with code 052/);
        });

        it("leave nothing behind when gdb detaches", async () => {
            await launch(steps);
            await obey(`break ${steps.at("in add")}`, "continue", "watch total", "continue", "detach");
            assert.deepEqual(await traced.finish(), finished);
        });

        it("watch in threads: hardware in those that begin later, software in the one that it steps", async () => {
            await launch(threads);
            const printed = await obey(
                `break ${hardware ? threads.at("no thread yet") : `${threads.at("every thread")} if number == 5`}`,
                "continue",
                "delete",
                "watch watched",
                "continue",
                "print number",
                "delete",
                "continue",
            );
            assert.match(printed, /Old value = 0\nNew value = 17/);
            assert.match(printed, /\$1 = 5/);
            assert.match(printed, /exited normally/);
            assert.equal((await traced.finish()).output, "sum 40\n");
        });

        it("are not needed in watched memory, where there may be more watchpoints than registers, also on reads", async () => {
            const watched = compileProgram("debug_watched");
            traced = await TracedPrograms.startWith({ debugRegisters, watchMemory: true }, [watched.path]);
            socket = await traced.launched();
            const others = [16, 24, 32, 40].map((offset) => `watch -l *(long *) ((char *) pair + ${offset})`);
            const printed = await runGdb(socket, [
                `break ${watched.at("first")}`,
                "continue",
                "delete",
                ...others,
                "watch -l pair->first",
                "watch -l pair->second",
                "continue",
                "continue",
                "delete",
                "rwatch -l pair->second",
                "continue",
                "delete",
                "continue",
            ]);
            assert.match(printed, /Hardware watchpoint 6: -location pair->first\n\nOld value = 0\nNew value = 5\n/);
            assert.match(printed, /Hardware watchpoint 7: -location pair->second\n\nOld value = 0\nNew value = 6\n/);
            assert.match(printed, /Hardware read watchpoint 8: -location pair->second\n\nValue = 6\n/);
            assert.match(printed, /exited normally/);
            assert.equal((await traced.finish()).output, "11\n11\n7 6\n");
        });

        it("are declined where there are none: no hardware breakpoints, and no watchpoints in memory that is not watched", async () => {
            await launch(steps);
            const client = await PacketClient.connect(socket);
            const senseless = "ffffffffffffffff";
            for (const type of [1, 2, 4]) {
                for (const letter of ["Z", "z"]) {
                    const length = letter === "Z" && type !== 1 ? senseless : "1";
                    const refused = letter === "Z" ? "E01" : "OK";
                    const answer = hardware || type !== 1 ? refused : "";
                    assert.equal(await client.ask(`${letter}${type},${senseless},${length}`), answer, `${letter}${type}`);
                }
            }
            assert.equal(await client.ask("Z3,0,1"), "");
            assert.equal(await client.ask(`Z0,${senseless},1`), "E01");
            client.close();
        });
    });
}
