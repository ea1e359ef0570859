import fs from "node:fs";

export interface RunningProcess {
    readonly pid: number;
    readonly command: string;
}

/** Processes whose environment or command line names the folder: whatever a window's server started, directly or not. */
export function processesOf(folder: string): RunningProcess[] {
    return fs
        .readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
        .filter((pid) => [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`].some((file) => contentOf(file).includes(folder)))
        .map((pid) => ({ pid: Number(pid), command: contentOf(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim() }));
}

/** Empty for a process that has ended meanwhile, and for one that is not ours. */
function contentOf(file: string): string {
    try {
        return fs.readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
