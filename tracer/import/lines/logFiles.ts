/** The files of a log: one, or one for each thread (-ff); compressed or not. */
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { TraceError } from "../../trace/traceError";

export interface LogFile {
    readonly path: string;
    /** Of the thread whose log it is; null: of all. */
    readonly pid: number | null;
}

/** Bytes that tell how it is packed. */
const magicLength = 2;

const compressed = /\.(gz|zst)$/;

/**
 * Of a folder, the files NAME.PID of one log; of a name that is no file, those of `strace -ff -o NAME`. Throws a TraceError when a folder has
 * none, or those of several logs, and what stat(2) says when there is nothing.
 */
export async function logFiles(name: string): Promise<readonly LogFile[]> {
    const there = await stat(name).catch(() => null);
    if (there === null) return (await logsIn(path.dirname(name)).catch(() => null))?.get(path.basename(name)) ?? asFile(name);
    if (!there.isDirectory()) return asFile(name);
    const found = await logsIn(name);
    const [only, another] = found;
    if (only === undefined) throw new TraceError(`'${name}' has no files of a log that 'strace -ff -o' wrote (NAME.PID).`);
    if (another !== undefined) {
        const names = [...found.keys()].sort();
        throw new TraceError(
            `'${name}' has files of several logs, ${names.join(", ")}: name one, such as '${path.join(name, names[0] ?? "")}'.`,
        );
    }
    return only[1];
}

async function asFile(name: string): Promise<readonly LogFile[]> {
    await stat(name);
    return [{ path: name, pid: null }];
}

/** By NAME, the files NAME.PID of a folder. */
async function logsIn(folder: string): Promise<ReadonlyMap<string, readonly LogFile[]>> {
    const found = new Map<string, LogFile[]>();
    for (const entry of await readdir(folder)) {
        const [, log, pid] = /^(.+)\.(\d+)$/.exec(entry.replace(compressed, "")) ?? [];
        if (log === undefined) continue;
        const files = found.get(log) ?? [];
        files.push({ path: path.join(folder, entry), pid: Number(pid) });
        found.set(log, files);
    }
    for (const files of found.values()) files.sort((one, other) => (one.pid ?? 0) - (other.pid ?? 0));
    return found;
}

/** The bytes of a log, unpacked when they are of gzip or zstd; it is read once, so it may be a pipe, and in chunks of so many bytes. */
export async function* logBytes(name: string, chunk: number): AsyncGenerator<Uint8Array, void, void> {
    const read: AsyncIterable<Buffer, undefined> = createReadStream(name, { highWaterMark: chunk });
    const chunks = read[Symbol.asyncIterator]();
    let beginning = Buffer.alloc(0);
    while (beginning.length < magicLength) {
        const { value, done } = await chunks.next();
        if (done === true) break;
        beginning = Buffer.concat([beginning, value]);
    }
    const [first, second] = beginning;
    const file = joined(beginning, chunks);
    if (first === 0x1f && second === 0x8b) yield* unzipped(name, Readable.from(file));
    else if (first === 0x28 && second === 0xb5) yield* unpacked(name, Readable.from(file));
    else yield* file;
}

async function* joined(beginning: Buffer, rest: AsyncIterator<Buffer, undefined>): AsyncGenerator<Buffer, void, void> {
    yield beginning;
    yield* { [Symbol.asyncIterator]: () => rest };
}

async function* unzipped(name: string, file: Readable): AsyncGenerator<Buffer, void, void> {
    const unzip = createGunzip();
    file.once("error", (error) => unzip.destroy(error));
    try {
        yield* file.pipe(unzip) as AsyncIterable<Buffer>;
    } catch (error) {
        // Node gives zlib's errors numbers that are those of other errors of the system.
        const isOfZlib = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
        throw isOfZlib ? new TraceError(`'${name}' cannot be unpacked: gzip says that it is damaged (${error.message}).`) : error;
    }
}

/** This Node has no zstd of its own, so the program does it. */
async function* unpacked(name: string, file: Readable): AsyncGenerator<Buffer, void, void> {
    const program = spawn("zstd", ["--decompress", "--stdout", "--quiet"], { stdio: ["pipe", "pipe", "ignore"] });
    const ended = new Promise<void>((resolve, reject) => {
        file.once("error", reject);
        program.once("error", () => reject(new TraceError(`'${name}' is packed with zstd, and there is no program 'zstd' to unpack it.`)));
        program.once("close", (status) =>
            status === 0 ? resolve() : reject(new TraceError(`'${name}' cannot be unpacked: zstd says that it is damaged.`)),
        );
    });
    ended.catch(() => undefined); // It is awaited when all has been read.
    program.stdin.on("error", () => undefined); // Where the program has ended before, its status tells why.
    file.once("error", () => program.kill());
    file.pipe(program.stdin);
    yield* program.stdout as AsyncIterable<Buffer>;
    await ended;
}
