import { existsSync } from "node:fs";

/** Headers and sources that came with the system, if they are installed at all. */
const systemDirectories = ["/usr/include/", "/usr/lib/", "/usr/src/", "/usr/local/include/"];

const known = new Map<string, boolean>();

/** What the debugger has Node programs load first (`extension/adapter/openInspector.ts`). */
const preload = "/dist/openInspector.js";

/** Whether the file, by its name, came with the system, with a package of npm's, or with us. */
export function cameFromElsewhere(file: string): boolean {
    return file.includes("/node_modules/") || file.endsWith(preload) || systemDirectories.some((directory) => file.startsWith(directory));
}

/** Whether a line in this file is one that the user wrote: the file exists here, and did not come with the system or a package. */
export function isUserCode(file: string): boolean {
    const before = known.get(file);
    if (before !== undefined) return before;
    const answer = file.startsWith("/") && !cameFromElsewhere(file) && existsSync(file);
    known.set(file, answer);
    return answer;
}
