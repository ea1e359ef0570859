/** What the kernel would say about objects and descriptors, for records made by tests. */
import { statInquiry } from "../../tracer/snapshot/kernelJob";
import { pipeJudge } from "../../tracer/snapshot/pipe";
import type { KernelAnswer, KernelSnapshot } from "../../tracer/trace/kernelSnapshot";

/** An `object` capture (docs/trace-format.md). */
export function objectBytes(facts: {
    readonly link: string;
    readonly inode: number;
    readonly mode: number;
    readonly flags: number;
    readonly rdev?: number;
}): Uint8Array {
    const link = Buffer.from(facts.link);
    const bytes = Buffer.alloc(40 + link.length);
    bytes.writeBigUInt64LE(14n, 0);
    bytes.writeBigUInt64LE(BigInt(facts.inode), 8);
    bytes.writeBigUInt64LE(BigInt(facts.rdev ?? 0), 16);
    bytes.writeUInt32LE(facts.mode, 32);
    bytes.writeUInt32LE(facts.flags, 36);
    link.copy(bytes, 40);
    return bytes;
}

/** A process with the terminal as descriptors 0, 1 and 2, which share one open file description. */
export function terminalSnapshot(pid: number): KernelSnapshot {
    const terminal = {
        class: 1,
        link: "/dev/pts/3",
        flags: 0o2,
        position: 0,
        mode: 0o020620,
        device: "24",
        inode: "6",
        rdev: String(136 * 256 + 3),
        size: 0,
    };
    return {
        processes: [
            {
                pid,
                ppid: 50,
                state: "t",
                exe: "/bin/a",
                signals: { blocked: "0", ignored: "0", caught: "0", pending: "0", shared: "0" },
                threads: [{ tid: pid, state: "t", call: -1, table: 1 }],
            },
        ],
        tables: [{ class: 1, fds: [0, 1, 2].map((fd) => ({ fd, ...terminal })) }],
        answers: [statAnswer(pid)],
    };
}

/** It leads a process group, which is in the foreground of the terminal; the session is that of its parent, a shell. */
function statAnswer(pid: number): KernelAnswer {
    const bytes = new TextEncoder().encode(`${pid} (a) t 50 ${pid} 50 34819 ${pid} 4194304 0\n`);
    return { inquiry: statInquiry, subject: pid, result: bytes.length, error: 0, bytes };
}

/** How much there is in a pipe, and how much could be; of which bytes nothing is known. */
export function pipeAnswers(subject: number, bytes: number, capacity: number): readonly KernelAnswer[] {
    const [bytesInPipe = "", capacityOfPipe = ""] = pipeJudge.inquiries;
    const about = { subject, error: 0 };
    return [
        { ...about, inquiry: bytesInPipe, result: 0, bytes: new Uint8Array([bytes, 0, 0, 0]) },
        { ...about, inquiry: capacityOfPipe, result: capacity, bytes: new Uint8Array() },
    ];
}
