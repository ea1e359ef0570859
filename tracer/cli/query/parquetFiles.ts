import { readdir } from "node:fs/promises";
import path from "node:path";

/** All files of Parquet below a folder, in the order of their names; a file that is none yet has another ending. */
export async function parquetFilesIn(folder: string): Promise<readonly string[]> {
    const names = await readdir(folder, { recursive: true });
    return names
        .filter((name) => name.endsWith(".parquet"))
        .sort()
        .map((name) => path.join(folder, name));
}
