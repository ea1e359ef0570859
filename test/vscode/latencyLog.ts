import fs from "node:fs";
import path from "node:path";

export interface Drawn {
    /** When the picture was on the screen, as the extension's log tells it. */
    readonly at: number;
    /** Milliseconds from the stop, as VS Code heard of it, to the picture. */
    readonly latency: number;
}

/** What the extension's own log says of the time from each stop to its picture, oldest first. */
export function readLatencies(serverData: string): Drawn[] {
    const logs = path.join(serverData, "data", "logs");
    return fs
        .readdirSync(logs, { recursive: true, encoding: "utf8" })
        .filter((name) => path.basename(name).startsWith("IPC Scope"))
        .flatMap((name) => fs.readFileSync(path.join(logs, name), "utf8").split("\n"))
        .flatMap((line) => {
            const found = /^(\S+ \S+) .*from the stop to the picture: (\d+) ms/.exec(line);
            return found === null ? [] : [{ at: Date.parse(found[1] ?? ""), latency: Number(found[2]) }];
        });
}

export function median(numbers: readonly number[]): number {
    const sorted = [...numbers].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
