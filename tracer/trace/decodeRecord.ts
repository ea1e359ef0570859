/** From the bytes of one record's payload to the record (docs/trace-format.md). */
import { decodeAccount } from "./decodeAccount";
import { decodeHeader } from "./decodeHeader";
import { decodeProgramEnvironment } from "./decodeProgramEnvironment";
import { decodeScript } from "./decodeScript";
import { decodeSnapshotJson } from "./decodeSnapshotJson";
import { recordTypeNumbers } from "./format";
import { decodeSignalInformation } from "./signalInformation";
import type { KernelSnapshot } from "./kernelSnapshot";
import type {
    Capture,
    ContentsRecord,
    EndRecord,
    MemoryRecord,
    OperationRecord,
    SignalRecord,
    StackFrame,
    StopRecord,
    TaskRecord,
    TraceRecord,
    Word,
} from "./record";
import { decodeEnvironment, decodeLines, decodeSource } from "./decodePacked";
import { decodeRobustList } from "./decodeRobustList";
import type { PayloadReader } from "./payloadReader";

/** Undefined for a type that this version does not know. Throws what `isDamage` recognises when the payload is damaged. */
export function decodeRecord(type: number, payload: PayloadReader): TraceRecord | undefined {
    return decoders.get(type)?.(payload);
}

/** A RangeError of reading beyond the end, or of a value that cannot be; a SyntaxError of JSON. */
export function isDamage(error: unknown): boolean {
    return error instanceof RangeError || error instanceof SyntaxError;
}

const origins: readonly TaskRecord["how"][] = ["launched", "fork", "vfork", "clone", "attached"];
const stopReasons: readonly StopRecord["reason"][] = ["breakpoint", "step", "pause", "signal", "entry"];
const endCauses: readonly EndRecord["cause"][] = ["ended", "killed", "left"];
const accesses: readonly MemoryRecord["access"][] = ["unknown", "read", "written", "changed"];
const operations: readonly OperationRecord["what"][] = ["work", "shutdown", "socket", "descriptor", "listening"];
const captureStatuses: readonly Capture["status"][] = ["whole", "cut", "unreadable"];

const decoders = new Map<number, (payload: PayloadReader) => TraceRecord>([
    [recordTypeNumbers.header, (payload) => ({ type: "header", header: decodeHeader(payload.remainingText()) })],
    [
        recordTypeNumbers.task,
        (payload) => ({
            type: "task",
            time: payload.u64(),
            tid: payload.u32(),
            pid: payload.u32(),
            creatorTid: payload.u32(),
            creatorPid: payload.u32(),
            cloneFlags: payload.bigU64(),
            stack: payload.u32(),
            how: oneOf(origins, payload.u8()),
        }),
    ],
    [
        recordTypeNumbers.call,
        (payload) => ({
            type: "call",
            time: payload.u64(),
            exitTime: payload.u64(),
            tid: payload.u32(),
            nr: payload.u32(),
            args: sixArguments(payload),
            result: payload.i64(),
            stack: payload.u32(),
            captures: captures(payload),
        }),
    ],
    [
        recordTypeNumbers.enter,
        (payload) => ({
            type: "enter",
            time: payload.u64(),
            tid: payload.u32(),
            nr: payload.u32(),
            args: sixArguments(payload),
            stack: payload.u32(),
            captures: captures(payload),
        }),
    ],
    [
        recordTypeNumbers.exit,
        (payload) => ({
            type: "exit",
            time: payload.u64(),
            tid: payload.u32(),
            nr: payload.u32(),
            result: payload.i64(),
            captures: captures(payload),
        }),
    ],
    [
        recordTypeNumbers.exec,
        (payload) => {
            const time = payload.u64();
            const pid = payload.u32();
            const formerTid = payload.u32();
            const pathLength = payload.u16();
            const directoryLength = payload.u16();
            const commandLineLength = payload.u32();
            const path = payload.text(pathLength);
            const directory = payload.text(directoryLength);
            const words = payload.text(commandLineLength).split("\0").slice(0, -1);
            const known = decodeProgramEnvironment(payload);
            return { type: "exec", time, pid, formerTid, path, directory, arguments: words, ...(known !== null && { environment: known }) };
        },
    ],
    [
        recordTypeNumbers.exiting,
        (payload) => ({ type: "exiting", time: payload.u64(), tid: payload.u32(), pid: payload.u32(), waitStatus: payload.i32() }),
    ],
    [
        recordTypeNumbers.exited,
        (payload) => ({ type: "exited", time: payload.u64(), tid: payload.u32(), pid: payload.u32(), waitStatus: payload.i32() }),
    ],
    [
        recordTypeNumbers.signal,
        (payload) => ({ type: "signal", time: payload.u64(), tid: payload.u32(), stack: payload.u32(), ...signalPayload(payload) }),
    ],
    [
        recordTypeNumbers.stack,
        (payload) => {
            const id = payload.u32();
            const count = payload.u16();
            const cut = (payload.u16() & 1) !== 0;
            const frames: StackFrame[] = [];
            for (let index = 0; index < count; index++) frames.push({ module: payload.u32(), offset: payload.bigU64() });
            return { type: "stack", id, frames, cut };
        },
    ],
    [
        recordTypeNumbers.module,
        (payload) => {
            const id = payload.u32();
            const device = payload.bigU64();
            const inode = payload.bigU64();
            const buildIdLength = payload.u16();
            const pathLength = payload.u16();
            return {
                type: "module",
                id,
                device,
                inode,
                buildId: hexadecimal(payload.bytes(buildIdLength)),
                path: payload.text(pathLength),
            };
        },
    ],
    [recordTypeNumbers.script, decodeScript],
    [
        recordTypeNumbers.stop,
        (payload) => {
            const time = payload.u64();
            const tid = payload.u32();
            const pid = payload.u32();
            const stack = payload.u32();
            const reason = oneOf(stopReasons, payload.u8() - 1);
            const othersFrozen = (payload.u8() & 1) !== 0;
            return { type: "stop", time, tid, pid, stack, reason, othersFrozen, signal: payload.u16() };
        },
    ],
    [recordTypeNumbers.resume, (payload) => ({ type: "resume", time: payload.u64(), tid: payload.u32(), pid: payload.u32() })],
    [recordTypeNumbers.snapshot, (payload) => snapshotRecord(payload.u64(), () => decodeSnapshotJson(payload.remainingText()))],
    [recordTypeNumbers.account, (payload) => snapshotRecord(payload.u64(), () => decodeAccount(payload))],
    [
        recordTypeNumbers.contents,
        (payload) => {
            const time = payload.u64();
            const parts: ContentsRecord["parts"][number][] = [];
            for (let left = payload.u32(); left > 0; left--) {
                const pid = payload.u32();
                const length = payload.u32();
                parts.push({ pid, address: payload.bigU64(), bytes: payload.bytes(length) });
            }
            return { type: "contents", time, parts };
        },
    ],
    [
        recordTypeNumbers.end,
        (payload) => ({ type: "end", time: payload.u64(), waitStatus: payload.i32(), cause: oneOf(endCauses, payload.u8()) }),
    ],
    [
        recordTypeNumbers.jobControl,
        (payload) => ({ type: "jobControl", time: payload.u64(), tid: payload.u32(), pid: payload.u32(), signal: payload.u16() }),
    ],
    [recordTypeNumbers.memory, memoryAccess],
    [recordTypeNumbers.robustList, decodeRobustList],
    [
        recordTypeNumbers.operation,
        (payload) => ({
            type: "operation",
            tid: payload.u32(),
            stack: payload.u32(),
            what: oneOf(operations, payload.u32() - 1),
            fd: payload.u32(),
        }),
    ],
    [recordTypeNumbers.lines, decodeLines],
    [recordTypeNumbers.source, decodeSource],
    [recordTypeNumbers.environment, decodeEnvironment],
    [recordTypeNumbers.note, (payload) => ({ type: "note", time: payload.u64(), text: payload.remainingText() })],
]);

function memoryAccess(payload: PayloadReader): MemoryRecord {
    const time = payload.u64();
    const address = payload.bigU64();
    const length = payload.u64();
    const times = payload.u64();
    const tid = payload.u32();
    const stack = payload.u32();
    const access = oneOf(accesses, payload.u8());
    const flags = payload.u8();
    const call = payload.u16();
    const beforeLength = payload.u32();
    const afterLength = payload.u32();
    if (times === 0 || beforeLength > length || afterLength > length) throw new RangeError("more bytes than the access has");
    const before = payload.bytes(beforeLength);
    return {
        type: "memory",
        time,
        tid,
        stack,
        access,
        call: (flags & 1) !== 0 ? call : null,
        atomic: (flags & 2) !== 0 ? true : (flags & 4) !== 0 ? false : null,
        address,
        length,
        times,
        before,
        after: payload.bytes(afterLength),
    };
}

/** Of a trace whose account is damaged, all the rest is worth reading. */
function snapshotRecord(time: number, decode: () => KernelSnapshot): TraceRecord {
    try {
        return { type: "snapshot", time, snapshot: decode() };
    } catch (error) {
        if (!isDamage(error)) throw error;
        return { type: "note", time, text: "The kernel's account of this moment is damaged, and left out." };
    }
}

function oneOf<Word>(words: readonly Word[], index: number): Word {
    const word = words[index];
    if (word === undefined) throw new RangeError(`no word has the number ${index}`);
    return word;
}

function sixArguments(payload: PayloadReader): readonly Word[] {
    return [payload.word(), payload.word(), payload.word(), payload.word(), payload.word(), payload.word()];
}

function hexadecimal(bytes: Uint8Array): string {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const noCaptures: readonly Capture[] = [];

function captures(payload: PayloadReader): readonly Capture[] {
    const count = payload.u16();
    payload.u16();
    if (count === 0) return noCaptures;
    const list: Capture[] = [];
    for (let index = 0; index < count; index++) {
        const operation = payload.u8();
        const status = oneOf(captureStatuses, payload.u8());
        payload.u16();
        const storedLength = payload.u32();
        const fullLength = payload.u64();
        list.push({ operation, status, fullLength, bytes: payload.copy(storedLength) });
    }
    return list;
}

/** siginfo_t, and what the engine adds since minor version 3. */
function signalPayload(payload: PayloadReader): Omit<SignalRecord, "type" | "time" | "tid" | "stack"> {
    const bytes = payload.bytes(informationLength);
    const hasMore = payload.remains > 0;
    return {
        ...decodeSignalInformation(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
        stackPointer: hasMore ? payload.bigU64() : 0n,
        queued: hasMore ? { thread: payload.bigU64(), process: payload.bigU64() } : null,
    };
}

const informationLength = 128;
