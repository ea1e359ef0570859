import fs from "node:fs";
import path from "node:path";

const samples = path.resolve(__dirname, "../../samples");

/** The number of the first line of a sample that holds the text, after the line that holds `after` when that is given. */
export function lineOf(sample: string, text: string, after = ""): number {
    const lines = fs.readFileSync(path.join(samples, sample), "utf8").split("\n");
    const start = lines.findIndex((line) => line.includes(after));
    const found = lines.findIndex((line, index) => index >= start && line.includes(text));
    if (start < 0 || found < 0) throw new Error(`samples/${sample} has no line with '${text}' after '${after}'`);
    return found + 1;
}
