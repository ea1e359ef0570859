/** The record `account` (docs/trace-format.md, "Account"). */
import { unknownSignals } from "./kernelSnapshot";
import type {
    KernelAnswer,
    KernelDescriptor,
    KernelProcess,
    KernelSignals,
    KernelSnapshot,
    KernelTable,
    KernelThread,
} from "./kernelSnapshot";
import type { PayloadReader } from "./payloadReader";
import { processStatusInquiry, signalsOfStatus, statusInquiry } from "./processStatus";

/** Throws a RangeError when the bytes make no account. */
export function decodeAccount(payload: PayloadReader): KernelSnapshot {
    const tables = list(payload.u32(), (index) => kernelTable(payload, index + 1));
    const processes = list(payload.u32(), () => kernelProcess(payload, tables.length));
    const inquiries = list(payload.u16(), () => payload.text(payload.u16()));
    const answers = list(payload.u32(), () => kernelAnswer(payload, inquiries));
    return { processes: withSignals(processes, answers), tables, answers };
}

/** Grows as the payload allows: a count alone takes no memory. */
function list<Item>(count: number, next: (index: number) => Item): readonly Item[] {
    const items: Item[] = [];
    for (let index = 0; index < count; index++) items.push(next(index));
    return items;
}

function kernelTable(payload: PayloadReader, number: number): KernelTable {
    const refused = payload.u32() === 1;
    const fds = list(payload.u32(), () => kernelDescriptor(payload));
    return { class: number, fds, ...(refused && { refused }) };
}

function kernelDescriptor(payload: PayloadReader): KernelDescriptor {
    return {
        fd: payload.u32(),
        class: payload.u32(),
        flags: payload.u32(),
        mode: payload.u32(),
        position: payload.i64(),
        size: payload.i64(),
        device: payload.word().toString(),
        inode: payload.word().toString(),
        rdev: payload.word().toString(),
        link: payload.text(payload.u16()),
    };
}

function kernelProcess(payload: PayloadReader, tables: number): KernelProcess {
    return {
        pid: payload.u32(),
        ppid: payload.u32(),
        state: stateLetter(payload),
        exe: payload.text(payload.u16()),
        signals: unknownSignals,
        threads: list(payload.u32(), () => kernelThread(payload, tables)),
    };
}

function kernelThread(payload: PayloadReader, tables: number): KernelThread {
    const tid = payload.u32();
    const state = stateLetter(payload);
    const call = payload.i32();
    const table = payload.u32();
    if (call < -1 || table > tables) throw new RangeError("a thread is in no such call, or has no such table");
    return { tid, state, call, table: table === 0 ? null : table };
}

function stateLetter(payload: PayloadReader): string {
    const letter = payload.u32();
    if (letter < 0x41 || letter > 0x7a) throw new RangeError("a state is a letter");
    return String.fromCharCode(letter);
}

function kernelAnswer(payload: PayloadReader, inquiries: readonly string[]): KernelAnswer {
    const inquiry = inquiries[payload.u32()];
    const error = payload.u32();
    const subject = payload.i64();
    const result = payload.i64();
    const length = payload.u32();
    payload.u32();
    if (inquiry === undefined) throw new RangeError("an answer without its inquiry");
    return { inquiry, subject, result, error, bytes: payload.bytes(length) };
}

function withSignals(processes: readonly KernelProcess[], answers: readonly KernelAnswer[]): readonly KernelProcess[] {
    const signals = new Map<number, KernelSignals>();
    for (const { inquiry, subject, error, bytes } of answers) {
        if (error === 0 && (inquiry === statusInquiry || inquiry === processStatusInquiry)) signals.set(subject, signalsOfStatus(bytes));
    }
    return processes.map((process) => ({
        ...process,
        signals: signals.get(process.pid) ?? unknownSignals,
        threads: process.threads.map((thread) => withOwnSignals(thread, signals.get(thread.tid))),
    }));
}

function withOwnSignals(thread: KernelThread, signals: KernelSignals | undefined): KernelThread {
    return signals === undefined ? thread : { ...thread, signals };
}
