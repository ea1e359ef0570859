/** A file that takes its place when it is whole: beside it until then, and gone when the program is told to end before. */
import { rmSync } from "node:fs";
import { open, realpath, rename, rm, stat, type FileHandle } from "node:fs/promises";

const endings = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

export class PartFile {
    private file: FileHandle | null = null;
    private readonly part: string;

    private constructor(private readonly place: string) {
        this.part = `${place}.${process.pid}.part`;
        for (const signal of endings) process.once(signal, this.die);
    }

    /** For a file at `place`, where one may be; a symbolic link there stays one. Without `mode`, that of the file whose place it takes. */
    static async begin(place: string, mode?: number): Promise<PartFile> {
        const there = await stat(place).catch(() => null);
        const made = new PartFile(there === null ? place : await realpath(place));
        try {
            made.file = await open(made.part, "wx", mode);
            if (mode === undefined && there !== null) await made.file.chmod(there.mode & 0o777);
        } catch (error) {
            await made.discard();
            throw error;
        }
        return made;
    }

    async append(bytes: Uint8Array): Promise<void> {
        await this.file?.appendFile(bytes);
    }

    /** Throws EEXIST when there is a file and it must not be replaced. */
    async finish(replace = true): Promise<void> {
        try {
            await this.file?.close();
            // Not by link(2), which some file systems do not have.
            if (!replace) await (await open(this.place, "wx")).close();
            await rename(this.part, this.place);
        } finally {
            await rm(this.part, { force: true });
            this.release();
        }
    }

    async discard(): Promise<void> {
        await this.file?.close();
        await rm(this.part, { force: true });
        this.release();
    }

    /** As without it, but that nothing is left. */
    private readonly die = (signal: NodeJS.Signals): void => {
        rmSync(this.part, { force: true });
        this.release();
        process.kill(process.pid, signal);
    };

    private release(): void {
        for (const signal of endings) process.off(signal, this.die);
    }
}
