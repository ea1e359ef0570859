import { existsSync } from "node:fs";

/** Headers and sources that came with the system, if they are installed at all. */
const systemDirectories = ["/usr/include/", "/usr/lib/", "/usr/src/", "/usr/local/include/"];

const known = new Map<string, boolean>();

/** Whether a line in this file is one that the user wrote: the file exists here, and did not come with the system. */
export function isUserCode(file: string): boolean {
    const before = known.get(file);
    if (before !== undefined) return before;
    const answer = file.startsWith("/") && !systemDirectories.some((directory) => file.startsWith(directory)) && existsSync(file);
    known.set(file, answer);
    return answer;
}
