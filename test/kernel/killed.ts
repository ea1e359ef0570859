/**
 * Kills, at a random moment, whoever takes part in a recording or a debug session, and looks at what is left: no process of ours or
 * of the program, no temporary folder after the next start, and a trace that opens.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { SeededRandom } from "./random/seededRandom";
import { ipcscope } from "./commandLine";
import { until } from "../patience";

const adapter = path.resolve(__dirname, "../../dist/adapter.js");
/** The name by which everything that an attempt starts can be found: in its environment. */
const mark = "IPCSCOPE_KILL_TEST";
const script =
    "seq 3000 | sort -R | sort -n | while read n; do [ $((n % 500)) = 0 ] && echo $n; done > /dev/null; sleep 0.3 & cat < /dev/null; wait";

export const victims = ["recorder", "engine", "adapter", "gdb"] as const;
export type Victim = (typeof victims)[number];

/** Throws an error that says what was left. */
export async function killAtRandom(seed: number, victim: Victim): Promise<void> {
    const random = new SeededRandom(seed);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-kill-"));
    const environment = { ...process.env, [mark]: `${process.pid}-${seed}`, TMPDIR: folder, XDG_CACHE_HOME: path.join(folder, "cache") };
    try {
        const trace = path.join(folder, "t");
        const debugs = victim === "adapter" || victim === "gdb";
        const started = debugs ? debugging(trace, folder, environment) : recording(trace, folder, environment);
        await new Promise((resolve) => setTimeout(resolve, random.below(debugs ? 700 : 250)));
        kill(victim, started, `${process.pid}-${seed}`);
        // A session whose gdb has died goes on: its client leaves.
        if (victim === "gdb") started.stdin?.end();
        if (started.exitCode === null && started.signalCode === null) await once(started, "exit");
        await until(
            () => marked(`${process.pid}-${seed}`).length === 0,
            () => `left running: ${marked(`${process.pid}-${seed}`).map(commandLine).join("; ")}`,
        );
        assertOpens(trace, folder);
        await assertTidy(folder, environment);
    } finally {
        for (const pid of marked(`${process.pid}-${seed}`)) process.kill(pid, "SIGKILL");
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

function recording(trace: string, folder: string, env: NodeJS.ProcessEnv): ChildProcess {
    return spawn(ipcscope, ["record", "-o", trace, "--", "sh", "-c", script], { cwd: folder, env, stdio: "ignore" });
}

function debugging(trace: string, folder: string, env: NodeJS.ProcessEnv): ChildProcess {
    const client = spawn(process.execPath, [adapter], { cwd: folder, env, stdio: ["pipe", "ignore", "ignore"] });
    const request = (seq: number, command: string, args: object): void => {
        const text = JSON.stringify({ seq, type: "request", command, arguments: args });
        client.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    client.stdin.on("error", () => undefined);
    request(1, "initialize", { adapterID: "ipcscope", pathFormat: "path", supportsStartDebuggingRequest: true });
    request(2, "launch", { program: "/bin/sh", args: ["-c", script], cwd: folder, trace, console: "internalConsole", stopOnEntry: true });
    request(3, "configurationDone", {});
    return client;
}

function kill(victim: Victim, started: ChildProcess, marking: string): void {
    const names = { recorder: "", adapter: "", engine: "ipcscope-engi", gdb: "gdb" };
    if (names[victim] === "") started.kill("SIGKILL");
    for (const pid of names[victim] === "" ? [] : marked(marking)) {
        if (nameOf(pid).startsWith(names[victim])) process.kill(pid, "SIGKILL");
    }
}

/** All that live with the mark in their environment. */
function marked(marking: string): readonly number[] {
    return fs
        .readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .filter((pid) => read(pid, "environ").includes(`${mark}=${marking}\0`) && !/^State:\s*Z/m.test(read(pid, "status")));
}

function nameOf(pid: number): string {
    return read(pid, "comm");
}

function commandLine(pid: number): string {
    return read(pid, "cmdline").replaceAll("\0", " ");
}

function read(pid: number, name: string): string {
    try {
        return fs.readFileSync(`/proc/${pid}/${name}`, "latin1");
    } catch {
        return ""; // It has ended.
    }
}

function assertOpens(trace: string, folder: string): void {
    if (!fs.existsSync(trace)) return;
    const { status, stderr } = spawnSync(ipcscope, ["state", trace], { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`the trace does not open: ${stderr}`);
}

/** The next start takes away what the killed one left. */
async function assertTidy(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
    const trace = path.join(folder, "next");
    const next = debugging(trace, folder, env);
    await until(
        () => fs.existsSync(trace),
        () => "the next start",
    );
    next.stdin?.end();
    await once(next, "exit");
    spawnSync(ipcscope, ["record", "-o", path.join(folder, "t"), "--", "true"], { cwd: folder, env });
    const left = fs.readdirSync(folder).filter((name) => name.startsWith("ipcscope-") || name.endsWith(".part"));
    if (left.length > 0) throw new Error(`left in the temporary folder: ${left.join(", ")}`);
}
