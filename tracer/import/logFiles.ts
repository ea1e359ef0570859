/** The files of a log: one, or one for each thread (-ff); compressed or not. */
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { createGunzip } from "node:zlib";
import { TraceError } from "../trace/traceError";

export interface LogFile {
    readonly path: string;
    /** Of the thread whose log it is; null: of all. */
    readonly pid: number | null;
}

const compressed = /\.(gz|zst)$/;

/** Of a folder, the files NAME.PID of one log. Throws an TraceError when there are none, or those of several logs. */
export async function logFiles(name: string): Promise<readonly LogFile[]> {
    if (!(await stat(name)).isDirectory()) return [{ path: name, pid: null }];
    const found = new Map<string, LogFile[]>();
    for (const entry of await readdir(name)) {
        const [, log, pid] = /^(.+)\.(\d+)$/.exec(entry.replace(compressed, "")) ?? [];
        if (log === undefined) continue;
        const files = found.get(log) ?? [];
        files.push({ path: path.join(name, entry), pid: Number(pid) });
        found.set(log, files);
    }
    const [only, another] = found;
    if (only === undefined) throw new TraceError(`'${name}' has no files of a log that 'strace -ff -o' wrote (NAME.PID).`);
    if (another !== undefined) throw new TraceError(`'${name}' has files of several logs: ${[...found.keys()].sort().join(", ")}.`);
    return only[1].sort((one, other) => (one.pid ?? 0) - (other.pid ?? 0));
}

/** The bytes of a log, unpacked when they are of gzip or zstd; a file is read in chunks of so many bytes. */
export async function* logBytes(name: string, chunk: number): AsyncGenerator<Uint8Array, void, void> {
    const [first, second] = await magic(name);
    const file = createReadStream(name, { highWaterMark: chunk });
    if (first === 0x1f && second === 0x8b) yield* file.pipe(createGunzip()) as AsyncIterable<Buffer>;
    else if (first === 0x28 && second === 0xb5) yield* unpacked(name);
    else yield* file as AsyncIterable<Buffer>;
}

async function magic(name: string): Promise<Uint8Array> {
    const file = await open(name, "r");
    try {
        const bytes = Buffer.alloc(2);
        await file.read(bytes, 0, 2, 0);
        return bytes;
    } finally {
        await file.close();
    }
}

/** This Node has no zstd of its own, so the program does it. */
async function* unpacked(name: string): AsyncGenerator<Buffer, void, void> {
    const program = spawn("zstd", ["--decompress", "--stdout", "--quiet", "--", name], { stdio: ["ignore", "pipe", "ignore"] });
    const ended = new Promise<void>((resolve, reject) => {
        program.once("error", () => reject(new TraceError(`'${name}' is packed with zstd, and there is no program 'zstd' to unpack it.`)));
        program.once("close", (status) =>
            status === 0 ? resolve() : reject(new TraceError(`'${name}' cannot be unpacked: zstd says that it is damaged.`)),
        );
    });
    yield* program.stdout as AsyncIterable<Buffer>;
    await ended;
}
