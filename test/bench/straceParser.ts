/** Reads so many damaged lines of strace, in chunks of changing sizes: `npx tsx test/bench/straceParser.ts 10000000`. */
import { StraceParser } from "../../tracer/strace-parser/straceParser";
import { mutatedLog } from "../unit/strace/mutatedLog";

const wanted = Number(process.argv[2] ?? 1_000_000);
const linesOfLog = 10_000;
const bytesInMegabyte = 1 << 20;

function digest(log: Uint8Array, chunk: number): string {
    const counts = new Map<string, number>();
    let places = 0;
    const parser = new StraceParser((line) => {
        counts.set(line.kind, (counts.get(line.kind) ?? 0) + 1);
        if (line.kind === "bad") places = (Math.imul(places, 31) + line.line * 1009 + line.column) | 0;
    });
    for (let at = 0; at < log.length; at += chunk) parser.push(log.subarray(at, at + chunk));
    parser.end();
    return JSON.stringify([...counts, places]);
}

for (let seed = 1, lines = 0; lines < wanted; seed++, lines += linesOfLog) {
    const log = mutatedLog(seed, linesOfLog);
    const whole = digest(log, log.length);
    if (digest(log, 1 + (seed % 4096)) !== whole) throw new Error(`seed ${seed}: other chunks, other lines`);
    if (seed % 100 === 0) {
        console.log(`${lines + linesOfLog} lines, ${Math.round(process.memoryUsage().rss / bytesInMegabyte)} MiB: ${whole}`);
    }
}
