import { readdir } from "node:fs/promises";
import path from "node:path";

/** How `ipcscope export` names them; a file that is not whole yet has another ending. */
const table = /(^|\/)host=[^/]*\/day=[^/]*\/[^/]*\.parquet$/;

/** All tables of events below a folder, in the order of their names. */
export async function parquetFilesIn(folder: string): Promise<readonly string[]> {
    const names = await readdir(folder, { recursive: true });
    return names
        .filter((name) => table.test(path.join(folder, name)))
        .sort()
        .map((name) => path.join(folder, name));
}
