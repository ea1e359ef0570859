import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import net from "node:net";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { EngineCommandError, EngineControl, type EngineEvents } from "../../tracer/recorder/engineControl";
import { until } from "../patience";

describe("engine control", () => {
    let control: EngineControl;
    let engine: net.Socket;
    let received: string;

    beforeEach(async () => {
        control = await EngineControl.listen();
        engine = net.connect(control.path);
        received = "";
        engine.setEncoding("utf8").on("data", (text: string) => (received += text));
        await once(engine, "connect");
        engine.write("hello 0.1.0 77\n");
    });
    afterEach(async () => {
        engine.destroy();
        await control.close();
    });

    async function commandLine(pattern: RegExp): Promise<string> {
        await until(
            () => pattern.test(received),
            () => `${pattern}, after ${received}`,
        );
        return pattern.exec(received)?.[1] ?? "";
    }

    it("is private, and leaves nothing behind", async () => {
        const another = await EngineControl.listen();
        assert.equal(statSync(another.directory).mode & 0o777, 0o700);
        assert.equal(statSync(another.path).mode & 0o777, 0o600);
        await another.close();
        await control.close();
        assert.ok(!existsSync(another.directory) && !existsSync(control.directory));
    });

    it("sends commands, and resolves with their answers in any order", async () => {
        const socket = control.gdb(42);
        const released = assert.rejects(
            control.release(43),
            (error) => error instanceof EngineCommandError && error.message === "There is no process 43.",
        );
        const breakpoints = control.breakpoints(42, [0x401136n, 0x7f00_0000_0001n]);
        const none = control.breakpoints(42, []);
        const ids = [
            await commandLine(/^(\d+) gdb 42$/m),
            await commandLine(/^(\d+) release 43$/m),
            await commandLine(/^(\d+) breakpoints 42 (?:0x)?401136,(?:0x)?7f0000000001$/m),
            await commandLine(/^(\d+) breakpoints 42$/m),
        ];
        engine.write(`done ${ids[3]}\ndone ${ids[2]}\nfailed ${ids[1]} There%20is%20no%20process%2043.\ndone ${ids[0]} %2Ftmp%2Fa%20b\n`);
        assert.equal(await socket, "/tmp/a b");
        await Promise.all([released, breakpoints, none]);
    });

    it("tells what happens, also when lines come in pieces", async () => {
        const told: unknown[] = [];
        const names = [
            "process",
            "exec",
            "held",
            "stopped",
            "resumed",
            "frozen",
            "thawed",
            "exited",
            "recordingFailed",
            "error",
            "end",
        ] as const;
        for (const name of names) control.on(name, (event?: EngineEvents[typeof name][0]) => told.push(event ?? name));
        const lines =
            "process 5 1 fork\nexec 5 %2Fbin%2Fls l%20s\nheld 5 breakpoint 401136\nstopped 5 step\nresumed 5\nfrozen\nthawed\nexited 5 256\nrecording-failed No%20space.\nerror 127 No%20such%20program.\nfuture word\nend 0\n";
        const ended = new Promise((resolve) => control.once("end", resolve));
        for (const piece of lines.match(/[^]{1,7}/g) ?? []) {
            engine.write(piece);
            await setTimeout(1);
        }
        await ended;
        assert.deepEqual(told, [
            { type: "process", pid: 5, parent: 1, how: "fork" },
            { type: "exec", pid: 5, path: "/bin/ls", name: "l s" },
            { type: "held", pid: 5, reason: "breakpoint", detail: "401136" },
            { type: "stopped", pid: 5, reason: "step" },
            { type: "resumed", pid: 5 },
            "frozen",
            "thawed",
            { type: "exited", pid: 5, waitStatus: 256 },
            { type: "recordingFailed", sentence: "No space." },
            { type: "error", status: 127, sentence: "No such program." },
            { type: "end", waitStatus: 0 },
        ]);
    });

    it("says when the engine is gone, and fails what it can no longer answer", async () => {
        const unanswered = assert.rejects(control.holdExec(true), EngineCommandError);
        const closed = once(control, "closed");
        await commandLine(/ (hold-exec on)$/m);
        engine.destroy();
        await unanswered;
        assert.deepEqual(await closed, [{ expected: false }]);
        await assert.rejects(control.start(), EngineCommandError);
    });

    it("expects the end of the connection after the engine's end", async () => {
        const closed = once(control, "closed");
        engine.end("end 0\n");
        assert.deepEqual(await closed, [{ expected: true }]);
    });
});
