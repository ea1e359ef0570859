/** What kind of object a descriptor refers to, by what the kernel says of it. */
import type { KernelObjectKind } from "../model/kindTypes";

/**
 * What has no name in a file system is known by its link text: pipes (proc_pid_fd(5)), and objects that share one inode
 * (fs/anon_inodes.c).
 */
const byLink: readonly (readonly [string, KernelObjectKind])[] = [
    ["pipe:", "pipe"],
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
    ["anon_inode:", "other"],
];

/** By the type bits of st_mode (inode(7)). */
const byType: ReadonlyMap<number, KernelObjectKind> = new Map([
    [0o010000, "fifo"],
    [0o040000, "directory"],
    [0o060000, "device"],
    [0o100000, "file"],
    [0o140000, "socket"],
]);
const typeMask = 0o170000;
const characterDevice = 0o020000;

/** By the text of the link in /proc/PID/fd, and st_mode and st_rdev of what is behind it. */
export function kernelKind(link: string, mode: number, rdev: bigint): KernelObjectKind {
    const named = byLink.find(([start]) => link.startsWith(start));
    if (named !== undefined) return named[1];
    const type = mode & typeMask;
    return type === characterDevice ? deviceKind(rdev) : (byType.get(type) ?? "other");
}

/** A number holds 12 bits of major and 20 of minor (makedev(3)). */
export function majorOf(rdev: bigint): number {
    return Number((rdev >> 8n) & 0xfffn);
}

export function minorOf(rdev: bigint): number {
    return Number((rdev & 0xffn) | ((rdev >> 12n) & 0xfff00n));
}

/** Numbers of Documentation/admin-guide/devices.txt. */
function deviceKind(rdev: bigint): KernelObjectKind {
    const major = majorOf(rdev);
    if (major === 1 && minorOf(rdev) === 3) return "null";
    return major === 4 || major === 5 || (major >= 136 && major <= 143) ? "tty" : "device";
}
