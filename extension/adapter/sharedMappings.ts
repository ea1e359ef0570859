/** Where a process has memory that others may have, too (proc_pid_maps(5)). */
import { readFile } from "node:fs/promises";

export interface AddressRange {
    readonly from: bigint;
    /** The first address after it. */
    readonly to: bigint;
}

/** None when the process is gone, or the kernel does not tell. Shared mappings that are to read only are those of the C library's tables. */
export async function sharedMappings(pid: number): Promise<readonly AddressRange[]> {
    const maps = await readFile(`/proc/${pid}/maps`, "latin1").catch(() => "");
    return [...maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) .{3}s .*$/gm)]
        .filter(([line]) => !/ \/(?:usr|lib)\//.test(line))
        .map(([, from, to]) => ({ from: BigInt(`0x${from}`), to: BigInt(`0x${to}`) }));
}
