/** What kind of object a descriptor refers to, by the kernel's account of it. */
import type { KernelObjectKind } from "../model/kindTypes";
import type { KernelDescriptor } from "../trace/kernelSnapshot";

const typeMask = 0o170000;
const memoryDevices = 1;
const nullDevice = 3;

const anonymous: readonly (readonly [string, KernelObjectKind])[] = [
    ["anon_inode:[eventfd]", "eventfd"],
    ["anon_inode:[eventpoll]", "epoll"],
    ["anon_inode:[signalfd]", "signalfd"],
    ["anon_inode:[timerfd]", "timerfd"],
    ["anon_inode:inotify", "inotify"],
    ["anon_inode:[fanotify]", "fanotify"],
    ["anon_inode:[io_uring]", "ioUring"],
    ["anon_inode:[userfaultfd]", "userfaultfd"],
    ["anon_inode:[pidfd]", "pidfd"],
    ["pidfd:", "pidfd"],
    ["/memfd:", "memfd"],
];

export function kernelKind(descriptor: KernelDescriptor): KernelObjectKind {
    const byName = anonymous.find(([start]) => descriptor.link.startsWith(start));
    if (byName !== undefined) return byName[1];
    switch (descriptor.mode & typeMask) {
        case 0o010000:
            return descriptor.link.startsWith("pipe:[") ? "pipe" : "fifo";
        case 0o020000:
            return characterDevice(BigInt(descriptor.rdev));
        case 0o040000:
            return "directory";
        case 0o060000:
            return "device";
        case 0o100000:
            return "file";
        case 0o140000:
            return "socket";
        default:
            return "other";
    }
}

/** Major and minor numbers as st_rdev packs them (makedev(3)); terminals by Documentation/admin-guide/devices.txt. */
function characterDevice(rdev: bigint): KernelObjectKind {
    const major = Number((rdev >> 8n) & 0xfffn);
    const minor = Number((rdev & 0xffn) | ((rdev >> 12n) & 0xfff00n));
    if (major === memoryDevices && minor === nullDevice) return "null";
    return major === 4 || major === 5 || (major >= 136 && major <= 143) ? "tty" : "device";
}
