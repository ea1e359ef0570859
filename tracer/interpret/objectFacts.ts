/** What the kernel says about the object behind a descriptor, and which kind of object that is. */
import { terminalName, type TerminalName } from "../model/owners/job";
import { kinds } from "../model/kinds/kinds";
import type { KernelObjectKind } from "../model/kindTypes";
import { kernelKind, majorOf, minorOf } from "../snapshot/kernelKind";
import type { KernelDescriptor } from "../trace/kernelSnapshot";
import type { Capture } from "../trace/record";

export interface ObjectFacts {
    readonly kind: KernelObjectKind;
    readonly name: string | null;
    readonly device: string;
    readonly inode: string;
    /** Bytes, of what has a size; null: it says nothing. */
    readonly size: number | null;
    /** Status flags, access mode and close-on-exec, as in fdinfo. */
    readonly flags: number;
    /** Which terminal it is, by the number of its device; null: none, or none of its own. */
    readonly terminal: TerminalName | null;
    /** The master of a pseudoterminal: each open(2) of /dev/ptmx makes another one (pty(7)). */
    readonly master: boolean;
}

/** The `object` capture (docs/trace-format.md, "Capture"). */
export function factsOfCapture(capture: Capture | undefined): ObjectFacts | undefined {
    return capture === undefined ? undefined : factsOfBytes(capture.bytes);
}

/** As the operations `object` and `rights` store them. */
export function factsOfBytes(bytes: Uint8Array): ObjectFacts | undefined {
    if (bytes.length < 40) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const link = text.decode(bytes.subarray(40));
    return facts(link, view.getUint32(32, true), view.getBigUint64(16, true), {
        device: view.getBigUint64(0, true).toString(),
        inode: view.getBigUint64(8, true).toString(),
        size: Number(view.getBigInt64(24, true)),
        flags: view.getUint32(36, true),
    });
}

export function factsOfSnapshot(descriptor: KernelDescriptor): ObjectFacts {
    const { device, inode, size, flags } = descriptor;
    return facts(descriptor.link, descriptor.mode, BigInt(descriptor.rdev), { device, inode, size, flags });
}

const text = new TextDecoder();

function facts(
    link: string,
    mode: number,
    rdev: bigint,
    rest: Pick<ObjectFacts, "device" | "inode" | "flags"> & { readonly size: number },
): ObjectFacts {
    const kind = kernelKind(link, mode, rdev);
    const name = kinds[kind].traits.named ? nameOf(link) : null;
    const terminal = kind === "tty" ? terminalName(majorOf(rdev), minorOf(rdev)) : null;
    const master = kind === "tty" && majorOf(rdev) === 5 && minorOf(rdev) === 2;
    return { ...rest, kind, name, terminal, master, size: hasSize(kind, name) && rest.size >= 0 ? rest.size : null };
}

function nameOf(link: string): string {
    return link.replace(/ \(deleted\)$/, "").replace(/^\/memfd:/, "");
}

/** The kernel makes up the content of files in /proc and /sys when they are read, and their sizes say nothing (proc(5)). */
function hasSize(kind: KernelObjectKind, name: string | null): boolean {
    return kind === "memfd" || (kind === "file" && name !== null && !/^\/(proc|sys)\//.test(name));
}

/** Whether its open file descriptions have a position that reads and writes move. */
export function hasPosition(kind: KernelObjectKind): boolean {
    return kinds[kind].traits.position === "moves";
}
