/** The engine's side of the control protocol, seen by a client that is slow. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { engineCommand } from "../../tracer/recorder/engineCommand";
import { createTrace } from "../../tracer/traceFile/createTrace";

describe("engine's control connection", () => {
    let directory: string;
    let server: net.Server;

    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        server = net.createServer({ pauseOnConnect: true });
    });
    afterEach(() => {
        server.close();
        rmSync(directory, { recursive: true });
    });

    /** Starts an engine whose program does not exist, so that it ends at once. */
    async function shortEngine(): Promise<{ readonly socket: net.Socket; readonly ended: Promise<unknown[]> }> {
        const control = { path: path.join(directory, "control"), directory };
        await once(server.listen(control.path), "listening");
        const run = { programs: [["/no/such/program"]], trace: path.join(directory, "trace"), payload: 0, stacks: false };
        await createTrace(run.trace, { ...run, directory, ipcscope: "test" });
        const [executable, ...words] = engineCommand({ ...run, control });
        const connection = once(server, "connection") as Promise<[net.Socket]>;
        const ended = once(spawn(executable, words, { stdio: "ignore" }), "exit");
        const [socket] = await connection;
        return { socket, ended };
    }

    it("loses nothing of what was said to a client that writes before it reads", async () => {
        const { socket, ended } = await shortEngine();
        await setTimeout(300); // As a rule, it has said everything by then.
        let said = "";
        socket
            .setEncoding("utf8")
            .on("data", (text: string) => (said += text))
            .pause();
        await new Promise<unknown>((resolve) => socket.write("1 start\n", resolve));
        socket.resume();
        await once(socket, "close");
        assert.match(said, /^hello .*\n(done 1\n)?error 127 there%20is%20no%20program.*\n(done 1\n)?end \d+\n$/);
        assert.deepEqual(await ended, [127, null]);
    });

    it("does not keep the engine when the client never reads", async () => {
        const { socket, ended } = await shortEngine();
        assert.deepEqual(await ended, [127, null]);
        socket.destroy();
    });
});
