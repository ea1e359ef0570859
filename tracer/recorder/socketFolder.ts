/** A private folder for the sockets between client and engine. */
import { mkdtemp, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemErrorReason } from "../traceFile/systemErrorReason";
import { RecorderError } from "./recorderError";

/** Of a UNIX socket's path, without the zero at its end (unix(7): sun_path has 108). */
const longestSocketPath = 107;
/** For the folder's random end and the names of sockets in it. */
const roomForNames = 60;
/** Sockets take none, but the file that is run in a terminal does. In bytes. */
const roomForFiles = 4096;

/**
 * Makes the folder (mode 0700) in TMPDIR; in XDG_RUNTIME_DIR or /tmp when that is missing, full or too long for a socket's path.
 * Throws a RecorderError when it can be made in none of them.
 */
export async function makeSocketFolder(): Promise<string> {
    const runtime = process.env["XDG_RUNTIME_DIR"];
    const parents = [tmpdir(), ...(runtime !== undefined && path.isAbsolute(runtime) ? [runtime] : []), "/tmp"];
    const namespace = await pidNamespace();
    const reasons = new Set<string>();
    for (const parent of parents) {
        try {
            return await makeIn(parent, namespace);
        } catch (error) {
            reasons.add(`in ${parent} (${systemErrorReason(error)})`);
        }
    }
    throw new RecorderError(`no folder for sockets can be made ${[...reasons].join(" or ")}.`);
}

async function makeIn(parent: string, namespace: string): Promise<string> {
    if (Buffer.byteLength(parent) + roomForNames > longestSocketPath) throw new Error("too long for the path of a socket");
    await removeLeft(parent, namespace);
    const made = await mkdtemp(path.join(parent, `ipcscope-${namespace}-${process.pid}-`));
    try {
        await tryRoom(made);
        return made;
    } catch (error) {
        await rm(made, { recursive: true, force: true });
        throw error;
    }
}

/** No figure of statfs(2) tells of quotas. */
async function tryRoom(folder: string): Promise<void> {
    const file = path.join(folder, "room");
    await writeFile(file, Buffer.alloc(roomForFiles));
    await rm(file);
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
