/** Sentences about the comparison of two traces that a user can see: one function each. */

export function comparing(first: string, second: string): string {
    return `Comparing ${first} and ${second}`;
}

export function notCompared(first: string, second: string, reason: string): string {
    return `${first} and ${second} were not compared: ${reason}`;
}

export function compareTwo(): string {
    return "Two traces can be compared: select two files, or one and choose the other.";
}
