/** Where processes stand, as far as a log tells. */
import { textOf } from "../strace-parser/textBytes";
import type { CallLine, UnfinishedLine } from "../strace-parser/logLine";
import type { Value } from "../strace-parser/value";

export class Directories {
    /** By process; null: unknown. */
    private readonly of = new Map<number, string | null>();

    /** Empty: unknown. */
    find(pid: number): string {
        return this.of.get(pid) ?? "";
    }

    begin(pid: number, directory: string | null): void {
        this.of.set(pid, directory);
    }

    end(pid: number): void {
        this.of.delete(pid);
    }

    /** A line tells where its process stands, or goes. */
    see(pid: number, line: CallLine | UnfinishedLine): void {
        const [first] = line.arguments;
        if (first?.is === "name" && first.name === "AT_FDCWD" && first.about !== null) this.of.set(pid, textOf(first.about));
        if (line.kind !== "call" || line.result.value !== 0) return;
        if (line.name === "chdir") this.of.set(pid, this.resolved(pid, first));
        if (line.name === "fchdir") this.of.set(pid, first?.is === "number" && first.about !== null ? textOf(first.about) : null);
    }

    /** `path` seen from the process; a relative path stays one where that is unknown. */
    absolute(pid: number, path: string): string {
        const directory = this.find(pid);
        return path.startsWith("/") || directory === "" ? path : `${directory}/${path.replace(/^\.\//, "")}`;
    }

    private resolved(pid: number, value: Value | undefined): string | null {
        if (value?.is !== "text" || value.cut) return null;
        const path = this.absolute(pid, textOf(value.raw));
        return path.startsWith("/") && !path.includes("..") ? path : null;
    }
}
