/** Whether a row leads anywhere: neither a closed descriptor nor a heading does. */
import type { TableRow } from "./scene";

export function isOpen(row: TableRow): boolean {
    return row.kind === "use" || (row.kind === "descriptor" && row.open);
}

export function isClosed(row: TableRow): boolean {
    return row.kind === "descriptor" && !row.open;
}
