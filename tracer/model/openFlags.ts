/** The flags of open(2) that belong to an open file description, on x86-64 (include/uapi/asm-generic/fcntl.h). */

export type AccessMode = "read" | "write" | "read-write";

export const closeOnExecFlag = 0o2000000;
export const nonBlockingFlag = 0o4000;
export const pathOnlyFlag = 0o10000000;
const syncFlag = 0o4010000;

/** The flags that F_GETFL shows and F_SETFL or open sets; not those that only say how to open. */
const named: readonly (readonly [number, string])[] = [
    [0o2000, "O_APPEND"],
    [nonBlockingFlag, "O_NONBLOCK"],
    [0o20000, "O_ASYNC"],
    [0o40000, "O_DIRECT"],
    [0o1000000, "O_NOATIME"],
    [pathOnlyFlag, "O_PATH"],
];

export function statusFlagNames(flags: number): readonly string[] {
    const names = named.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name);
    // O_SYNC is O_DSYNC and one bit more.
    if ((flags & syncFlag) === syncFlag) names.push("O_SYNC");
    else if ((flags & 0o10000) !== 0) names.push("O_DSYNC");
    return names;
}

/** The two lowest bits are a number, not flags. 3 permits neither, but ioctl (open(2), "Linux-specific"). */
export function accessMode(flags: number): AccessMode {
    return (["read", "write", "read-write", "read-write"] as const)[flags & 3] ?? "read";
}

export type End = "read" | "write";

/** What one can do through a description. An O_PATH descriptor only names its object (open(2)). */
export function endsOf({ access, statusFlags }: { readonly access: AccessMode; readonly statusFlags: readonly string[] }): readonly End[] {
    if (statusFlags.includes("O_PATH")) return [];
    return access === "read-write" ? ["read", "write"] : [access];
}
