/** Questions in SQL about files of Parquet, which a question can read and nothing else. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { CommandError, exitStatuses } from "../commandError";
import { plainValue, type PlainValue } from "./plainValue";
import { loadDuckDb } from "./duckDb";

export interface Answer {
    readonly columns: readonly string[];
    readonly rows: AsyncIterable<readonly PlainValue[]>;
}

/** A database with one view, `events`: all rows of the files. `scratch`: a folder for what does not fit into memory. */
export class Database {
    private constructor(private readonly connection: DuckDBConnection) {}

    /** Throws a CommandError when they are none of ours. */
    static async over(files: readonly string[], scratch: string): Promise<Database> {
        const { DuckDBInstance } = await loadDuckDb();
        const instance = await DuckDBInstance.create(":memory:", {
            autoinstall_known_extensions: "false",
            autoload_known_extensions: "false",
            temp_directory: scratch,
        });
        const connection = await instance.connect();
        try {
            await offer(connection, files);
        } catch (error) {
            connection.closeSync();
            throw refused(error);
        }
        return new Database(connection);
    }

    /** Throws a CommandError when this is no SQL, or asks for what is not there. */
    async ask(sql: string): Promise<Answer> {
        try {
            const result = await this.connection.stream(sql);
            return { columns: result.deduplicatedColumnNames(), rows: rowsOf(result.yieldRows()) };
        } catch (error) {
            throw refused(error);
        }
    }

    close(): void {
        this.connection.closeSync();
    }
}

/** Makes the view, and closes all else. */
async function offer(connection: DuckDBConnection, files: readonly string[]): Promise<void> {
    const list = files.map((file) => text(asPattern(file))).join(", ");
    const types = "hive_partitioning = true, hive_types = {'host': VARCHAR, 'day': DATE}, union_by_name = true";
    await connection.run(`CREATE VIEW events AS FROM read_parquet([${list}], ${types})`);
    await connection.run(`SET allowed_paths = [${[...files, ...files.map(asPattern)].map(text).join(", ")}]`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
}

async function* rowsOf(chunks: AsyncIterable<readonly (readonly unknown[])[]>): AsyncGenerator<readonly PlainValue[], void, void> {
    try {
        for await (const chunk of chunks) yield* chunk.map((row) => row.map(plainValue));
    } catch (error) {
        throw refused(error);
    }
}

/** The first line tells what is wrong; of the others, what could have been meant. */
function refused(error: unknown): CommandError {
    const [first = "", ...others] = (error instanceof Error ? error.message : String(error)).split("\n");
    const candidates = others.find((line) => /^(Candidate|Did you mean)/.test(line));
    const reason = `${first.replace(/^Failed to extract statements: /, "").replace(/[.!]$/, "")}${candidates === undefined ? "" : ` (${candidates.trim()})`}`;
    return new CommandError(`${reason}.`, exitStatuses.failure);
}

function text(value: string): string {
    return `'${value.replaceAll("'", "''")}'`;
}

/** A path in which no sign stands for others. */
function asPattern(file: string): string {
    return file.replaceAll(/[*?[]/g, "[$&]");
}
