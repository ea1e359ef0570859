/** A trace as files of Parquet, in folders by host and day as Hive names them: `host=…/day=…/part-….parquet`. */
import { mkdir, open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { RecordedTrace } from "../../review/recordedTrace";
import type { Recording } from "../../export/rows/recording";
import { cannotWrite } from "../commandError";
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
    let part: Part | null = null;
    try {
        for (const { day, bytes } of parquet(trace, recording)) {
            const file = path.join(folder, partition("host", recording.host), partition("day", day), `part-${recording.id}.parquet`);
            if (part !== null && part.file !== file) written.push(await part.finish());
            if (part?.file !== file) part = await Part.begin(file, replace);
            await part.write(bytes);
        }
        if (part !== null) written.push(await part.finish());
    } catch (error) {
        await part?.abandon();
        throw error;
    }
    return written;
}

/** What may stand in a folder's name is left; all else is spelled in percent signs, as in Hive. */
function partition(column: string, value: string | null): string {
    return `${column}=${value === null || value === "" ? unknownValue : encodeURIComponent(Buffer.from(value).toString())}`;
}

class Part {
    private constructor(
        readonly file: string,
        private readonly unfinished: string,
        private readonly handle: FileHandle,
    ) {}

    static async begin(file: string, replace: boolean): Promise<Part> {
        try {
            await mkdir(path.dirname(file), { recursive: true });
            if (!replace && (await isThere(file))) throw Object.assign(new Error(), { errno: 17, code: "EEXIST" });
            const unfinished = `${file}.${process.pid}`;
            return new Part(file, unfinished, await open(unfinished, "w", 0o600));
        } catch (error) {
            throw cannotWrite(file, error);
        }
    }

    async write(bytes: Uint8Array): Promise<void> {
        await this.guarded(() => this.handle.appendFile(bytes));
    }

    async finish(): Promise<string> {
        await this.guarded(() => this.handle.close());
        await this.guarded(() => rename(this.unfinished, this.file));
        return this.file;
    }

    async abandon(): Promise<void> {
        await this.handle.close().catch(() => undefined);
        await rm(this.unfinished, { force: true });
    }

    private async guarded(action: () => Promise<void>): Promise<void> {
        try {
            await action();
        } catch (error) {
            throw cannotWrite(this.file, error);
        }
    }
}

async function isThere(file: string): Promise<boolean> {
    return stat(file).then(
        () => true,
        () => false,
    );
}
