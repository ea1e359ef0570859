/** `ipcscope export --format parquet`. */
import { baseName } from "../../model/baseName";
import { usageError } from "../commandError";
import { readWholeTrace } from "../reviewTrace";
import { printText } from "../terminal";
import { recordingOf } from "./recordingOf";
import { writeParquet } from "./writeParquet";

/** `output`: the folder, which may have those of other traces; absent: named after the trace, in the working directory. */
export async function exportParquet(path: string, output: string | undefined, replace: boolean): Promise<void> {
    if (output === "-") throw usageError("Parquet is a folder of files, by host and day: name one with -o.");
    const { trace, header } = await readWholeTrace(path);
    const folder = output ?? `${baseName(path).replace(/\.ipctrace$/, "")}.parquet`;
    for (const file of await writeParquet(trace, recordingOf(path, header), folder, replace)) printText(`${file}\n`);
}
