import fs from "node:fs";
import path from "node:path";

/** One picture of a stop, as the extension's own log tells of it. */
export interface Drawn {
    /** When the picture was on the screen; milliseconds, as Date.now(). */
    readonly at: number;
    /** Milliseconds from the stop, as VS Code heard of it, to the picture. */
    readonly latency: number;
}

/** Oldest first. Complete only when the server has ended: it keeps the last lines of its logs back. */
export function readLatencies(serverData: string): Drawn[] {
    const logs = path.join(serverData, "data", "logs");
    return fs
        .readdirSync(logs, { recursive: true, encoding: "utf8" })
        .filter((name) => path.basename(name).startsWith("IPC Scope"))
        .flatMap((name) => fs.readFileSync(path.join(logs, name), "utf8").split("\n"))
        .flatMap((line) => {
            const [, time, latency] = /^(\S+ \S+) .*from the stop to the picture: (\d+) ms/.exec(line) ?? [];
            return time === undefined ? [] : [{ at: new Date(time).getTime(), latency: Number(latency) }];
        });
}

export function median(numbers: readonly number[]): number {
    const sorted = [...numbers].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
