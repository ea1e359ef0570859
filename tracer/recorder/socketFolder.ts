/** A private folder for the sockets between client and engine. */
import { mkdtemp, readdir, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { RecorderError } from "./recorderError";

/** Of a UNIX socket's path, without the zero at its end (unix(7): sun_path has 108). */
const longestSocketPath = 107;
/** For the folder's random end and the names of sockets in it. */
const roomForNames = 60;

/**
 * Makes the folder (mode 0700) in TMPDIR; in XDG_RUNTIME_DIR or /tmp when that is missing, full or too long for a socket's path.
 * Throws a RecorderError when it can be made in none of them.
 */
export async function makeSocketFolder(): Promise<string> {
    const runtime = process.env["XDG_RUNTIME_DIR"];
    const parents = [tmpdir(), ...(runtime !== undefined && path.isAbsolute(runtime) ? [runtime] : []), "/tmp"];
    const namespace = await pidNamespace();
    for (const parent of parents) {
        if (Buffer.byteLength(parent) + roomForNames > longestSocketPath) continue;
        await removeLeft(parent, namespace);
        const made = await mkdtemp(path.join(parent, `ipcscope-${namespace}-${process.pid}-`)).catch(() => undefined);
        if (made !== undefined) return made;
    }
    throw new RecorderError(`no folder for sockets can be made in ${[...new Set(parents)].join(", ")}.`);
}

/** In which our number is ours: folders of other containers may stand beside ours. */
async function pidNamespace(): Promise<string> {
    const link = await readlink("/proc/self/ns/pid").catch(() => "");
    return /\d+/.exec(link)?.[0] ?? "0";
}

/** Removes what those left that were killed. */
async function removeLeft(parent: string, namespace: string): Promise<void> {
    const left = new RegExp(`^ipcscope-${namespace}-(\\d+)-\\w{6}$`);
    for (const name of await readdir(parent).catch(() => [])) {
        const pid = Number(left.exec(name)?.[1]);
        if (pid > 0 && !isAlive(pid)) await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => undefined);
    }
}

function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error instanceof Error && "code" in error && error.code === "EPERM";
    }
}
