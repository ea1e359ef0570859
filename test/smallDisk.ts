/** A folder in which little room is left: a file system of its own for root; for others, a limit on the size of their files. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What is said when there is no room: of a disk, and of a limit, by the kernel and by gcc. */
export const noRoom = /No space left on device|File too large|File size limit exceeded/;

export class SmallDisk {
    readonly folder: string;
    private readonly surroundings = mkdtempSync(path.join(tmpdir(), "ipcs-"));
    /** Whether it is small alone; else all folders are. */
    readonly isMounted: boolean;

    /** `kilobytes`: the room in it, 0 for none. */
    constructor(private readonly kilobytes: number) {
        this.folder = path.join(this.surroundings, "disk");
        mkdirSync(this.folder);
        const size = `size=${Math.max(4, kilobytes)}k`;
        this.isMounted = process.getuid?.() === 0 && spawnSync("mount", ["-t", "tmpfs", "-o", size, "ipcs", this.folder]).status === 0;
        if (this.isMounted && kilobytes === 0) {
            const { bsize, bavail } = statfsSync(this.folder);
            writeFileSync(path.join(this.folder, "filled"), Buffer.alloc(bsize * bavail));
        }
    }

    /** What to start in place of the program, for the disk to be small for it. */
    seenBy(program: string): string {
        if (this.isMounted) return program;
        const script = path.join(this.surroundings, path.basename(program));
        // In units of 512 bytes, so the shell of the standard (ulimit(1p)).
        writeFileSync(script, `#!/bin/sh\nulimit -f ${this.kilobytes * 2}\nexec '${program}' "$@"\n`, { mode: 0o755 });
        return script;
    }

    /** The files in it, but the one that fills it. */
    files(): string[] {
        return readdirSync(this.folder, { recursive: true, encoding: "utf8" }).filter((name) => name !== "filled");
    }

    remove(): void {
        if (this.isMounted) spawnSync("umount", ["--lazy", this.folder]);
        rmSync(this.surroundings, { recursive: true });
    }
}
