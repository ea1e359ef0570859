/**
 * What processes have left in the buffer of their standard output (stdio(3)). When something is first printed, the C library asks what
 * descriptor 1 stands for, to choose a buffer (libio/filedoalloc.c); from then until a write the buffer holds what was printed.
 */
import type { ProcessId } from "../model/identities";
import type { SourceLocation } from "../model/sourceLocation";

export class StdioBuffers {
    /** The line that printed first. A child has what fork copied. */
    private readonly begun = new Map<ProcessId, { readonly by: ProcessId; readonly source: SourceLocation }>();

    begin(process: ProcessId, source: SourceLocation): void {
        this.begun.set(process, { by: process, source });
    }

    /** Written, or gone with the process or its program. */
    end(process: ProcessId): void {
        this.begun.delete(process);
    }

    /** Where something was printed that is in the child's copy of the buffer, too. */
    copy(process: ProcessId, child: ProcessId): SourceLocation | undefined {
        const begun = this.begun.get(process);
        if (begun !== undefined) this.begun.set(child, begun);
        return begun?.source;
    }

    /** Where the process itself has printed what it has not written. */
    unwritten(process: ProcessId): SourceLocation | undefined {
        const begun = this.begun.get(process);
        return begun?.by === process ? begun.source : undefined;
    }
}
