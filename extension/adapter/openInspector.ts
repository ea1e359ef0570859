/**
 * Runs in each Node process of a launch whose Node programs are debugged, before the program's own modules (`--require`): opens an
 * inspector, tells the adapter where, and waits for the debugger.
 */
import { renameSync, writeFileSync } from "node:fs";
import inspector from "node:inspector";
import path from "node:path";
import { isMainThread } from "node:worker_threads";
import { inspectorsVariable } from "./inspectors";

function announce(directory: string, url: string): void {
    const file = path.join(directory, String(process.pid));
    writeFileSync(`${file}.part`, url, { mode: 0o600 });
    renameSync(`${file}.part`, `${file}.url`);
}

const directory = process.env[inspectorsVariable];
// A worker is debugged through its process; whoever has an inspector already is being debugged otherwise.
if (directory !== undefined && isMainThread && inspector.url() === undefined) {
    try {
        inspector.open(0, "127.0.0.1");
        announce(directory, inspector.url() ?? "");
        inspector.waitForDebugger();
    } catch {
        // The launch is over, or the process may open no port: the program runs without a debugger.
        inspector.close();
    }
}
