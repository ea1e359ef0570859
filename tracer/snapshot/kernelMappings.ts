/** What /proc/PID/maps says (proc_pid_maps(5)). */
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { processText } from "./inquiry";

export const mapsInquiry = processText("maps");

/** A part of an address space, as the kernel lists it. */
export interface KernelMapping {
    readonly from: bigint;
    /** The first address after it. */
    readonly to: bigint;
    /** "rw-" */
    readonly protection: string;
    readonly shared: boolean;
    /** Where in the object it begins, in bytes. */
    readonly offset: number;
    /** As stat(2) gives it, decimal. */
    readonly device: string;
    readonly inode: string;
    /** Without " (deleted)"; empty for private anonymous memory. */
    readonly name: string;
}

/** By address, neighbours that differ in nothing but their place as one; null when the kernel did not tell. */
export function mappingsOfProcess(snapshot: KernelSnapshot, pid: number): readonly KernelMapping[] | null {
    const answer = answerTo(snapshot, mapsInquiry, pid);
    if (answer === undefined) return null;
    const mappings: KernelMapping[] = [];
    for (const line of new TextDecoder().decode(answer.bytes).split("\n")) {
        const next = readLine(line);
        const last = mappings.at(-1);
        if (next === null) continue;
        if (last !== undefined && continues(last, next)) mappings[mappings.length - 1] = { ...last, to: next.to };
        else mappings.push(next);
    }
    return mappings;
}

const pattern = /^([0-9a-f]+)-([0-9a-f]+) ([r-][w-][x-])([ps]) ([0-9a-f]+) ([0-9a-f]+):([0-9a-f]+) (\d+) *(.*)$/;

function readLine(line: string): KernelMapping | null {
    const found = pattern.exec(line);
    if (found === null) return null;
    const [, from = "", to = "", protection = "", way = "", offset = "", major = "", minor = "", inode = "", name = ""] = found;
    return {
        from: BigInt(`0x${from}`),
        to: BigInt(`0x${to}`),
        protection,
        shared: way === "s",
        offset: Number.parseInt(offset, 16),
        device: String(makeDevice(BigInt(`0x${major}`), BigInt(`0x${minor}`))),
        inode,
        name: name.replace(/ \(deleted\)$/, ""),
    };
}

/** makedev(3) */
function makeDevice(major: bigint, minor: bigint): bigint {
    return ((major & 0xfffn) << 8n) | ((major & ~0xfffn) << 32n) | (minor & 0xffn) | ((minor & ~0xffn) << 12n);
}

function continues(last: KernelMapping, next: KernelMapping): boolean {
    const alike = last.device === next.device && last.inode === next.inode && last.name === next.name && last.shared === next.shared;
    return (
        alike && last.to === next.from && last.protection === next.protection && last.offset + Number(last.to - last.from) === next.offset
    );
}
