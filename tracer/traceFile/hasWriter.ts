/** Whether a file is still being written: proc(5) tells who has it open. */
import { readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import path from "node:path";

/** True also when that cannot be told, since the file is another user's, who may be the one that writes it. */
export async function hasWriter(file: string): Promise<boolean> {
    let real: string;
    try {
        const owner = (await stat(file)).uid;
        const user = process.getuid?.();
        if (user !== 0 && user !== owner) return true;
        real = await realpath(file);
    } catch {
        return false; // It is gone.
    }
    for (const pid of await names("/proc")) {
        if (/^\d+$/.test(pid) && (await writes(pid, real))) return true;
    }
    return false;
}

async function writes(pid: string, file: string): Promise<boolean> {
    const descriptors = path.join("/proc", pid, "fd");
    for (const fd of await names(descriptors)) {
        const link = await readlink(path.join(descriptors, fd)).catch(() => null);
        if (link === file && (await isOpenToWrite(pid, fd))) return true;
    }
    return false;
}

async function isOpenToWrite(pid: string, fd: string): Promise<boolean> {
    const info = await readFile(path.join("/proc", pid, "fdinfo", fd), "utf8").catch(() => "");
    const accessMode = 0o3;
    const readOnly = 0o0;
    const flags = /^flags:\s*([0-7]+)$/m.exec(info)?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & accessMode) !== readOnly;
}

/** None when it cannot be read: the process is gone, or another user's. */
async function names(directory: string): Promise<readonly string[]> {
    return await readdir(directory).catch(() => []);
}
