import { SeededRandom } from "../../kernel/random/seededRandom";
import { sampleLines } from "./sampleLines";

const pieces = [
    "<unfinished ...>",
    "<... read resumed>",
    "(",
    ")",
    "[",
    "{",
    "}",
    '"',
    "\\",
    " => ",
    "|",
    "<",
    ">",
    "...",
    "0x",
    "[[[[[[[[",
    "{".repeat(99),
];

/** Lines of strace that something has been done to; the same for the same seed. */
export function mutatedLog(seed: number, lines: number): Buffer {
    const random = new SeededRandom(seed);
    return Buffer.from(Array.from({ length: lines }, () => mutatedLine(random)).join("\n"), "latin1");
}

function mutatedLine(random: SeededRandom): string {
    const line = random.pick(sampleLines);
    const [at, to] = [random.below(line.length + 1), random.below(line.length + 1)];
    switch (random.below(6)) {
        case 0:
            return line.slice(0, at);
        case 1:
            return line.slice(0, at) + random.pick(pieces) + line.slice(at);
        case 2:
            return line.slice(0, Math.min(at, to)) + line.slice(Math.max(at, to));
        case 3:
            return line.slice(0, at) + random.pick(sampleLines).slice(to);
        case 4:
            return line.slice(0, at) + String.fromCharCode(random.below(256)) + line.slice(at + 1);
        default:
            return `${random.below(4)} ${line}`;
    }
}
