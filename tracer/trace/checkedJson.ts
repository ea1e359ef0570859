/** Takes values out of parsed JSON that anybody may have written. What is not of the type throws a RangeError. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function jsonObject(value: unknown): JsonObject {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new RangeError("no JSON object");
    return value as JsonObject;
}

export function jsonList<Item>(value: unknown, item: (value: unknown) => Item): readonly Item[] {
    if (!Array.isArray(value)) throw new RangeError("no JSON array");
    return value.map(item);
}

export function jsonString(value: unknown): string {
    if (typeof value !== "string") throw new RangeError("no JSON string");
    return value;
}

/** An integer, but not necessarily an exact one: a directory's position may be beyond 2^53. */
export function jsonInteger(value: unknown): number {
    if (typeof value !== "number" || !Number.isInteger(value)) throw new RangeError("no integer");
    return value;
}

/** A string that matches as a whole. */
export function jsonStringLike(value: unknown, pattern: RegExp): string {
    const text = jsonString(value);
    if (pattern.exec(text)?.[0] !== text) throw new RangeError("a string of another form");
    return text;
}
