/** What the kernel says about the object behind a descriptor, and which kind of object that is. */
import type { KernelObjectKind } from "../model/state";
import type { Capture } from "../trace/record";
import type { KernelDescriptor } from "../trace/kernelSnapshot";

export interface ObjectFacts {
    readonly kind: KernelObjectKind;
    readonly name: string | null;
    readonly device: string;
    readonly inode: string;
    readonly size: number;
    /** Status flags, access mode and close-on-exec, as in fdinfo. */
    readonly flags: number;
}

/** The `object` capture (docs/trace-format.md, "Capture"). */
export function factsOfCapture(capture: Capture | undefined): ObjectFacts | undefined {
    const bytes = capture?.bytes;
    if (bytes === undefined || bytes.length < 40) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const link = text.decode(bytes.subarray(40));
    const rdev = view.getBigUint64(16, true);
    return facts(link, view.getUint32(32, true), rdev, {
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

function facts(link: string, mode: number, rdev: bigint, rest: Pick<ObjectFacts, "device" | "inode" | "size" | "flags">): ObjectFacts {
    const kind = kindOf(link, mode, rdev);
    return { kind, name: nameOf(kind, link), ...rest };
}

/** Objects without a file system of their own share one inode, and only their link text tells them apart (fs/anon_inodes.c). */
const byLink: readonly (readonly [string, KernelObjectKind])[] = [
    ["anon_inode:[eventfd]", "eventfd"],
    ["anon_inode:[eventpoll]", "epoll"],
    ["anon_inode:[signalfd]", "signalfd"],
    ["anon_inode:[timerfd]", "timerfd"],
    ["anon_inode:inotify", "inotify"],
    ["anon_inode:[pidfd]", "pidfd"],
    ["pidfd:", "pidfd"],
    ["/memfd:", "memfd"],
    ["anon_inode:", "other"],
];

const byType: ReadonlyMap<number, KernelObjectKind> = new Map([
    [0o010000, "fifo"],
    [0o040000, "directory"],
    [0o060000, "device"],
    [0o100000, "file"],
    [0o140000, "socket"],
]);
const characterDevice = 0o020000;

function kindOf(link: string, mode: number, rdev: bigint): KernelObjectKind {
    const named = byLink.find(([start]) => link.startsWith(start));
    if (named !== undefined) return named[1];
    const type = mode & 0o170000;
    if (type === characterDevice) return deviceKind(rdev);
    const kind = byType.get(type) ?? "other";
    return kind === "fifo" && link.startsWith("pipe:") ? "pipe" : kind;
}

/** Numbers of Documentation/admin-guide/devices.txt; a number holds 12 bits of major and 20 of minor (makedev(3)). */
function deviceKind(rdev: bigint): KernelObjectKind {
    const major = Number((rdev >> 8n) & 0xfffn);
    const minor = Number((rdev & 0xffn) | ((rdev >> 12n) & 0xfff00n));
    if (major === 1 && minor === 3) return "null";
    return major === 4 || major === 5 || (major >= 136 && major <= 143) ? "tty" : "device";
}

const nameless: ReadonlySet<KernelObjectKind> = new Set(["pipe", "socket", "eventfd", "epoll", "signalfd", "timerfd", "inotify", "pidfd"]);

function nameOf(kind: KernelObjectKind, link: string): string | null {
    if (nameless.has(kind)) return null;
    const name = link.replace(/ \(deleted\)$/, "");
    return kind === "memfd" ? name.replace("/memfd:", "") : name;
}

/** Kinds whose open file descriptions have a position that reads and writes move. */
const seekable: ReadonlySet<KernelObjectKind> = new Set(["file", "directory", "memfd"]);

export function hasPosition(kind: KernelObjectKind): boolean {
    return seekable.has(kind);
}
