/** Names and numbers in sentences. */
import type { ExitStatus, KernelObject, KernelObjectKind, State } from "../state";

export interface Sentence {
    /** What happened. */
    readonly text: string;
    /** What follows from it, where that teaches something. */
    readonly explanation: string | null;
}

export function said(text: string, explanation: string | null = null): Sentence {
    return { text, explanation };
}

export function count(number: number, word: string): string {
    return number === 1 ? `1 ${word}` : `${number} ${word}s`;
}

function list(words: readonly (string | number)[]): string {
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "Descriptor 3", "Descriptors 3 and 4". */
export function descriptors(numbers: readonly number[]): string {
    return `${numbers.length === 1 ? "Descriptor" : "Descriptors"} ${list(numbers)}`;
}

/** The words of the man pages. */
const kindWords: Readonly<Record<KernelObjectKind, string>> = {
    pipe: "pipe",
    fifo: "FIFO",
    file: "file",
    directory: "directory",
    tty: "terminal",
    null: "null device",
    device: "device",
    socket: "socket",
    eventfd: "eventfd",
    epoll: "epoll instance",
    signalfd: "signalfd",
    timerfd: "timer",
    inotify: "inotify instance",
    memfd: "memory file",
    pidfd: "pidfd",
    messageQueue: "message queue",
    other: "object",
};

export function kindWord(kind: KernelObjectKind): string {
    return kindWords[kind];
}

export function isKind(word: string): word is KernelObjectKind {
    return word in kindWords;
}

/** Nameless objects by our name for them, the others by theirs: "pipe1", "the terminal /dev/pts/3". */
export function objectName(state: State, id: string): string {
    const object = state.objects.get(id);
    if (object === undefined || object.name === null) return id;
    return object.kind === "null" ? object.name : `the ${kindWords[object.kind]} ${shortPath(object.name)}`;
}

/** "the pipe", "the file": for a second mention. */
export function objectAgain(object: KernelObject): string {
    return `the ${kindWords[object.kind]}`;
}

function shortPath(path: string): string {
    return path.length > 40 ? `…/${path.split("/").at(-1)}` : path;
}

export function exitText(exit: ExitStatus): string {
    return "code" in exit ? `exit code ${exit.code}` : `the signal ${exit.signal}`;
}

/** The bytes in quotes, shortened; empty when they are unknown. */
export function quoted(data: string | undefined, length: number): string {
    if (data === undefined || length === 0) return "";
    return data.length > 40 ? `: “${data.slice(0, 39)}…”` : `: “${data}”`;
}

/** Of a call with a descriptor: "read(3)"; else only its name. */
export function callText(call: string, fd: number | null): string {
    return fd === null ? call : `${call}(${fd})`;
}
