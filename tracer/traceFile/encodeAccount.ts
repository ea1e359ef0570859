/** The record `account` (docs/trace-format.md, "Account"). */
import type { KernelDescriptor, KernelSnapshot, KernelThread } from "../trace/kernelSnapshot";
import type { PayloadWriter } from "./payloadWriter";

export function encodeAccount(writer: PayloadWriter, { tables, processes, answers }: KernelSnapshot): void {
    writer.u32(tables.length);
    for (const { refused, fds } of tables) {
        writer.u32(refused === true ? 1 : 0).u32(fds.length);
        for (const descriptor of fds) putDescriptor(writer, descriptor);
    }
    writer.u32(processes.length);
    for (const { pid, ppid, state, exe, threads } of processes) {
        writer.u32(pid).u32(ppid).u32(state.charCodeAt(0));
        putText(writer, exe);
        writer.u32(threads.length);
        for (const thread of threads) putThread(writer, thread);
    }
    const inquiries = [...new Set(answers.map(({ inquiry }) => inquiry))];
    writer.u16(inquiries.length);
    for (const inquiry of inquiries) putText(writer, inquiry);
    writer.u32(answers.length);
    for (const { inquiry, error, subject, result, bytes } of answers) {
        writer.u32(inquiries.indexOf(inquiry)).u32(error).u64(subject).u64(result).u32(bytes.length).u32(0).bytes(bytes);
    }
}

function putDescriptor(writer: PayloadWriter, descriptor: KernelDescriptor): void {
    writer
        .u32(descriptor.fd)
        .u32(descriptor.class)
        .u32(descriptor.flags)
        .u32(descriptor.mode)
        .u64(descriptor.position)
        .u64(descriptor.size);
    writer.u64(BigInt(descriptor.device)).u64(BigInt(descriptor.inode)).u64(BigInt(descriptor.rdev));
    putText(writer, descriptor.link);
}

function putThread(writer: PayloadWriter, { tid, state, call, table }: KernelThread): void {
    writer
        .u32(tid)
        .u32(state.charCodeAt(0))
        .i32(call)
        .u32(table ?? 0);
}

function putText(writer: PayloadWriter, text: string): void {
    const bytes = Buffer.from(text);
    writer.u16(bytes.length).bytes(bytes);
}
