/**
 * Which keys are made of which files: ftok(3) asks for a file's device and inode, and makes a key of their lowest bits and of the number of a
 * project (sysvipc/ftok.c of the GNU C library).
 */
import type { KeySource } from "../model/kinds/systemVKey";

const inodeMask = 0xffff;
const [deviceMask, deviceAt] = [0xff, 16];
const [fileMask, projectAt] = [0xff_ffff, 24];

export class FileKeys {
    /** By what a key tells of the file; null: several files would give the same. */
    private readonly paths = new Map<number, { readonly path: string; readonly file: string } | null>();

    /** ftok(3) has asked about the file. */
    note(path: string, device: bigint, inode: bigint): void {
        const part = Number(inode & BigInt(inodeMask)) | (Number(device & BigInt(deviceMask)) << deviceAt);
        const file = `${device}:${inode}`;
        const known = this.paths.get(part);
        if (known === undefined) this.paths.set(part, { path, file });
        else if (known?.file !== file) this.paths.set(part, null);
    }

    /** What the key was made of; undefined: no file is known of which ftok(3) would have made it. */
    sourceOf(key: number): KeySource | undefined {
        const known = this.paths.get(key & fileMask) ?? null;
        return known === null || key === 0 ? undefined : { path: known.path, project: key >>> projectAt };
    }
}
