import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { packageExtension } from "./packaging/extension";
import { installExtension, startServer, writeSettings, type Server, type ServerPlaces } from "./vscode-server/server";

const root = path.resolve(__dirname, "..");
const samples = path.join(root, "samples");
const firstSample = "ls_wc";

const ipcscope = path.join(root, "dist/ipcscope");

/** Runs our command line as the user would, and shows what was run. */
function show(title: string, commandLine: string[]): void {
    console.log(`\n$ ipcscope ${title}`);
    const { status } = spawnSync(ipcscope, commandLine, { cwd: path.join(samples, "c"), stdio: ["ignore", "inherit", "inherit"] });
    if (status !== 0) throw new Error(`'ipcscope ${title}' ended with exit status ${status}.`);
}

/** The moment when the pipe has been written to and both programs still run; at the very end there is little to see. */
function lastWriteIntoThePipe(trace: string): string | undefined {
    const events = execFileSync(ipcscope, ["events", trace, "--kind", "bytesWritten", "--json"], { encoding: "utf8" });
    const written = events
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as { seq: number; object: string });
    return written.findLast(({ object }) => object.startsWith("pipe"))?.seq.toString();
}

/** Records the first sample and prints its diagram, so that a terminal alone shows what this is about. */
function showFirstSample(runtime: string): void {
    const name = `${firstSample}.ipctrace`;
    const trace = path.join(runtime, name);
    const built = spawnSync("make", ["-s", "-C", path.join(samples, "c"), `build/${firstSample}`], { stdio: "inherit" });
    if (built.status !== 0) throw new Error(`samples/c/${firstSample}.c could not be compiled.`);
    show(`record -- build/${firstSample}`, ["record", "-o", trace, "--", `build/${firstSample}`]);
    const moment = lastWriteIntoThePipe(trace);
    if (moment !== undefined) show(`state ${name} --at ${moment}`, ["state", trace, "--at", moment]);
    show(`state ${name}`, ["state", trace]);
}

async function main(): Promise<void> {
    const runtime = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-start-"));
    const places: ServerPlaces = { data: path.join(runtime, "vscode"), runtime };
    let server: Server | undefined;
    const finish = async (exitStatus: number): Promise<never> => {
        await server?.stop();
        fs.rmSync(runtime, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
        process.exit(exitStatus);
    };
    const asked = new Promise<void>((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
    });
    try {
        showFirstSample(runtime);
        writeSettings(places);
        installExtension(places, packageExtension());
        server = await startServer(places);
        console.log(`
VS Code with IPC Scope: ${server.addressOf(samples)}

  1. Open that address in a browser on this machine, then the file c/${firstSample}.c.
  2. Click left of the line numbers below "Stop 1 (child)" and "Stop 3 (parent)": two breakpoints.
  3. Press F5, then F10 to step. Each process has its own rows in the Call Stack; the diagram opens beside the code.

Ctrl-C ends it.`);
        await Promise.race([asked, server.ended]);
        await finish(server.running() ? 0 : 1);
    } catch (error) {
        process.stderr.write(`start: ${error instanceof Error ? error.message : String(error)}\n`);
        await finish(1);
    }
}

void main();
