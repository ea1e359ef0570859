/**
 * An offset as a number; null when a number cannot hold it. A directory's position need not be a count of bytes: ext4's is a
 * hash of 63 bits (telldir(3)).
 */
export function exactOffset(offset: number | bigint): number | null {
    const number = Number(offset);
    return Number.isSafeInteger(number) ? number : null;
}
