/** Traces as files of Parquet, kept in the user's cache: a second question finds them there. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { mkdtemp, readdir, realpath, rename, rm, stat, utimes } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { cannotReadTrace } from "../../trace/traceError";
import { makeFolder } from "../../traceFile/makeFolder";
import { systemErrorReason } from "../../traceFile/systemErrorReason";
import { recordingOf } from "../parquet/recordingOf";
import { writeParquet } from "../parquet/writeParquet";
import { readWholeTrace } from "../reviewTrace";
import { parquetFilesIn } from "./parquetFiles";

/** Bytes: more than that is not kept beyond the question that needed it. */
const mostKept = 8 * 2 ** 30;
/** Milliseconds: what is unfinished for longer is somebody's who was killed. */
const longestUnfinished = 24 * 3600 * 1000;

export class TableCache {
    private constructor(
        private readonly folder: string,
        private readonly isOwn: boolean,
    ) {}

    /** Where nothing can be kept, it lasts as long as the question. */
    static async open(environment: NodeJS.ProcessEnv = process.env): Promise<TableCache> {
        const base = environment["XDG_CACHE_HOME"] ?? "";
        const folder = path.join(path.isAbsolute(base) ? base : path.join(os.homedir(), ".cache"), "ipcscope", "tables");
        try {
            await makeFolder(folder, 0o700);
            await rm(await mkdtemp(path.join(folder, "try-")), { recursive: true });
            return new TableCache(folder, true);
        } catch {
            return new TableCache(await mkdtemp(path.join(os.tmpdir(), "ipcscope-tables-")), false);
        }
    }

    /** The trace's files. Throws a TraceError when it cannot be read. */
    async filesOf(trace: string): Promise<readonly string[]> {
        const entry = path.join(this.folder, await this.nameOf(trace));
        const known = await parquetFilesIn(entry).catch(() => []);
        if (known.length > 0) {
            await utimes(entry, new Date(), new Date()).catch(() => undefined);
            return known;
        }
        const fresh = await mkdtemp(path.join(this.folder, "new-"));
        try {
            const { trace: events, header } = await readWholeTrace(trace);
            await writeParquet(events, recordingOf(trace, header), fresh, false);
            // Somebody else may have been faster.
            await rename(fresh, entry).catch(() => undefined);
            return await parquetFilesIn(entry);
        } finally {
            await rm(fresh, { recursive: true, force: true });
        }
    }

    /** A folder for what does not fit into memory; gone when `act` is done. */
    async withScratch(act: (folder: string) => Promise<void>): Promise<void> {
        const folder = await mkdtemp(path.join(this.folder, "new-"));
        try {
            await act(folder);
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    }

    /** When the question is answered: what was used longest ago goes first. */
    async close(): Promise<void> {
        if (!this.isOwn) return rm(this.folder, { recursive: true, force: true });
        const entries = await Promise.all((await readdir(this.folder)).map((name) => kept(path.join(this.folder, name))));
        let sum = 0;
        for (const { folder, bytes, used, isWhole } of entries.sort((one, other) => other.used - one.used)) {
            sum += bytes;
            const isLeft = !isWhole && used < Date.now() - longestUnfinished;
            if (isLeft || (isWhole && sum > mostKept)) await rm(folder, { recursive: true, force: true });
        }
    }

    /** Another trace, or one that has grown, or another ipcscope: another name. */
    private async nameOf(trace: string): Promise<string> {
        try {
            const [file, { dev, ino, size, mtimeNs }] = await Promise.all([realpath(trace), stat(trace, { bigint: true })]);
            const { size: ownSize, mtimeMs } = statSync(__filename);
            const facts = [file, dev, ino, size, mtimeNs, ownSize, mtimeMs].map(String);
            return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 32);
        } catch (error) {
            throw cannotReadTrace(trace, systemErrorReason(error));
        }
    }
}

interface Kept {
    readonly folder: string;
    readonly bytes: number;
    /** Milliseconds since the epoch. */
    readonly used: number;
    readonly isWhole: boolean;
}

/** What goes meanwhile takes no room. */
async function kept(folder: string): Promise<Kept> {
    const files = await parquetFilesIn(folder).catch(() => []);
    const [used, ...sizes] = await Promise.all([folder, ...files].map((file) => stat(file).catch(() => null)));
    return {
        folder,
        bytes: sizes.reduce((sum, facts) => sum + (facts?.size ?? 0), 0),
        used: used?.mtimeMs ?? 0,
        isWhole: !path.basename(folder).startsWith("new-"),
    };
}
