/** What stands in the Variables view: a name, a value, and what is in it. */
export interface Item {
    readonly name: string;
    readonly value: string;
    /** What is in it, made when it is opened. */
    readonly items?: () => readonly Item[];
    /** The object that it is: one can stop at the events that concern it. */
    readonly object?: string;
}

/** A value of JSON, with what is in it; null where it is unknown. */
export function jsonItem(name: string, value: unknown): Item {
    if (value === null || value === undefined) return { name, value: "not known" };
    if (typeof value !== "object") return { name, value: typeof value === "string" ? value : JSON.stringify(value) };
    const entries = Array.isArray(value) ? value.map((each, index) => [String(index), each] as const) : Object.entries(value);
    if (entries.length === 0) return { name, value: "none" };
    if (Array.isArray(value) && value.every((each) => typeof each === "string" || typeof each === "number")) {
        return { name, value: value.join(", ") };
    }
    const text = Array.isArray(value) ? String(value.length) : summary(entries);
    return { name, value: text, items: () => entries.map(([key, each]) => jsonItem(key, each)) };
}

const longest = 80;

function summary(entries: readonly (readonly [string, unknown])[]): string {
    const text = entries
        .filter(([, each]) => typeof each !== "object")
        .map(([key, each]) => `${key} ${String(each)}`)
        .join(", ");
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
