/** The name of a descriptor's port: "p1:3"; "p1/table2:3" where it is not in the process's first table. */
import type { ProcessId, TableId } from "../../tracer/model/identities";

export function portKey(process: ProcessId, fd: number, table: TableId | null = null): string {
    return table === null ? `${process}:${fd}` : `${process}/${table}:${fd}`;
}
