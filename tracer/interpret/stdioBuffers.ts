/**
 * What processes have left in the buffers of streams to which they print (stdio(3)). When something is first printed, the C library asks what
 * the descriptor stands for, to choose a buffer (libio/filedoalloc.c); from then until a write the buffer holds what was printed.
 */
import type { ProcessId } from "../model/identities";
import type { Unwritten } from "../model/owners/processEvents";

interface Begun extends Unwritten {
    readonly by: ProcessId;
}

export class StdioBuffers {
    /** By descriptor. A child has what fork copied. */
    private readonly begun = new Map<ProcessId, Map<number, Begun>>();

    begin(process: ProcessId, unwritten: Unwritten): void {
        const known = this.begun.get(process) ?? new Map<number, Begun>();
        this.begun.set(process, known.set(unwritten.fd, { by: process, ...unwritten }));
    }

    /** Written. */
    end(process: ProcessId, fd: number): void {
        this.begun.get(process)?.delete(fd);
    }

    /** Gone with the process or its program. */
    endAll(process: ProcessId): void {
        this.begun.delete(process);
    }

    /** What was printed to this descriptor is in the child's copy of the buffer, too. */
    copy(process: ProcessId, child: ProcessId, fd: number): Unwritten | undefined {
        const begun = this.begun.get(process);
        if (begun !== undefined) this.begun.set(child, new Map(begun));
        return begun?.get(fd);
    }

    /** Of what the process itself has printed and not written, the first. */
    unwritten(process: ProcessId): Unwritten | undefined {
        for (const { by, fd, source } of this.begun.get(process)?.values() ?? []) if (by === process) return { fd, source };
        return undefined;
    }
}
