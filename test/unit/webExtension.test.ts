import assert from "node:assert/strict";
import { build, type Plugin } from "esbuild";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { bundles } from "../../scripts/bundles.mjs";
import { present } from "../present";
import { preamble, record, u32, u64, u8 } from "./traceBytes";

const root = path.resolve(__dirname, "../..");

/** A bundle's options by its entry, made in memory; what imports a module of Node fails there already. */
async function textOf(entry: string): Promise<string> {
    const options = present(bundles.find(({ entryPoints }) => entryPoints[0] === entry));
    const refused: string[] = [];
    const noNode: Plugin = {
        name: "no Node",
        setup(bundling) {
            bundling.onResolve({ filter: /^node:|^(fs|path|os|crypto|child_process|buffer)$/ }, (found) => {
                refused.push(`${found.path} in ${path.relative(root, found.importer)}`);
                return { path: found.path, external: true };
            });
        },
    };
    const made = await build({ ...options, write: false as const, sourcemap: false, plugins: [noNode] });
    assert.deepEqual(refused, [], "modules of Node");
    return present(made.outputFiles.at(0)).text;
}

/** Runs a script where there is nothing of Node, as in a browser's worker, and answers what it reports. */
function runWithoutNode(script: string): Promise<unknown> {
    const worker = new Worker(
        `const { parentPort, workerData } = require("node:worker_threads");
         const vm = require("node:vm");
         const world = { TextDecoder, TextEncoder, URL, MessageChannel, setTimeout, clearTimeout, console, structuredClone,
             addEventListener: (kind, listener) => { world.heard = listener; } };
         world.self = world;
         vm.createContext(world);
         vm.runInContext(workerData.script, world);
         Promise.resolve(vm.runInContext("globalThis.report", world)).then((report) => {
             parentPort.postMessage(report);
             process.exit();
         });`,
        { eval: true, workerData: { script } },
    );
    return new Promise((resolve, reject) => {
        worker.once("message", resolve);
        worker.once("error", reject);
    });
}

describe("the extension in the browser's edition of VS Code", () => {
    it("is what package.json names, without anything of Node, and registers the editor of traces", async () => {
        const text = await textOf("extension/review/web.ts");
        const report = await runWithoutNode(`
            const called = [];
            const nothing = { dispose() {} };
            const vscode = {
                EventEmitter: class { event = () => nothing; fire() {} dispose() {} },
                ViewColumn: { One: 1, Two: 2 },
                Disposable: { from: () => nothing },
                languages: { registerCodeLensProvider: () => nothing },
                workspace: {
                    registerTextDocumentContentProvider: (scheme) => { called.push(scheme); return nothing; },
                    onDidChangeConfiguration: () => nothing,
                },
                window: { registerCustomEditorProvider: (type) => { called.push(type); return nothing; } },
                commands: {
                    registerCommand: (name) => { called.push(name); return nothing; },
                    registerTextEditorCommand: (name) => { called.push(name); return nothing; },
                },
            };
            const module = { exports: {} };
            (function (module, exports, require) { ${text} })(module, module.exports, (name) => {
                if (name !== "vscode") throw new Error("there is no " + name);
                return vscode;
            });
            module.exports.activate({ subscriptions: [], extensionUri: {} });
            globalThis.report = called;
        `);
        assert.ok(Array.isArray(report));
        for (const name of [
            "ipcscope.trace",
            "ipcscope-source",
            "ipcscope.openTrace",
            "ipcscope.nextEvent",
            "ipcscope.fit",
            "ipcscope.eventsOfLine",
            "ipcscope.lineNotes",
        ]) {
            assert.ok(report.includes(name), name);
        }
    });

    it("reads a trace in a worker without anything of Node", async () => {
        const text = await textOf("webview/review/worker.ts");
        const trace = Buffer.concat([preamble(), record(15, u64(9), u32(0), u8(0))]);
        const report = await runWithoutNode(`
            globalThis.report = new Promise((resolve) => {
                globalThis.postMessage = (message) => { if (message.type !== "progress") resolve(message); };
            });
            ${text}
            heard({ data: { type: "trace", name: "a", size: ${trace.length}, lines: false } });
            heard({ data: { type: "bytes", bytes: Uint8Array.from(${JSON.stringify([...trace])}).buffer } });
            heard({ data: { type: "whole" } });
        `);
        assert.equal((report as { readonly type?: unknown }).type, "opened");
    });

    it("asks for the trace itself where an archive is of no use, and opens that", async () => {
        const text = await textOf("webview/review/worker.ts");
        const trace = Buffer.concat([preamble(), record(15, u64(9), u32(0), u8(0))]);
        const report = await runWithoutNode(`
            const told = [];
            globalThis.report = new Promise((resolve) => {
                globalThis.postMessage = ({ type }) => {
                    if (type === "progress") return;
                    told.push(type);
                    if (type === "archiveRefused") send(false, ${JSON.stringify([...trace])});
                    if (type === "findings") resolve(told);
                };
            });
            ${text}
            function send(sent, bytes) {
                heard({ data: { type: "trace", name: "a", size: bytes.length, lines: false, findings: true, archive: { key: "k", sent } } });
                heard({ data: { type: "bytes", bytes: Uint8Array.from(bytes).buffer } });
                heard({ data: { type: "whole" } });
            }
            send(true, [1, 2, 3, 4, 5]);
        `);
        assert.deepEqual(report, ["archiveRefused", "opened", "findings"]);
    });
});
