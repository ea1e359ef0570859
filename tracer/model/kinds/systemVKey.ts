/** "key 0x2a01", "IPC_PRIVATE". */
export function keyText(key: number): string {
    return key === 0 ? "IPC_PRIVATE" : `key 0x${(key >>> 0).toString(16)}`;
}
