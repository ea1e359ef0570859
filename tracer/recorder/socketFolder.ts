/** A private folder for the sockets between client and engine. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { RecorderError } from "./recorderError";

/** Of a UNIX socket's path, without the zero at its end (unix(7): sun_path has 108). */
const longestSocketPath = 107;
/** For the folder's random end and the names of sockets in it. */
const roomForNames = 40;

/**
 * Makes the folder (mode 0700) in TMPDIR; in XDG_RUNTIME_DIR or /tmp when that is missing, full or too long for a socket's path.
 * Throws a RecorderError when it can be made in none of them.
 */
export async function makeSocketFolder(): Promise<string> {
    const runtime = process.env["XDG_RUNTIME_DIR"];
    const parents = [tmpdir(), ...(runtime !== undefined && path.isAbsolute(runtime) ? [runtime] : []), "/tmp"];
    for (const parent of parents) {
        if (Buffer.byteLength(parent) + roomForNames > longestSocketPath) continue;
        const made = await mkdtemp(path.join(parent, "ipcscope-")).catch(() => undefined);
        if (made !== undefined) return made;
    }
    throw new RecorderError(`no folder for sockets can be made in ${[...new Set(parents)].join(", ")}.`);
}
