/** From a record to its bytes (docs/trace-format.md), for traces that are made from something else than a recording. */
import { recordHeadLength, recordTypeNumbers } from "../trace/format";
import { encodeAccount } from "./encodeAccount";
import { PayloadWriter } from "./payloadWriter";
import type { Capture, EndRecord, ExecRecord, ProgramEnvironment, SignalRecord, TaskRecord, TraceRecord, Word } from "../trace/record";

/** The records that can be written. */
export type WrittenRecord = Extract<
    TraceRecord,
    {
        readonly type:
            "task" | "call" | "enter" | "exit" | "exec" | "exiting" | "exited" | "signal" | "jobControl" | "snapshot" | "note" | "end";
    }
>;

/** With its head. */
export function encodeRecord(record: WrittenRecord): Buffer {
    const writer = new PayloadWriter();
    putRecord(writer, record);
    return writer.payload();
}

/** With its head. */
export function putRecord(writer: PayloadWriter, record: WrittenRecord): void {
    const begin = writer.length;
    writer
        .u32(0)
        .u16(recordTypeNumbers[record.type === "snapshot" ? "account" : record.type])
        .u16(0);
    putPayload(writer.u64(record.time), record);
    writer.correct(begin, writer.length - begin - recordHeadLength);
}

/** A record's payload behind its head. */
export function framed(type: number, payload: Buffer): Buffer {
    return new PayloadWriter().u32(payload.length).u16(type).u16(0).bytes(payload).payload();
}

const origins: readonly TaskRecord["how"][] = ["launched", "fork", "vfork", "clone", "attached"];
const endCauses: readonly EndRecord["cause"][] = ["ended", "killed", "left"];
const captureStatuses: readonly Capture["status"][] = ["whole", "cut", "unreadable"];

/** Behind the time. */
function putPayload(writer: PayloadWriter, record: WrittenRecord): void {
    switch (record.type) {
        case "task":
            writer.u32(record.tid).u32(record.pid).u32(record.creatorTid).u32(record.creatorPid).u64(record.cloneFlags);
            writer.u32(record.stack).u8(origins.indexOf(record.how)).u8(0).u16(0);
            break;
        case "call":
            writer.u64(record.exitTime).u32(record.tid).u32(record.nr);
            putArguments(writer, record.args);
            putCaptures(writer.u64(record.result).u32(record.stack), record.captures);
            break;
        case "enter":
            putArguments(writer.u32(record.tid).u32(record.nr), record.args);
            putCaptures(writer.u32(record.stack), record.captures);
            break;
        case "exit":
            putCaptures(writer.u32(record.tid).u32(record.nr).u64(record.result), record.captures);
            break;
        case "exec":
            putExec(writer, record);
            break;
        case "exiting":
        case "exited":
            writer.u32(record.tid).u32(record.pid).i32(record.waitStatus);
            break;
        case "signal":
            putSignal(writer, record);
            break;
        case "jobControl":
            writer.u32(record.tid).u32(record.pid).u16(record.signal);
            break;
        case "snapshot":
            encodeAccount(writer, record.snapshot);
            break;
        case "note":
            writer.text(record.text);
            break;
        case "end":
            writer.i32(record.waitStatus).u8(endCauses.indexOf(record.cause));
    }
}

function putArguments(writer: PayloadWriter, args: readonly Word[]): void {
    for (let index = 0; index < 6; index++) writer.u64(args[index] ?? 0);
}

function putCaptures(writer: PayloadWriter, captures: readonly Capture[]): void {
    writer.u16(captures.length).u16(0);
    for (const { operation, status, fullLength, bytes } of captures) {
        writer.u8(operation).u8(captureStatuses.indexOf(status)).u16(0).u32(bytes.length).u64(fullLength).bytes(bytes);
    }
}

function putExec(writer: PayloadWriter, record: ExecRecord): void {
    const [path, directory] = [Buffer.from(record.path), Buffer.from(record.directory)];
    const commandLine = Buffer.from(record.arguments.map((word) => `${word}\0`).join(""));
    writer.u32(record.pid).u32(record.formerTid).u16(path.length).u16(directory.length).u32(commandLine.length);
    writer.bytes(path).bytes(directory).bytes(commandLine);
    if (record.environment !== undefined) putEnvironment(writer, record.environment);
}

/** What is cut was longer, by how much is not known. */
function putEnvironment(writer: PayloadWriter, { variables, cut }: ProgramEnvironment): void {
    const bytes = Buffer.from(variables.map((variable) => `${variable}\0`).join(""));
    writer.u32(bytes.length + (cut ? 1 : 0)).bytes(bytes);
}

/** Places in siginfo_t: si_pid, si_timerid or si_band, si_addr, si_value or si_fd. */
const [informationLength, identityAt, addressAt, valueAt] = [128, 16, 16, 24];

function putSignal(writer: PayloadWriter, record: SignalRecord): void {
    const information = Buffer.alloc(informationLength);
    information.writeInt32LE(record.signal | 0, 0);
    information.writeInt32LE(record.code | 0, 8);
    const identity = record.senderPid ?? record.timer ?? record.descriptor?.band ?? null;
    if (identity !== null) information.writeInt32LE(identity | 0, identityAt);
    if (record.address !== null) information.writeBigUInt64LE(record.address, addressAt);
    if (record.value !== null) information.writeBigUInt64LE(record.value, valueAt);
    if (record.descriptor !== null) information.writeInt32LE(record.descriptor.fd | 0, valueAt);
    writer.u32(record.tid).u32(record.stack).bytes(information);
    if (record.queued !== null) writer.u64(record.stackPointer).u64(record.queued.thread).u64(record.queued.process);
}
