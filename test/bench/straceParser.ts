/**
 * Reads so many damaged lines of strace, in chunks of changing sizes, and imports them: `npx tsx test/bench/straceParser.ts 10000000 [SEED]`,
 * from a seed on (default: 1).
 */
import { LogImporter } from "../../tracer/import/logImporter";
import { StraceParser } from "../../tracer/strace-parser/straceParser";
import { mutatedLog } from "../unit/strace/mutatedLog";

const wanted = Number(process.argv[2] ?? 1_000_000);
const firstSeed = Number(process.argv[3] ?? 1);
const linesOfLog = 10_000;
const bytesInMegabyte = 1 << 20;

/** `importer`: gets the lines, too. */
function digest(log: Uint8Array, chunk: number, importer: LogImporter | null): string {
    const counts = new Map<string, number>();
    let places = 0;
    const parser = new StraceParser((line) => {
        counts.set(line.kind, (counts.get(line.kind) ?? 0) + 1);
        if (line.kind === "bad") places = (Math.imul(places, 31) + line.line * 1009 + line.column) | 0;
        importer?.take(line);
    });
    for (let at = 0; at < log.length; at += chunk) {
        parser.push(log.subarray(at, at + chunk));
        importer?.drain();
    }
    parser.end();
    importer?.end();
    return JSON.stringify([...counts, places]);
}

let most = 0;
for (let seed = firstSeed, lines = 0; lines < wanted; seed++, lines += linesOfLog) {
    const log = mutatedLog(seed, linesOfLog);
    const whole = digest(log, log.length, null);
    if (digest(log, 1 + (seed % 4096), new LogImporter()) !== whole) throw new Error(`seed ${seed}: other chunks, other lines`);
    most = Math.max(most, process.memoryUsage().rss);
    if ((seed - firstSeed) % 100 !== 99) continue;
    console.log(`${lines + linesOfLog} lines to seed ${seed}, at most ${Math.round(most / bytesInMegabyte)} MiB`);
}
