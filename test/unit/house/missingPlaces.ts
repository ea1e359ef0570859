/** Where a kind of kernel object must have its word, layer by layer. */

/** The folders and files of a kind with state, by its word as TypeScript writes it. C files and golden texts have it in snake case. */
const placesOf: readonly ((word: string) => string)[] = [
    (word) => `tracer/syscalls/${word}.ts`,
    (word) => `tracer/model/kinds/${word}.ts`,
    (word) => `tracer/interpret/${word}.ts`,
    (word) => `tracer/snapshot/${word}.ts`,
    (word) => `webview/kinds/${word}/card.ts`,
    (word) => `samples/c/${snakeCase(word)}.c`,
    (word) => `test/golden/${snakeCase(word)}/events.txt`,
    (word) => `test/golden/${snakeCase(word)}/state.txt`,
    (word) => `test/unit/${word}.test.ts`,
    (word) => `test/programs/${snakeCase(word)}.c`,
];

/** "messageQueue lacks tracer/snapshot/messageQueue.ts", for each file that the tree (paths from its root) does not have. */
export function missingPlaces(words: readonly string[], tree: ReadonlySet<string>): readonly string[] {
    return words.flatMap((word) =>
        placesOf
            .map((place) => place(word))
            .filter((path) => !tree.has(path))
            .map((path) => `${word} lacks ${path}`),
    );
}

export function snakeCase(word: string): string {
    return word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
