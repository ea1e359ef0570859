/** Values in the words of strace(1). */
import type { Capture, Word } from "../trace/record";

/** A string as with `-x`: hexadecimal where it has anything but printable ASCII. */
export function quoted({ bytes, status, fullLength }: Capture, limit = Infinity): string {
    const shown = bytes.length > limit ? bytes.subarray(0, limit) : bytes;
    const isCut = status !== "whole" || Math.min(limit, fullLength) > shown.length;
    const isPlain = shown.every((byte) => (byte >= 32 && byte < 127) || byte === 10);
    return `"${isPlain ? plain(shown) : hexadecimal(shown)}"${isCut ? "..." : ""}`;
}

function plain(bytes: Uint8Array): string {
    return [...bytes].map((byte) => String.fromCharCode(byte).replace(/["\\]/, "\\$&").replace("\n", "\\n")).join("");
}

function hexadecimal(bytes: Uint8Array): string {
    return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}

export function quotedText(text: string): string {
    const bytes = new TextEncoder().encode(text);
    return quoted({ operation: 0, status: "whole", fullLength: bytes.length, bytes });
}

const smallest = 4096;

/** Null pointers are NULL; large numbers, which are flags or addresses, hexadecimal. */
export function wordText(word: Word, isPointer: boolean): string {
    if (isPointer && BigInt(word) === 0n) return "NULL";
    return BigInt(word) < smallest && !isPointer ? String(word) : `0x${word.toString(16)}`;
}

/** Of the C type `int`. */
export function intText(word: Word): string {
    return String(Number(BigInt.asIntN(32, BigInt(word))));
}

/** `[{WIFEXITED(s) && WEXITSTATUS(s) == 3}]` */
export function waitStatusText(status: number): string {
    const [continued, stopped] = [0xffff, 0x7f];
    if (status === continued) return "[{WIFCONTINUED(s)}]";
    if ((status & 0xff) === stopped) return `[{WIFSTOPPED(s) && WSTOPSIG(s) == ${status >> 8}}]`;
    if ((status & 0x7f) === 0) return `[{WIFEXITED(s) && WEXITSTATUS(s) == ${(status >> 8) & 0xff}}]`;
    return `[{WIFSIGNALED(s) && WTERMSIG(s) == ${status & 0x7f}${(status & 0x80) === 0 ? "" : " && WCOREDUMP(s)"}}]`;
}

/** The 64 bits of a sigset_t as a list of numbers' names. */
export function signalSetText(mask: bigint): string {
    const names = Array.from({ length: 64 }, (_, index) => index + 1)
        .filter((number) => ((mask >> BigInt(number - 1)) & 1n) === 1n)
        .map((number) => straceSignal(number).slice("SIG".length));
    return `[${names.join(" ")}]`;
}

const names = (
    "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM " +
    "PROF WINCH IO PWR SYS"
).split(" ");
const firstRealTime = 32;

/** As strace calls it: `SIGRT_2` is the kernel's number 34. */
export function straceSignal(number: number): string {
    const name = names[number - 1];
    if (name !== undefined) return `SIG${name}`;
    return number === firstRealTime ? "SIGRTMIN" : `SIGRT_${number - firstRealTime}`;
}

/** The link text of an `object` capture as strace shows it behind a descriptor: `<pipe:[81]>`, `</dev/null<char 1:3>>`. */
export function aboutText(bytes: Uint8Array): string {
    const headLength = 40;
    if (bytes.length <= headLength) return "";
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const link = new TextDecoder().decode(bytes.subarray(headLength));
    const deleted = link.endsWith(" (deleted)") && !link.startsWith("/memfd:");
    const type = view.getUint32(32, true) & 0o170000;
    const device = view.getBigUint64(16, true);
    const numbers = `${(device >> 8n) & 0xfffn}:${(device & 0xffn) | ((device >> 12n) & 0xfff00n)}`;
    const [character, block] = [0o020000, 0o060000];
    const kind = type === character ? `<char ${numbers}>` : type === block ? `<block ${numbers}>` : "";
    const shown = deleted ? bytes.subarray(headLength, -" (deleted)".length) : bytes.subarray(headLength);
    return `<${escapedName(shown)}${kind}>${deleted ? "(deleted)" : ""}`;
}

/** A name between angle brackets has neither those nor anything but printable ASCII. */
function escapedName(bytes: Uint8Array): string {
    return Array.from(bytes, (byte) => {
        const sign = String.fromCharCode(byte);
        return byte >= 32 && byte < 127 && !"<>\\".includes(sign) ? sign : `\\x${byte.toString(16).padStart(2, "0")}`;
    }).join("");
}
