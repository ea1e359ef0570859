/** A part of the state that may be changed in place: its lists and maps too, but not what stands in them. */
export type Mutable<Part> = {
    -readonly [Key in keyof Part]: Part[Key] extends readonly (infer Item)[]
        ? Item[]
        : Part[Key] extends ReadonlyMap<infer Name, infer Item>
          ? Map<Name, Item>
          : Part[Key];
};

/** A copy of a part that may be changed without harm to the part itself. */
export function copyOf<Part extends object>(part: Part): Part {
    const copy = { ...part } as Record<string, unknown>;
    for (const key in copy) {
        const value = copy[key];
        if (Array.isArray(value)) copy[key] = value.slice();
        else if (value instanceof Map) copy[key] = new Map(value);
    }
    return copy as Part;
}
