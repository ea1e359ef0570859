/** Runs a command to its end; how long it took, and what it needed itself. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface TimedRun {
    readonly seconds: number;
    /** Of the processor, by the process itself, up to the last look. */
    readonly processorSeconds: number;
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
        let processorSeconds = 0;
        const sampling = setInterval(() => {
            peakKilobytes = Math.max(peakKilobytes, highWaterMark(child.pid));
            processorSeconds = Math.max(processorSeconds, processorTime(child.pid));
        }, samplingMilliseconds);
        child.on("error", reject);
        child.on("close", (code, signal) => {
            clearInterval(sampling);
            const seconds = Number(process.hrtime.bigint() - started) / 1e9;
            if (code === 0) resolve({ seconds, processorSeconds, peakMegabytes: peakKilobytes / 1024 });
            else reject(new Error(`${command.join(" ")} ended with ${code ?? signal}: ${complaints}`));
        });
    });
}

function highWaterMark(pid: number | undefined): number {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(ofProcess(pid, "status"))?.[1] ?? 0);
}

/** Seconds; the kernel counts in hundredths (proc_pid_stat(5), utime and stime). */
function processorTime(pid: number | undefined): number {
    const [user, system] = ofProcess(pid, "stat").split(") ")[1]?.split(" ").slice(11, 13) ?? [];
    return (Number(user ?? 0) + Number(system ?? 0)) / 100;
}

function ofProcess(pid: number | undefined, file: string): string {
    try {
        return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
        return ""; // It has just ended.
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
    return {
        seconds: middle(runs.map((run) => run.seconds)),
        processorSeconds: middle(runs.map((run) => run.processorSeconds)),
        peakMegabytes: Math.max(...runs.map((run) => run.peakMegabytes)),
    };
}

export function middle(numbers: readonly number[]): number {
    return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;
}
