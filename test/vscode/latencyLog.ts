import fs from "node:fs";
import path from "node:path";

/** Milliseconds from each stop, as VS Code heard of it, to its picture, as the extension's own log says; oldest first. */
export function readLatencies(serverData: string): number[] {
    const logs = path.join(serverData, "data", "logs");
    return fs
        .readdirSync(logs, { recursive: true, encoding: "utf8" })
        .filter((name) => path.basename(name).startsWith("IPC Scope"))
        .flatMap((name) => fs.readFileSync(path.join(logs, name), "utf8").split("\n"))
        .flatMap((line) => /from the stop to the picture: (\d+) ms/.exec(line)?.[1] ?? [])
        .map(Number);
}

export function median(numbers: readonly number[]): number {
    const sorted = [...numbers].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
