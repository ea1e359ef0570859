export interface Layer {
    /** A folder, and all below it that no other layer claims. */
    readonly folder: string;
    /** The other layers that its files may import from. */
    readonly layers: readonly string[];
    /** The packages that its files may import; `node:` stands for all of Node's own modules. */
    readonly packages: readonly string[];
}

/** Who may import whom. The reasons are in docs/architecture.md. */
export const layers: readonly Layer[] = [
    // Pure: runs in the command line, the adapter, a worker and a page.
    { folder: "tracer/model", layers: [], packages: [] },
    { folder: "tracer/consistency", layers: ["tracer/model"], packages: [] },
    { folder: "tracer/protocols", layers: [], packages: [] },
    { folder: "tracer/trace", layers: [], packages: ["fflate"] },
    { folder: "tracer/diagnosis", layers: ["tracer/model"], packages: [] },
    { folder: "tracer/syscalls", layers: ["tracer/model", "tracer/trace"], packages: [] },
    {
        folder: "tracer/interpret",
        layers: ["tracer/model", "tracer/protocols", "tracer/syscalls", "tracer/trace", "tracer/symbols", "tracer/snapshot"],
        packages: [],
    },
    { folder: "tracer/review", layers: ["tracer/model", "tracer/interpret", "tracer/symbols", "tracer/trace"], packages: ["fflate"] },

    // Usable alone (tracer/strace-parser/README.md).
    { folder: "tracer/strace-parser", layers: [], packages: ["node:"] },

    { folder: "tracer/traceFile", layers: ["tracer/trace"], packages: ["node:"] },
    { folder: "tracer/symbols", layers: ["tracer/model", "tracer/trace"], packages: ["node:"] },
    { folder: "tracer/snapshot", layers: ["tracer/model", "tracer/trace"], packages: [] },
    { folder: "tracer/recorder", layers: ["tracer/snapshot", "tracer/syscalls", "tracer/trace", "tracer/traceFile"], packages: ["node:"] },
    { folder: "tracer/comparison", layers: ["tracer/model", "tracer/review"], packages: [] },
    { folder: "tracer/export", layers: ["tracer/model", "tracer/review", "tracer/syscalls", "tracer/trace"], packages: [] },
    // Logs of other tracers as traces of ours.
    {
        folder: "tracer/import",
        layers: ["tracer/strace-parser", "tracer/syscalls", "tracer/trace", "tracer/traceFile"],
        packages: ["node:"],
    },
    {
        folder: "tracer/cli",
        layers: [
            "tracer/model",
            "tracer/consistency",
            "tracer/diagnosis",
            "tracer/interpret",
            "tracer/review",
            "tracer/trace",
            "tracer/traceFile",
            "tracer/symbols",
            "tracer/snapshot",
            "tracer/recorder",
            "tracer/import",
            "tracer/export",
            "tracer/comparison",
            // What the editor makes of a trace that it opens, for the index of the trace.
            "webview/reading",
        ],
        packages: ["node:", "commander", "hyparquet-writer", "@duckdb/node-api"],
    },

    { folder: "webview/protocol", layers: ["tracer/model", "tracer/diagnosis"], packages: [] },
    // Answers what the page of a trace asks: in a worker, without anything of the browser.
    {
        folder: "webview/reading",
        layers: ["webview/protocol", "tracer/model", "tracer/diagnosis", "tracer/review", "tracer/symbols", "tracer/trace"],
        packages: [],
    },
    {
        folder: "webview",
        layers: ["webview/protocol", "webview/reading", "tracer/model"],
        packages: ["lit", "@vscode-elements/elements", "@vscode/codicons"],
    },

    // What the adapter tells the extension beyond the Debug Adapter Protocol.
    { folder: "extension/protocol", layers: [], packages: [] },
    // A trace as a debug session.
    {
        folder: "extension/replay",
        layers: [
            "extension/protocol",
            "tracer/model",
            "tracer/syscalls",
            "tracer/trace",
            "tracer/traceFile",
            "tracer/symbols",
            "tracer/review",
            "tracer/export",
        ],
        packages: ["node:", "@vscode/debugadapter", "@vscode/debugprotocol"],
    },
    // Runs as an executable of its own, for any DAP client: nothing of VS Code.
    {
        folder: "extension/adapter",
        layers: [
            "extension/protocol",
            "extension/replay",
            "tracer/syscalls",
            "tracer/trace",
            "tracer/traceFile",
            "tracer/symbols",
            "tracer/recorder",
        ],
        packages: ["node:", "@vscode/debugadapter", "@vscode/debugprotocol", "cdt-gdb-adapter"],
    },
    // Runs in the browser's edition of VS Code, too: nothing of Node.
    { folder: "extension/review", layers: ["webview/protocol", "tracer/model", "tracer/diagnosis", "tracer/trace"], packages: ["vscode"] },
    // Makes archives in a thread of its own: nothing of VS Code.
    { folder: "extension/archiving", layers: ["tracer/traceFile", "webview/protocol", "webview/reading"], packages: ["node:"] },
    {
        folder: "extension",
        layers: [
            "extension/protocol",
            "extension/review",
            "extension/archiving",
            "webview/protocol",
            "tracer/model",
            "tracer/comparison",
            "tracer/diagnosis",
            "tracer/interpret",
            "tracer/trace",
            "tracer/traceFile",
            "tracer/symbols",
        ],
        packages: ["node:", "vscode"],
    },
];

/** The layer with the longest folder that holds the file. */
export function layerOf(file: string): Layer | undefined {
    return layers.filter(({ folder }) => file.startsWith(`${folder}/`)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** File names that say nothing, and grow into places where everything goes. */
export const forbiddenNames = /^(index|utils?|helpers?|common|misc)\.[mc]?[jt]sx?$/;
