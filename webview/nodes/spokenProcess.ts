/** What a screen reader says of a process. */
import { lastPart } from "../card/visibleText";
import { mostRows } from "../layout/measures";
import type { ProcessCard, TableRow } from "../scene/scene";

export function spokenProcess(card: ProcessCard): string {
    const table = card.rows
        .slice(0, mostRows)
        .map((row) => `${namedRow(row)}${row.note === null ? "" : ` (${row.note})`}${row.mark === "new" ? ", new" : ""}`);
    const more = card.rows.length - table.length;
    return [
        `Process ${card.id}, ${lastPart(card.command)}, pid ${card.pid}${card.origin === null ? "" : `, ${card.origin}`}`,
        `${card.stateText}${card.alsoFrozen ? ", frozen" : ""}`,
        card.badges.join(", "),
        card.detail ?? "",
        card.link === null ? "" : `at ${card.link.text}`,
        table.length === 0 ? "" : `Descriptors: ${table.join("; ")}${more === 0 ? "" : `; and ${more} more`}`,
    ]
        .filter((part) => part !== "")
        .join(". ");
}

function namedRow(row: TableRow): string {
    switch (row.kind) {
        case "descriptor":
            return `${row.fd} ${row.label}`;
        case "use":
            return `without a descriptor, ${row.label}`;
        case "signal":
            return row.label;
        case "heading":
            return `table of ${row.label}`;
    }
}
