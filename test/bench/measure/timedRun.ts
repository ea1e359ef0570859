/** Runs a command to its end; how long it took, and the most memory that it held itself. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface TimedRun {
    readonly seconds: number;
    /** VmHWM of the process itself, not of its children; 0 when it ended too soon to look. */
    readonly peakMegabytes: number;
}

const samplingMilliseconds = 20;

export function timedRun(command: readonly string[], directory: string): Promise<TimedRun> {
    const [executable = "", ...words] = command;
    return new Promise((resolve, reject) => {
        const started = process.hrtime.bigint();
        const child = spawn(executable, words, { cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
        let complaints = "";
        child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
        let peakKilobytes = 0;
        const sampling = setInterval(() => (peakKilobytes = Math.max(peakKilobytes, highWaterMark(child.pid))), samplingMilliseconds);
        child.on("error", reject);
        child.on("close", (code, signal) => {
            clearInterval(sampling);
            const seconds = Number(process.hrtime.bigint() - started) / 1e9;
            if (code === 0) resolve({ seconds, peakMegabytes: peakKilobytes / 1024 });
            else reject(new Error(`${command.join(" ")} ended with ${code ?? signal}: ${complaints}`));
        });
    });
}

function highWaterMark(pid: number | undefined): number {
    try {
        return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
    } catch {
        return 0; // It has just ended.
    }
}

/** Of each command its median time over so many rounds; they take turns, so that a change of the machine's load meets all of them. */
export async function medianRuns<Name extends string>(
    commands: Readonly<Record<Name, () => Promise<TimedRun>>>,
    rounds: number,
): Promise<Record<Name, TimedRun>> {
    const names = Object.keys(commands) as Name[];
    const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, TimedRun[]>;
    for (let round = 0; round < rounds; round++) for (const name of names) runs[name].push(await commands[name]());
    return Object.fromEntries(names.map((name) => [name, median(runs[name])])) as Record<Name, TimedRun>;
}

function median(runs: readonly TimedRun[]): TimedRun {
    const seconds = runs.map((run) => run.seconds).sort((one, other) => one - other);
    return { seconds: seconds[Math.floor(seconds.length / 2)] ?? NaN, peakMegabytes: Math.max(...runs.map((run) => run.peakMegabytes)) };
}
