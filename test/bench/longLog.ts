/** Logs as long as one wants: of two ends of a pipe, of calls of all kinds, and of threads that interrupt each other, together or in a file for each. */
import fs from "node:fs";
import path from "node:path";

/** `threads`: four, every second call of which is unfinished and resumed. `folder`: the same calls as `strace -ff` logs them. */
export type LongLog = "pipe" | "all" | "threads" | "folder";

export const longLogs: readonly LongLog[] = ["pipe", "all", "threads", "folder"];

const threads = 4;
const first = 1000;

const head = [
    `${first} 1700000000.000000 execve("/bin/a", ["a"], 0x7ffd0 /* 1 vars */) = 0`,
    `${first} 1700000000.000001 pipe2([3<pipe:[7]>, 4<pipe:[7]>], 0) = 0`,
    ...Array.from({ length: threads - 1 }, (_, index) => `${first} 1700000000.000002 fork() = ${first + 1 + index}`),
];

interface LoggedCall {
    /** The call as it stands in a line. */
    readonly whole: string;
    /** Up to where it waits. */
    readonly begun: string;
}

/** No two are the same: what moves, and where it is, changes from call to call. */
function call(kind: LongLog, index: number): LoggedCall {
    const text = payload(index);
    const address = `0x7f1f5c${(index & 0xfff).toString(16).padStart(3, "0")}000`;
    const bare = kind === "pipe";
    const [reader, writer] = bare ? ["3", "4"] : ["3<pipe:[7]>", "4<pipe:[7]>"];
    const file = `5</usr/lib/x86_64-linux-gnu/lib${index % 97}.so.6>`;
    const calls: readonly (readonly [begun: string, rest: string])[] = [
        [`write(${writer}, "${text}", 40`, ") = 40"],
        [`read(${reader}, `, `"${text}", 40) = 40`],
        [`openat(AT_FDCWD</home/a>, "/usr/lib/x86_64-linux-gnu/lib${index % 97}.so.6", O_RDONLY|O_CLOEXEC`, `) = ${file}`],
        [`newfstatat(${file}, "", `, `{st_mode=S_IFREG|0644, st_size=${index}, ...}, AT_EMPTY_PATH) = 0`],
        [`mmap(NULL, ${index}, PROT_READ, MAP_PRIVATE, ${file}, 0`, `) = ${address}`],
        [`close(${file}`, ") = 0"],
        [`futex(0x55f1${index.toString(16)}, FUTEX_WAKE_PRIVATE, 1`, ") = 0"],
        [`poll([{fd=${reader}, events=POLLIN}], 1, ${index % 1000}`, ") = 0 (Timeout)"],
        [
            `rt_sigaction(SIGCHLD, {sa_handler=${address}, sa_mask=[INT CHLD], sa_flags=SA_RESTORER|SA_RESTART, sa_restorer=0x7f12}, `,
            "NULL, 8) = 0",
        ],
        ["brk(NULL", `) = ${address}`],
    ];
    const [begun, rest] = calls[index % (bare ? 2 : calls.length)] ?? ["", ""];
    return { whole: `${begun}${rest}`, begun };
}

/** 40 bytes. */
function payload(index: number): string {
    return `${"request number ".padEnd(30, "x")}${String(index).padStart(10, "0")}`;
}

function moment(index: number): string {
    return (1_700_000_000 + index / 1e6).toFixed(6);
}

/** Lines of a round, each with its thread. */
function* round(kind: LongLog, index: number): Generator<readonly [thread: number, line: string], void, void> {
    if (kind === "pipe" || kind === "all") {
        yield [0, `${moment(index)} ${call(kind, index).whole}`];
        return;
    }
    const calls = Array.from({ length: threads }, (_, thread) => call(kind, index + thread));
    for (const [thread, { whole, begun }] of calls.entries()) {
        const isUnfinished = kind === "threads" && thread % 2 === 0;
        yield [thread, `${moment(index + thread)} ${isUnfinished ? `${begun.trimEnd()} <unfinished ...>` : whole}`];
    }
    if (kind === "folder") return;
    for (const [thread, { whole, begun }] of calls.entries()) {
        const name = begun.slice(0, begun.indexOf("("));
        if (thread % 2 === 0) yield [thread, `${moment(index + threads)} <... ${name} resumed>${whole.slice(begun.length)}`];
    }
}

/** Pieces of a log of so many bytes, without its end in the middle of a line; `thread`: whose file gets it. */
function* pieces(kind: LongLog, bytes: number): Generator<{ readonly thread: number; readonly text: string; readonly lines: number }> {
    const ofFolder = kind === "folder";
    yield {
        thread: 0,
        text: head.map((line) => `${ofFolder ? line.slice(String(first).length + 1) : line}\n`).join(""),
        lines: head.length,
    };
    for (let [written, index] = [0, 0]; written < bytes;) {
        const texts = Array.from({ length: ofFolder ? threads : 1 }, () => [] as string[]);
        for (let rounds = 0; rounds < 2000; rounds++) {
            for (const [thread, line] of round(kind, 10 + index)) {
                texts[ofFolder ? thread : 0]?.push(ofFolder ? `${line}\n` : `${first + thread} ${line}\n`);
            }
            index += kind === "pipe" || kind === "all" ? 1 : threads;
        }
        for (const [thread, lines] of texts.entries()) {
            const text = lines.join("");
            written += text.length;
            yield { thread, text, lines: lines.length };
        }
    }
}

/** Pieces of a log in one file. */
export function* longLog(kind: Exclude<LongLog, "folder">, bytes: number): Generator<string, void, void> {
    for (const { text } of pieces(kind, bytes)) yield text;
}

/** `place`: the file, or the folder, which is made. Returns how many lines it has. */
export function writeLongLog(place: string, kind: LongLog, bytes: number): number {
    if (kind === "folder") fs.mkdirSync(place);
    const names = kind === "folder" ? Array.from({ length: threads }, (_, thread) => path.join(place, `log.${first + thread}`)) : [place];
    const files = names.map((name) => fs.openSync(name, "w"));
    let sum = 0;
    for (const { thread, text, lines } of pieces(kind, bytes)) {
        fs.writeSync(files[thread] ?? -1, text);
        sum += lines;
    }
    for (const file of files) fs.closeSync(file);
    return sum;
}
