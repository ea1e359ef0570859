/** The record `snapshot` of traces before minor version 1, an account in JSON, brought into the shape of today's. */
import { jsonInteger, jsonList, jsonObject, jsonString, jsonStringLike, type JsonObject } from "./checkedJson";
import type {
    KernelAnswer,
    KernelDescriptor,
    KernelProcess,
    KernelSignals,
    KernelSnapshot,
    KernelTable,
    KernelThread,
} from "./kernelSnapshot";

/** What that account told of pipes, as the inquiries that tell it today. */
export const formerInquiries = {
    bytes: "fd fifo call 16 fd 21531 buffer:4",
    capacity: "fd fifo call 72 fd 1032",
    content: "fd fifo tee 65536",
} as const;

/** Throws a RangeError or SyntaxError when the text is no such account. */
export function decodeSnapshotJson(text: string): KernelSnapshot {
    const account = jsonObject(JSON.parse(text));
    const processes = jsonList(account["processes"], jsonObject);
    const tables = processes.map((process, index) => kernelTable(process, index + 1));
    const pipes = jsonList(account["pipes"], jsonObject);
    return {
        processes: processes.map((process, index) => kernelProcess(process, index + 1)),
        tables,
        answers: pipes.flatMap((pipe) => answersAbout(pipe, tables)),
    };
}

const decimal = /\d{1,20}/;

/** Each process had one, as far as that account knew. */
function kernelTable(process: JsonObject, number: number): KernelTable {
    const refused = process["fdsRefused"] === true;
    const fds = jsonList(process["fds"], (value) => kernelDescriptor(jsonObject(value)));
    return { class: number, fds, ...(refused && { refused }) };
}

function kernelDescriptor(descriptor: JsonObject): KernelDescriptor {
    return {
        fd: jsonInteger(descriptor["fd"]),
        class: jsonInteger(descriptor["class"]),
        link: jsonString(descriptor["link"]),
        flags: jsonInteger(descriptor["flags"]),
        position: jsonInteger(descriptor["position"]),
        mode: jsonInteger(descriptor["mode"]),
        device: jsonStringLike(descriptor["device"], decimal),
        inode: jsonStringLike(descriptor["inode"], decimal),
        rdev: jsonStringLike(descriptor["rdev"], decimal),
        size: jsonInteger(descriptor["size"]),
    };
}

function kernelProcess(process: JsonObject, table: number): KernelProcess {
    return {
        pid: jsonInteger(process["pid"]),
        ppid: jsonInteger(process["ppid"]),
        state: stateLetter(process["state"]),
        exe: jsonString(process["exe"]),
        signals: kernelSignals(jsonObject(process["signals"])),
        threads: jsonList(process["threads"], (value) => kernelThread(jsonObject(value), table)),
    };
}

function kernelThread(thread: JsonObject, table: number): KernelThread {
    return { tid: jsonInteger(thread["tid"]), state: stateLetter(thread["state"]), call: jsonInteger(thread["call"]), table };
}

function stateLetter(value: unknown): string {
    return jsonStringLike(value, /[A-Za-z]/);
}

/** A process that ended while it was being asked has none. */
function kernelSignals(signals: JsonObject): KernelSignals {
    const mask = (name: string): string => (signals[name] === undefined ? "" : jsonStringLike(signals[name], /[0-9a-f]{0,16}/));
    return { blocked: mask("blocked"), ignored: mask("ignored"), caught: mask("caught"), pending: mask("pending"), shared: mask("shared") };
}

function answersAbout(pipe: JsonObject, tables: readonly KernelTable[]): readonly KernelAnswer[] {
    const device = jsonStringLike(pipe["device"], decimal);
    const inode = jsonStringLike(pipe["inode"], decimal);
    const bytes = littleEndian(jsonInteger(pipe["bytes"]));
    const capacity = jsonInteger(pipe["capacity"]);
    const content = pipe["content"] === null ? null : hexadecimalBytes(jsonString(pipe["content"]));
    const descriptor = tables.flatMap(({ fds }) => fds).find((each) => each.device === device && each.inode === inode);
    if (descriptor === undefined) return [];
    const about = { subject: descriptor.class, error: 0 };
    const nothing = new Uint8Array();
    return [
        { ...about, inquiry: formerInquiries.bytes, result: 0, bytes },
        { ...about, inquiry: formerInquiries.capacity, result: capacity, bytes: nothing },
        ...(content === null ? [] : [{ ...about, inquiry: formerInquiries.content, result: content.length, bytes: content }]),
    ];
}

function littleEndian(value: number): Uint8Array {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setInt32(0, value, true);
    return bytes;
}

function hexadecimalBytes(text: string): Uint8Array {
    const digits = jsonStringLike(text, /([0-9a-f]{2})*/);
    return Uint8Array.from({ length: digits.length / 2 }, (_, index) => Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16));
}
