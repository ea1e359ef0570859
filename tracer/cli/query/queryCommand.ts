/** `ipcscope query`: a question in SQL about any number of traces. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { CommandError, exitStatuses } from "../commandError";
import { warn } from "../terminal";
import { printAnswer } from "./answerPrinter";
import { Database } from "./database";
import { loadDuckDb } from "./duckDb";
import { parquetFilesIn } from "./parquetFiles";
import { TableCache } from "./tableCache";

export interface QueryOptions {
    readonly json?: true;
    readonly csv?: true;
}

/** `places`: traces, and folders that `ipcscope export --format parquet` has written. */
export async function queryCommand(sql: string, places: readonly string[], { json, csv }: QueryOptions): Promise<void> {
    await loadDuckDb(); // Before anything takes time.
    const cache = await TableCache.open();
    try {
        const files = await filesOf(places, cache);
        await cache.withScratch(async (scratch) => {
            const database = await Database.over(files, scratch);
            try {
                await printAnswer(await database.ask(sql), json === true ? "json" : csv === true ? "csv" : "table");
            } finally {
                database.close();
            }
        });
    } finally {
        await cache.close();
    }
}

/** Each recording once, though it is named twice. */
async function filesOf(places: readonly string[], cache: TableCache): Promise<readonly string[]> {
    const byPart = new Map<string, string>();
    for (const place of places) {
        const files = (await isFolder(place)) ? await filesInFolder(place) : await cache.filesOf(place);
        const fresh = files.filter((file) => !byPart.has(partOf(file)));
        if (fresh.length < files.length) warn(`'${place}' has a recording that was named before; it counts once.`);
        for (const file of fresh) byPart.set(partOf(file), file);
    }
    return [...byPart.values()];
}

/** The file's name has the recording's; the folder that it is in, the day. */
function partOf(file: string): string {
    return `${path.basename(path.dirname(file))}/${path.basename(file)}`;
}

async function isFolder(place: string): Promise<boolean> {
    return (await stat(place).catch(() => null))?.isDirectory() === true;
}

async function filesInFolder(folder: string): Promise<readonly string[]> {
    const files = await parquetFilesIn(folder);
    if (files.length > 0) return files;
    throw new CommandError(
        `'${folder}' has no table of events: name traces, or a folder of 'ipcscope export --format parquet'.`,
        exitStatuses.failure,
    );
}
