/** What no client sends, and what a client that leaves leaves behind. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { until } from "../patience";

const adapter = path.resolve(__dirname, "../../dist/adapter.js");

describe("raw requests", () => {
    let folder: string;
    let running: ChildProcess;
    let said: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
        said = "";
        const environment = { ...process.env, XDG_CACHE_HOME: path.join(folder, "cache"), TMPDIR: folder };
        running = spawn(process.execPath, [adapter], { env: environment, stdio: ["pipe", "pipe", "inherit"] });
        running.stdout?.setEncoding("utf8").on("data", (text: string) => (said += text));
    });
    afterEach(() => {
        running.kill("SIGKILL");
        fs.rmSync(folder, { recursive: true });
    });

    function send(text: string): void {
        running.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    }
    const request = (seq: number, command: string, args?: object): void =>
        send(JSON.stringify({ seq, type: "request", command, arguments: args }));

    const hears = (words: RegExp): Promise<void> =>
        until(
            () => words.test(said),
            () => `${words.source} in ${said}`,
        );

    it("without their arguments are refused in one sentence, and the adapter goes on", async () => {
        request(1, "initialize", { adapterID: "ipcscope", pathFormat: "path" });
        request(2, "setBreakpoints");
        await hears(/The request 'setBreakpoints' lacks its argument 'source'\./);
        request(3, "setFunctionBreakpoints", {});
        await hears(/The request 'setFunctionBreakpoints' lacks its argument 'breakpoints'\./);
        request(4, "setExceptionBreakpoints", { filters: [] });
        await hears(/"request_seq":4,[^}]*"success":true/);
    });

    it("that are no JSON do not end the adapter", async () => {
        send("{ this is no JSON");
        request(1, "initialize", { adapterID: "ipcscope", pathFormat: "path" });
        await hears(/"request_seq":1,[^}]*"success":true/);
    });

    it("to launch where no cache folder can be made are refused in one sentence", async () => {
        fs.writeFileSync(path.join(folder, "cache"), "a file");
        const program = path.join(folder, "some.c");
        fs.writeFileSync(program, "int main(void) { return 0; }\n");
        request(1, "initialize", { adapterID: "ipcscope", pathFormat: "path" });
        request(2, "launch", { program });
        await hears(/"request_seq":2,[^}]*"success":false,"message":"[^"\\]*cache[^"\\]*\."/);
    });

    it("to leave while a program is being compiled end the compiler, and leave nothing", async () => {
        const compiler = path.join(folder, "compiler");
        fs.writeFileSync(
            compiler,
            '#!/bin/sh\nfor last; do case $last in *.c) ;; *) out=$last;; esac; [ "$before" = -o ] && made=$last; before=$last; done\n: > "$made"\nsleep 1000 &\necho $! > "$(dirname "$0")/pid"\nwait\n',
            { mode: 0o755 },
        );
        const program = path.join(folder, "slow.c");
        fs.writeFileSync(program, "int main(void) { return 0; }\n");
        request(1, "initialize", { adapterID: "ipcscope", pathFormat: "path" });
        request(2, "launch", { program, compiler });
        const pid = path.join(folder, "pid");
        await until(
            () => fs.existsSync(pid) && fs.readFileSync(pid, "utf8") !== "",
            () => "the compiler runs",
        );
        request(3, "disconnect");
        await once(running, "exit");
        await until(
            () => !fs.existsSync(`/proc/${fs.readFileSync(pid, "utf8").trim()}`),
            () => "the compiler has ended",
        );
        const left = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
        assert.deepEqual(left.map(({ name }) => name).sort(), ["compiler", "pid", "slow.c"]);
        assert.deepEqual(
            fs.readdirSync(folder).filter((name) => name.startsWith("ipcscope-")),
            [],
        );
    });

    for (const [when, sign, configured] of [
        ["before it is configured", /"event":"initialized"/, false],
        ["while it starts", /"event":"ipcscope\.trace"/, true],
        ["while its terminal opens", /"command":"runInTerminal"/, true],
    ] as const) {
        it(`to end a launch ${when} end it without a complaint, and nothing of it runs`, async () => {
            const program = path.join(folder, "touches.c");
            const touched = path.join(folder, "touched");
            fs.writeFileSync(program, `#include <fcntl.h>\nint main(void) { return creat("${touched}", 0600) < 0; }\n`);
            request(1, "initialize", { adapterID: "ipcscope", pathFormat: "path", supportsRunInTerminalRequest: true });
            request(2, "launch", { program });
            await hears(/"event":"initialized"/);
            if (configured) request(3, "configurationDone");
            await hears(sign);
            request(4, "terminate");
            await hears(/"event":"terminated"/);
            await hears(/"request_seq":2,[^}]*"success":false,.*?"showUser":false/);
            await hears(/"request_seq":4,[^}]*"success":true/);
            request(5, "disconnect");
            await once(running, "exit");
            assert.equal(fs.existsSync(touched), false);
        });
    }
});
