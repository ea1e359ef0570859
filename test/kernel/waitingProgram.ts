/** A recording of programs that all wait, for as long as nobody ends it. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { until } from "../patience";
import { present } from "../present";
import { ipcscope, runIpcscope, type CommandResult } from "./commandLine";

interface StateJson {
    readonly processes: readonly { readonly id: string; readonly pid: number; readonly waitsFor: { readonly call: string } | null }[];
}

export class WaitingProgram {
    private readonly recorder: ChildProcess;
    /** Nobody ever writes into it, and it never ends, whoever of us is gone. */
    private readonly input: number;

    /** The trace is the file `t`. */
    constructor(private readonly directory: string) {
        const fifo = path.join(directory, "input");
        spawnSync("mkfifo", [fifo]);
        this.input = openSync(fifo, "r+");
        this.recorder = spawn(ipcscope, ["record", "-o", "t", "--", "sh", "-c", "cat | cat; echo never"], {
            cwd: directory,
            stdio: [this.input, "ignore", "ignore"],
            detached: true, // a process group of its own, as a shell gives to what runs in the foreground
        });
    }

    state(...words: readonly string[]): CommandResult {
        return runIpcscope(this.directory, "state", "t", ...words);
    }

    /** "p1 wait4". */
    waits(...words: readonly string[]): readonly string[] {
        return this.processes(...words).map(({ id, waitsFor }) => `${id} ${waitsFor?.call ?? "-"}`);
    }

    async untilAllWait(): Promise<void> {
        await until(
            () => this.waits().join() === allWait.join(),
            () => "sh and two cats wait",
        );
    }

    /** To all of the process group, as Ctrl-C does. */
    signalAll(signal: NodeJS.Signals): Promise<void> {
        return this.endBy(() => process.kill(-this.recorderPid, signal));
    }

    /** As `kill -9` does. */
    killRecorder(): Promise<void> {
        return this.endBy(() => process.kill(this.recorderPid, "SIGKILL"));
    }

    killEngine(): Promise<void> {
        return this.endBy(() => process.kill(this.enginePid, "SIGKILL"));
    }

    /** For the end of a test, be it that it failed. */
    abandon(): void {
        closeSync(this.input);
        if (this.recorder.exitCode === null && this.recorder.signalCode === null) this.recorder.kill("SIGKILL");
    }

    private get recorderPid(): number {
        return present(this.recorder.pid);
    }

    private get enginePid(): number {
        const [first] = this.processes();
        const status = readFileSync(`/proc/${first?.pid}/status`, "utf8");
        return Number(present(/^TracerPid:\t(\d+)$/m.exec(status))[1]);
    }

    private processes(...words: readonly string[]): StateJson["processes"] {
        const { stdout } = this.state("--json", ...words);
        return stdout === "" ? [] : (JSON.parse(stdout) as StateJson).processes;
    }

    /** Resolves when all processes are gone, and the trace will not change any more. */
    private async endBy(act: () => void): Promise<void> {
        const pids = [this.recorderPid, this.enginePid, ...this.processes().map(({ pid }) => pid)];
        act();
        await until(
            () => !pids.some(lives),
            () => `the processes ${pids.join(", ")} end`,
        );
    }
}

/** What its processes do when nothing happens any more. */
export const allWait = ["p1 wait4", "p2 read", "p3 read"];

/** A zombie lives no more. */
function lives(pid: number): boolean {
    try {
        return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
        return false;
    }
}
