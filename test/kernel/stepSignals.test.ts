/** Signals that come while a process is stepped: they wait, none is lost, and the program does not notice. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { compileProgram } from "./compiledProgram";
import { runGdb } from "./gdbBatch";
import { GdbMachine } from "./gdbMachine";
import { PacketClient } from "./packetClient";
import { TracedPrograms } from "./tracedPrograms";

describe("signals during steps", () => {
    let traced: TracedPrograms;

    afterEach(() => traced.dispose());

    async function launch(name: string, ...words: readonly string[]): Promise<{ socket: string; at: (mark: string) => string }> {
        const program = compileProgram(name);
        traced = await TracedPrograms.start([program.path, ...words]);
        const socket = await traced.launched();
        await traced.control.stopMode("one");
        return { socket, at: (mark) => program.at(mark) };
    }

    for (const { handler, words } of [
        { handler: "soon over", words: [] },
        { handler: "that outlasts the time to the next", words: ["3"] },
    ]) {
        it(`steps over lines under a timer, with a handler ${handler}`, async () => {
            const { socket, at } = await launch("stepped_timer", ...words);
            const printed = await runGdb(socket, [
                "handle SIGALRM nostop noprint pass",
                `break ${at("first step")}`,
                "continue",
                ...Array.from({ length: 5 }, () => "next"),
                "print count",
                `tbreak ${at("waits for the handler")}`,
                "continue",
                "next",
                "next",
                "continue",
            ]);
            assert.match(printed, /\$1 = 5\n/);
            assert.match(printed, /exited normally/);
            assert.equal((await traced.finish()).output, "5\n");
        });
    }

    it("lets a handler run that the stepped line waits for", async () => {
        const { socket, at } = await launch("stepped_signals");
        const printed = await runGdb(socket, [
            "handle all nostop noprint pass",
            `break ${at("waits for its handler")}`,
            "continue",
            "next",
            "print alarms",
            "continue",
        ]);
        assert.match(printed, /\$1 = 2\n/);
        assert.match(printed, /exited normally/);
    });

    it("steps a whole program instruction by instruction, which finds everything as if it were alone", async () => {
        const alone = spawnSync(compileProgram("stepped_signals").path, { encoding: "utf8" }).stdout;
        const { socket } = await launch("stepped_signals");
        const client = await PacketClient.connect(socket);
        await client.ask("?");
        const everywhere = "vCont;r0,7fffffffffff";
        const signals = new Map<string, number>();
        for (let reply = await client.ask(everywhere); !reply.startsWith("W");) {
            const signal = reply.slice(1, 3);
            signals.set(signal, (signals.get(signal) ?? 0) + 1);
            reply = await client.ask(signal === "05" ? everywhere : `vCont;S${signal}`);
        }
        client.close();
        assert.equal((await traced.finish()).output, alone);
        /* As gdb numbers them: SIGALRM, SIGRTMIN. */
        assert.deepEqual([signals.get("0e"), signals.get("2e")], [3, 5]);
    });

    for (const signal of ["SIGTERM", "SIGSTOP"] as const) {
        it(`does not keep ${signal} from the process`, async () => {
            const { socket, at } = await launch("stepped_signals", "spin");
            const { pid } = await traced.next("exec");
            const gdb = await GdbMachine.start();
            try {
                await gdb.connect(socket);
                await gdb.command(`-break-insert ${at("spins")}`);
                await gdb.command("-exec-continue");
                await gdb.stopped();
                await gdb.command("-exec-next");
                process.kill(pid, signal);
                assert.match(await gdb.stopped(), new RegExp(`reason="signal-received",signal-name="${signal}"`));
            } finally {
                await gdb.kill();
            }
        });
    }
});
