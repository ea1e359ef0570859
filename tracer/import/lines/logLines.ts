/** The lines of a log in the order of what happened, from one file or from one for each thread (strace -ff). */
import { StraceParser, type TakeLine } from "../../strace-parser/straceParser";
import { logBytes, type LogFile } from "./logFiles";
import { ThreadLog } from "./threadLog";

const [wholeChunk, smallestChunk] = [1 << 18, 1 << 12];
/** Of all files together, so many bytes are held. */
const heldBytes = 1 << 24;
const linesBetweenPauses = 4096;

/** `take` gets each line; now and then `pause` is waited for, so that what came of them can be put away. */
export async function readLines(files: readonly LogFile[], take: TakeLine, pause: () => Promise<void>): Promise<void> {
    const [only, another] = files;
    if (only !== undefined && another === undefined && only.pid === null) await readOne(only.path, take, pause);
    else await merge(files, take, pause);
}

/** A log in one file has its order already. */
async function readOne(name: string, take: TakeLine, pause: () => Promise<void>): Promise<void> {
    const parser = new StraceParser(take);
    for await (const bytes of logBytes(name, wholeChunk)) {
        parser.push(bytes);
        await pause();
    }
    parser.end();
}

/** Of lines with the same time, those of the first file come first. */
async function merge(files: readonly LogFile[], take: TakeLine, pause: () => Promise<void>): Promise<void> {
    const chunk = Math.max(smallestChunk, Math.min(wholeChunk, Math.floor(heldBytes / files.length)));
    const waiting: ThreadLog[] = [];
    for (const [order, file] of files.entries()) {
        const log = new ThreadLog(file, order, chunk);
        if (await log.fill()) insert(waiting, log);
    }
    let taken = 0;
    for (let first = waiting.pop(); first !== undefined; first = waiting.pop()) {
        const next = waiting.at(-1);
        let more = true;
        while (more && (next === undefined || first.isBefore(next))) {
            take(first.shift());
            more = !first.isEmpty || first.refill() || (await first.fill());
            if (++taken % linesBetweenPauses === 0) await pause();
        }
        if (more) insert(waiting, first);
    }
}

/** The earliest is the last. */
function insert(waiting: ThreadLog[], log: ThreadLog): void {
    let [low, high] = [0, waiting.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        const other = waiting[middle];
        if (other !== undefined && log.isBefore(other)) low = middle + 1;
        else high = middle;
    }
    waiting.splice(low, 0, log);
}
