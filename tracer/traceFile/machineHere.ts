/** What a trace tells of the machine on which it is recorded. */
import { readFile } from "node:fs/promises";
import os from "node:os";
import type { Machine } from "../trace/record";

export async function machineHere(): Promise<Machine> {
    const system = await systemName();
    return { processors: os.cpus().length, kernel: os.release(), ...(system !== undefined && { system }) };
}

/** As os-release(5) has it; undefined: it has none. */
export async function systemName(): Promise<string | undefined> {
    const text = await readFile("/etc/os-release", "utf8").catch(() => "");
    return /^PRETTY_NAME="?(.*?)"?$/m.exec(text)?.[1];
}
