/** Keys of System V objects (sysvipc(7)), and what ftok(3) makes them of. */

/** What ftok(3) was given. */
export interface KeySource {
    readonly path: string;
    /** The lowest byte of proj_id, which is the key's highest. */
    readonly project: number;
}

/** "key 0x2a01", "IPC_PRIVATE". */
export function keyText(key: number): string {
    return key === 0 ? "IPC_PRIVATE" : `key 0x${(key >>> 0).toString(16)}`;
}

/** "ftok("/tmp/a", 'm')" */
export function keySourceText({ path, project }: KeySource): string {
    const isLetter = project > 0x20 && project < 0x7f;
    return `ftok("${path}", ${isLetter ? `'${String.fromCharCode(project)}'` : project})`;
}

/** "key 0x6d01a2b3, which is ftok("/tmp/a", 'm')"; "key 0x2a01". */
export function toldKey(key: number, source: KeySource | null | undefined): string {
    return `${keyText(key)}${source === null || source === undefined ? "" : `, which is ${keySourceText(source)}`}`;
}
