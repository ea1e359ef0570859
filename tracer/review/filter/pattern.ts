/** Names in a filter: `pipe1`, `pipe*`, and several with commas between them. Small and capital letters are the same. */
export type NamePattern = (name: string) => boolean;

export function patternOf(value: string): NamePattern {
    const expression = new RegExp(
        `^(?:${value
            .split(",")
            .map((name) => name.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*"))
            .join("|")})$`,
        "is",
    );
    return (name) => expression.test(name);
}
