/** DuckDB, which is there only where somebody has installed it. */
import type * as DuckDb from "@duckdb/node-api";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { CommandError, exitStatuses } from "../commandError";

export type DuckDbModule = typeof DuckDb;

/** From beside ipcscope, else from the user's own data. Throws a CommandError that says how to get it where it is not there. */
export async function loadDuckDb(): Promise<DuckDbModule> {
    const own = path.join(process.env["XDG_DATA_HOME"] ?? path.join(os.homedir(), ".local/share"), "ipcscope");
    try {
        return await import("@duckdb/node-api");
    } catch (error) {
        if (!isMissing(error)) throw cannotLoad(error);
    }
    try {
        return createRequire(path.join(own, "package.json"))("@duckdb/node-api") as DuckDbModule;
    } catch (error) {
        if (!isMissing(error)) throw cannotLoad(error);
        throw new CommandError(
            `SQL needs DuckDB, which is not installed: npm install --prefix ${own} @duckdb/node-api`,
            exitStatuses.failure,
        );
    }
}

function isMissing(error: unknown): boolean {
    return error instanceof Error && "code" in error && (error.code === "MODULE_NOT_FOUND" || error.code === "ERR_MODULE_NOT_FOUND");
}

function cannotLoad(error: unknown): CommandError {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return new CommandError(`DuckDB is installed and does not start: ${reason.replace(/\.$/, "")}.`, exitStatuses.failure);
}
