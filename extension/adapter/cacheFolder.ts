import { readdir, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { makeFolder } from "../../tracer/traceFile/makeFolder";
import { systemErrorReason } from "../../tracer/traceFile/systemErrorReason";
import { cacheNotWritable } from "./messages";

/** Where compiled programs and traces are kept between launches. */
function cacheFolder(): string {
    const base = process.env["XDG_CACHE_HOME"];
    return path.join(base !== undefined && path.isAbsolute(base) ? base : path.join(homedir(), ".cache"), "ipcscope");
}

/** A folder in the cache, made if it is not there. */
export async function folderInCache(...names: string[]): Promise<string> {
    const folder = path.join(cacheFolder(), ...names);
    try {
        await makeFolder(folder, 0o700);
    } catch (error) {
        throw cacheNotWritable(folder, systemErrorReason(error));
    }
    return folder;
}

/** Removes all files of a folder but the newest ones. */
export async function keepNewest(folder: string, count: number): Promise<void> {
    const files = await Promise.all(
        (await readdir(folder)).map(async (name) => {
            const file = path.join(folder, name);
            const facts = await stat(file).catch(() => undefined);
            return { file, time: facts?.mtimeMs ?? 0 };
        }),
    );
    files.sort((left, right) => right.time - left.time);
    await Promise.all(files.slice(count).map(({ file }) => rm(file, { force: true, recursive: true })));
}
