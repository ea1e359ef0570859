/** What inotify instances watch for and tell (inotify(7), include/uapi/linux/inotify.h). */

const names: readonly (readonly [number, string])[] = [
    [0x1, "IN_ACCESS"],
    [0x2, "IN_MODIFY"],
    [0x4, "IN_ATTRIB"],
    [0x8, "IN_CLOSE_WRITE"],
    [0x10, "IN_CLOSE_NOWRITE"],
    [0x20, "IN_OPEN"],
    [0x40, "IN_MOVED_FROM"],
    [0x80, "IN_MOVED_TO"],
    [0x100, "IN_CREATE"],
    [0x200, "IN_DELETE"],
    [0x400, "IN_DELETE_SELF"],
    [0x800, "IN_MOVE_SELF"],
    [0x2000, "IN_UNMOUNT"],
    [0x4000, "IN_Q_OVERFLOW"],
    [0x8000, "IN_IGNORED"],
    [0x0400_0000, "IN_EXCL_UNLINK"],
    [0x4000_0000, "IN_ISDIR"],
    [0x8000_0000, "IN_ONESHOT"],
];

const allEvents = 0xfff;
/** What the kernel keeps of a mask (inotify_mark_user_mask in fs/notify/inotify). */
const kept = (allEvents | 0x0400_0000 | 0x8000_0000) >>> 0;
/** IN_MASK_ADD: what is watched for already stays. */
export const addsToMask = 0x2000_0000;

/** Names of a mask or an event. */
export function inotifyNames(bits: number): readonly string[] {
    return names.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name);
}

/** Of the mask of a watch, what the kernel keeps. */
export function watchedFor(mask: number): readonly string[] {
    return inotifyNames(mask & kept);
}

export function inotifyBits(list: readonly string[]): number {
    return names.reduce((bits, [bit, name]) => (list.includes(name) ? bits | bit : bits), 0) >>> 0;
}

/** "IN_ALL_EVENTS" for all of them, else their names. */
export function watchedText(list: readonly string[]): string {
    const all = (inotifyBits(list) & allEvents) === allEvents;
    return all ? ["IN_ALL_EVENTS", ...list.filter((name) => (inotifyBits([name]) & allEvents) === 0)].join(" ") : list.join(" ");
}
