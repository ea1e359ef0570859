/** What Wireshark's dissectors read in an exported capture: HTTP that went over a UNIX socket. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const ipcscope = path.resolve(__dirname, "../../dist/ipcscope");

const program = `
const http = require("node:http");
const server = http.createServer((request, response) => response.end("you asked for " + request.url));
server.listen("http.sock", () => {
    http.get({ socketPath: "http.sock", path: "/orders/7", agent: false }, (response) => {
        response.resume();
        response.on("end", () => server.close());
    });
});
`;

describe("tshark", () => {
    let folder = "";
    before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-wireshark-"))));
    after(() => fs.rmSync(folder, { recursive: true }));

    function run(command: string, ...words: readonly string[]): string {
        const { status, stdout, stderr } = spawnSync(command, words, { cwd: folder, encoding: "utf8" });
        assert.equal(status, 0, stderr);
        return stdout;
    }

    it("decodes HTTP over a UNIX socket", () => {
        run(ipcscope, "record", "--payload", "all", "--no-stacks", "-o", "h.ipctrace", "--", process.execPath, "-e", program);
        run(ipcscope, "export", "--format", "pcapng", "h.ipctrace");
        const fields = [
            "frame.interface_name",
            "tcp.dstport",
            "http.request.method",
            "http.request.uri",
            "http.response.code",
            "http.file_data",
        ];
        const show = (...words: readonly string[]): readonly (readonly string[])[] =>
            run("tshark", "-r", "h.pcapng", ...words, "-T", "fields", ...fields.flatMap((field) => ["-e", field]))
                .trim()
                .split("\n")
                .map((line) => line.split("\t"));
        const [, port = ""] = show("-Y", 'frame.interface_name contains "socket"')[0] ?? [];
        const decoded = show("-d", `tcp.port==${port},http`, "-Y", "http");
        assert.deepEqual(
            decoded.map(([where = "", , method, uri, code]) => [/^socket\d+ socket\d+$/.test(where), method, uri, code]),
            [
                [true, "GET", "/orders/7", ""],
                [true, "", "", "200"],
            ],
        );
        const body = decoded[1]?.[5] ?? "";
        assert.equal(/^[0-9a-f]+$/.test(body) ? Buffer.from(body, "hex").toString() : body, "you asked for /orders/7");
    });
});
