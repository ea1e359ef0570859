/** Where a program goes on when a signal handler has returned: the place that the handler had interrupted, however deep. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import { runIpcscope } from "./commandLine";

const samples = path.resolve(__dirname, "../../samples/c");

describe("a handler that returns", () => {
    let directory: string;

    before(() => {
        const built = spawnSync("make", ["-s", "-C", samples, "build/signal_nested"], { encoding: "utf8" });
        assert.equal(built.status, 0, built.stderr);
    });
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    it("is told with the line that it had interrupted", async () => {
        const source = readFileSync(path.join(samples, "signal_nested.c"), "utf8").split("\n");
        const returns: (string | undefined)[] = [];
        const trace = path.join(directory, "t.ipctrace");
        const { status, stderr } = runIpcscope(directory, "record", "-o", trace, "--", path.join(samples, "build/signal_nested"));
        assert.deepEqual([status, stderr], [0, ""]);
        for await (const { events } of interpretTrace(trace)) {
            for (const event of events) {
                if (event.kind === "handlerReturned") {
                    returns.push(event.source && `${event.source.function}: ${source[event.source.line - 1]?.trim() ?? ""}`);
                }
            }
        }
        assert.deepEqual(returns, ["on_usr1: raise(SIGUSR2);", "main: raise(SIGUSR1);", "main: raise(SIGUSR1);", "main: raise(SIGUSR1);"]);
    });
});
