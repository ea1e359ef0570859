import path from "node:path";
import { folderInCache, keepNewest } from "./cacheFolder";
import { traceName } from "./traceName";

const tracesKept = 20;

/** Where a launch records its trace that is not told where; the oldest of those there make room. Throws a UserError. */
export async function traceInCache(title: string): Promise<string> {
    const folder = await folderInCache("traces");
    await keepNewest(folder, tracesKept - 1);
    return path.join(folder, `${traceName(title)}.ipctrace`);
}
