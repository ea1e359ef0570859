/** Writes the bytes of a trace for tests, by docs/trace-format.md and not by the reader's own code. */
import { deflateSync } from "node:zlib";

export function u8(value: number): Buffer {
    return Buffer.from([value]);
}

export function u16(value: number): Buffer {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value);
    return bytes;
}

export function u32(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
}

export function u64(value: number | bigint): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)));
    return bytes;
}

export function preamble(version = 1): Buffer {
    return Buffer.concat([Buffer.from("IPCTRACE"), u32(version), u32(0)]);
}

export function record(type: number, ...payload: readonly (Buffer | string)[]): Buffer {
    const bytes = Buffer.concat(payload.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
    return Buffer.concat([u32(bytes.length), u16(type), u16(0), bytes]);
}

/** Records in one record `block`. zlib(3) frames deflated data with two bytes before them and their Adler-32, the highest byte first, behind them. */
export function block(...records: readonly Buffer[]): Buffer {
    const inflated = Buffer.concat(records);
    const framed = deflateSync(inflated);
    return record(21, u32(inflated.length), u32(framed.readUInt32BE(framed.length - 4)), framed.subarray(2, -4));
}
