/** What groups of fanotify(7) are made with, what their marks ask for and their events tell (include/uapi/linux/fanotify.h). */

type Names = readonly (readonly [number, string])[];

const groupNames: Names = [
    [0x4, "FAN_CLASS_CONTENT"],
    [0x8, "FAN_CLASS_PRE_CONTENT"],
    [0x10, "FAN_UNLIMITED_QUEUE"],
    [0x20, "FAN_UNLIMITED_MARKS"],
    [0x40, "FAN_ENABLE_AUDIT"],
    [0x80, "FAN_REPORT_PIDFD"],
    [0x100, "FAN_REPORT_TID"],
    [0x200, "FAN_REPORT_FID"],
    [0x400, "FAN_REPORT_DIR_FID"],
    [0x800, "FAN_REPORT_NAME"],
    [0x1000, "FAN_REPORT_TARGET_FID"],
    [0x2000, "FAN_REPORT_FD_ERROR"],
    [0x4000, "FAN_REPORT_MNT"],
];

const eventNames: Names = [
    [0x1, "FAN_ACCESS"],
    [0x2, "FAN_MODIFY"],
    [0x4, "FAN_ATTRIB"],
    [0x8, "FAN_CLOSE_WRITE"],
    [0x10, "FAN_CLOSE_NOWRITE"],
    [0x20, "FAN_OPEN"],
    [0x40, "FAN_MOVED_FROM"],
    [0x80, "FAN_MOVED_TO"],
    [0x100, "FAN_CREATE"],
    [0x200, "FAN_DELETE"],
    [0x400, "FAN_DELETE_SELF"],
    [0x800, "FAN_MOVE_SELF"],
    [0x1000, "FAN_OPEN_EXEC"],
    [0x4000, "FAN_Q_OVERFLOW"],
    [0x8000, "FAN_FS_ERROR"],
    [0x1_0000, "FAN_OPEN_PERM"],
    [0x2_0000, "FAN_ACCESS_PERM"],
    [0x4_0000, "FAN_OPEN_EXEC_PERM"],
    [0x10_0000, "FAN_PRE_ACCESS"],
    [0x100_0000, "FAN_MNT_ATTACH"],
    [0x200_0000, "FAN_MNT_DETACH"],
    [0x800_0000, "FAN_EVENT_ON_CHILD"],
    [0x1000_0000, "FAN_RENAME"],
    [0x4000_0000, "FAN_ONDIR"],
];

/** Of the objects in a directory; what this means to a file, the kernel decides. */
export const onChild = 0x800_0000;
/** They tell which events count, and are none. */
export const eventFlags = onChild | 0x4000_0000;
/** Whoever causes them waits for an answer. */
const askedEvents: readonly string[] = fanotifyEvents(0x17_0000);

export function isAsked(events: readonly string[]): boolean {
    return events.some((name) => askedEvents.includes(name));
}

function namesIn(names: Names, bits: number): readonly string[] {
    return names.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name);
}

export function groupFlags(bits: number): readonly string[] {
    return namesIn(groupNames, bits);
}

export function groupBits(flags: readonly string[]): number {
    return groupNames.reduce((bits, [bit, name]) => (flags.includes(name) ? bits | bit : bits), 0);
}

export function fanotifyBits(events: readonly string[]): number {
    return eventNames.reduce((bits, [bit, name]) => (events.includes(name) ? bits | bit : bits), 0);
}

/** Names of a mask or an event. */
export function fanotifyEvents(bits: number): readonly string[] {
    return namesIn(eventNames, bits);
}
