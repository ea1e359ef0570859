/** Values of SQL as values of JSON. */
import { exactNumber } from "../../model/words";

export type PlainValue = null | boolean | number | string | readonly PlainValue[] | { readonly [name: string]: PlainValue };

/** Whole numbers that no number holds exactly, moments and all types without a twin in JSON are texts. */
export function plainValue(value: unknown): PlainValue {
    if (value === null || value === undefined) return null;
    if (typeof value === "boolean" || typeof value === "number" || typeof value === "string") return value;
    if (typeof value === "bigint") return exactNumber(value);
    if (typeof value !== "object") return null;
    if ("items" in value && Array.isArray(value.items)) return value.items.map(plainValue);
    if ("entries" in value && isRecord(value.entries)) {
        return Object.fromEntries(Object.entries(value.entries).map(([name, each]) => [name, plainValue(each)]));
    }
    return isDecimal(value) ? value.toDouble() : (value as Written).toString();
}

/** DuckDB's own values say how they are written. */
interface Written {
    toString(): string;
}

function isDecimal(value: object): value is { toDouble(): number } {
    return "toDouble" in value && typeof value.toDouble === "function";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
