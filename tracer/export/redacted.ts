/** Records without what programs have said to each other, and without the arguments of programs. */
import { syscallByNumber } from "../syscalls/table";
import type { CallRecord, Capture, EnterRecord, ExecRecord, ExitRecord, SnapshotRecord, TraceHeader } from "../trace/record";

/** The captures whose bytes are what was written, read or sent; structures that the kernel reads are none. */
const payloadOperation = /^[ex] (iovec|messages) /;

/** `fd * info`, `thread text status`, `thread signals own` (docs/engine-interface.md). */
const harmlessInquiry = / (info|text \S+|signals \w+)$/;

/** Their bytes are gone, their lengths stay. */
export function redactedCall<Kind extends CallRecord | EnterRecord | ExitRecord>(record: Kind): Kind {
    const operations = Object.entries(syscallByNumber(record.nr)?.captures ?? {});
    const captures = record.captures.map((capture): Capture => {
        const [name, operation] = operations[capture.operation] ?? ["data", ""];
        if (name !== "data" && !payloadOperation.test(operation)) return capture;
        return { ...capture, status: capture.status === "unreadable" ? "unreadable" : "cut", bytes: new Uint8Array() };
    });
    return { ...record, captures };
}

export function redactedExec({ type, time, pid, formerTid, path, directory, arguments: words }: ExecRecord): ExecRecord {
    return { type, time, pid, formerTid, path, directory, arguments: words.slice(0, 1) };
}

/** What the kernel said of processes stays; what it showed of contents does not. */
export function redactedSnapshot({ snapshot, ...record }: SnapshotRecord): SnapshotRecord {
    return { ...record, snapshot: { ...snapshot, answers: snapshot.answers.filter(({ inquiry }) => harmlessInquiry.test(inquiry)) } };
}

export function redactedHeader(header: TraceHeader): TraceHeader {
    const { format, minor, ipcscope, architecture, started, monotonicStart, programs, directory, stacks } = header;
    const names = programs.map((words) => words.slice(0, 1));
    return { format, minor, ipcscope, architecture, host: null, started, monotonicStart, programs: names, directory, payload: 0, stacks };
}
