import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { ProcessSessionHost, type ServableSession } from "../../extension/adapter/processSessionHost";

/** Answers whatever it is sent. */
class Echo implements ServableSession {
    start(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
        input.on("data", (bytes: Buffer) => output.write(bytes));
    }
}

describe("the host of the sessions of processes", () => {
    let directory: string;
    let host: ProcessSessionHost;
    let client: net.Socket;

    beforeEach(async () => {
        directory = await mkdtemp(path.join(tmpdir(), "ipcscope-test-"));
        host = await ProcessSessionHost.open(path.join(directory, "sessions"), () => new Echo());
        client = net.connect(path.join(directory, "sessions")).setEncoding("utf8");
        await once(client, "connect");
        client.write("hello");
        assert.deepEqual(await once(client, "data"), ["hello"]);
    });
    afterEach(async () => {
        client.destroy();
        host.close();
        await rm(directory, { recursive: true });
    });

    it("answers the farewell of a client after it has closed", async () => {
        host.close();
        client.write("farewell");
        const answer = await Promise.race([once(client, "data"), once(client, "end").then(() => ["hung up"])]);
        assert.deepEqual(answer, ["farewell"]);
    });

    it("hangs up in the end on a client that says nothing", async () => {
        host.close();
        await once(client.resume(), "end");
    });

    it("takes no new ones then", async () => {
        host.close();
        const late = net.connect(path.join(directory, "sessions"));
        const [error] = (await once(late, "error")) as [NodeJS.ErrnoException];
        assert.match(error.code ?? "", /ENOENT|ECONNREFUSED/);
    });
});
