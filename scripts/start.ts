import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { packageExtension } from "./package";
import { installExtension, startServer, writeSettings, type Server, type ServerPlaces } from "./vscode-server/server";

const root = path.resolve(__dirname, "..");
const samples = path.join(root, "samples");
const firstSample = "ls_wc";

/** Records the first sample and prints its final diagram, so that a terminal alone shows what this is about. */
function showFirstSample(runtime: string): void {
    const ipcscope = path.join(root, "bin/ipcscope");
    const trace = path.join(runtime, `${firstSample}.ipctrace`);
    const show = (title: string, program: string, commandLine: string[]): void => {
        console.log(`\n$ ${title}`);
        const { status } = spawnSync(program, commandLine, { cwd: path.join(samples, "c"), stdio: ["ignore", "inherit", "inherit"] });
        if (status !== 0) throw new Error(`'${title}' ended with exit status ${status}.`);
    };
    const built = spawnSync("make", ["-s", "-C", path.join(samples, "c"), `build/${firstSample}`], { stdio: "inherit" });
    if (built.status !== 0) throw new Error(`samples/c/${firstSample}.c could not be compiled.`);
    show(`ipcscope record -- build/${firstSample}`, ipcscope, ["record", "-o", trace, "--", `build/${firstSample}`]);
    show(`ipcscope state ${firstSample}.ipctrace`, ipcscope, ["state", trace]);
}

async function main(): Promise<void> {
    const runtime = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-"));
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
