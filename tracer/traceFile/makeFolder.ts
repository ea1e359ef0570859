import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

/**
 * With those above it, where they are not there. Throws what mkdir(2) says: a folder in which none can be made, as in /proc, says ENOENT, and
 * Node's own way to do it tries again and again then.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
    try {
        await mkdir(folder, mode);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "EEXIST" && (await isFolder(folder))) return;
        const above = path.dirname(path.resolve(folder));
        if (code !== "ENOENT" || (await isFolder(above))) throw error;
        await makeFolder(above, mode);
        return makeFolder(folder, mode); // Another one may have made it meanwhile.
    }
}

async function isFolder(name: string): Promise<boolean> {
    return stat(name).then(
        (there) => there.isDirectory(),
        () => false,
    );
}
