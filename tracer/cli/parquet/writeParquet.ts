/** A trace as files of Parquet, in folders by host and day as Hive names them: `host=…/day=…/part-….parquet`. */
import path from "node:path";
import type { RecordedTrace } from "../../review/recordedTrace";
import type { Recording } from "../../export/rows/recording";
import { cannotWrite } from "../commandError";
import { makeFolder } from "../../traceFile/makeFolder";
import { PartFile } from "../../traceFile/partFile";
import { parquet } from "./parquetFile";

/** How Hive, and all who read its folders, name a value that is not known. */
const unknownValue = "__HIVE_DEFAULT_PARTITION__";

/**
 * Returns the files, which are whole when they have their names. `replace`: files that are there; else a CommandError is thrown, and nothing
 * of them is changed.
 */
export async function writeParquet(
    trace: RecordedTrace,
    recording: Recording,
    folder: string,
    replace: boolean,
): Promise<readonly string[]> {
    const written: string[] = [];
    let [part, name]: [PartFile | null, string] = [null, ""];
    try {
        for (const { day, bytes } of parquet(trace, recording)) {
            const next = path.join(folder, partition("host", recording.host), partition("day", day), `part-${recording.id}.parquet`);
            if (next !== name) {
                await part?.finish(replace);
                name = next;
                await makeFolder(path.dirname(name));
                part = await PartFile.begin(name, 0o600);
                written.push(name);
            }
            await part?.append(bytes);
        }
        await part?.finish(replace);
    } catch (error) {
        await part?.discard();
        throw cannotWrite(name, error);
    }
    return written;
}

/** What may stand in a folder's name is left; all else is spelled in percent signs, as in Hive. */
function partition(column: string, value: string | null): string {
    return `${column}=${value === null || value === "" ? unknownValue : encodeURIComponent(Buffer.from(value).toString())}`;
}
