/** Logs as long as one wants: of two ends of a pipe, or of calls of all kinds. */
import fs from "node:fs";

const head = [
    '1 1700000000.000000 execve("/bin/a", ["a"], 0x7ffd0 /* 1 vars */) = 0',
    "1 1700000000.000001 pipe2([3<pipe:[7]>, 4<pipe:[7]>], 0) = 0",
    "",
].join("\n");

const payload = "x".repeat(40);
const pipeCalls = [`write(4, "${payload}", 40) = 40`, `read(3, "${payload}", 40) = 40`];
const allCalls = [
    `write(4<pipe:[7]>, "${payload}", 40) = 40`,
    `read(3<pipe:[7]>, "${payload}", 40) = 40`,
    'openat(AT_FDCWD</home/a>, "/etc/ld.so.cache", O_RDONLY|O_CLOEXEC) = 5</etc/ld.so.cache>',
    'newfstatat(5</etc/ld.so.cache>, "", {st_mode=S_IFREG|0644, st_size=20433, ...}, AT_EMPTY_PATH) = 0',
    "mmap(NULL, 20433, PROT_READ, MAP_PRIVATE, 5</etc/ld.so.cache>, 0) = 0x7f1f5c6d5000",
    "close(5</etc/ld.so.cache>) = 0",
    "futex(0x55f1c0de, FUTEX_WAKE_PRIVATE, 1) = 0",
    "poll([{fd=3<pipe:[7]>, events=POLLIN}], 1, 1000) = 0 (Timeout)",
    "rt_sigaction(SIGCHLD, {sa_handler=0x55d3, sa_mask=[INT CHLD], sa_flags=SA_RESTORER|SA_RESTART, sa_restorer=0x7f12}, NULL, 8) = 0",
    "brk(NULL) = 0x55f1c0de2000",
];

/** Pieces of a log of so many bytes, without its end in the middle of a line. */
export function* longLog(kind: "pipe" | "all", bytes: number): Generator<string, void, void> {
    const calls = kind === "pipe" ? pipeCalls : allCalls;
    yield head;
    for (let [written, lines] = [head.length, 2]; written < bytes;) {
        const piece: string[] = [];
        for (let index = 0; index < 10_000; index++, lines++) {
            piece.push(`1 ${(1_700_000_000 + lines / 1e6).toFixed(6)} ${calls[lines % calls.length] ?? ""}\n`);
        }
        const text = piece.join("");
        written += text.length;
        yield text;
    }
}

/** How many lines it has. */
export function writeLongLog(file: string, kind: "pipe" | "all", bytes: number): number {
    const handle = fs.openSync(file, "w");
    let lines = 0;
    for (const piece of longLog(kind, bytes)) {
        fs.writeSync(handle, piece);
        lines += piece.split("\n").length - 1;
    }
    fs.closeSync(handle);
    return lines;
}
