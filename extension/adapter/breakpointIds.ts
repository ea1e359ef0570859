/**
 * The numbers by which a client knows breakpoints. Ours, since a breakpoint may be known before there is a gdb to
 * number it, and since the next gdb of the same process begins to count anew.
 */
export class BreakpointIds {
    private last = 0;
    private readonly byGdbNumber = new Map<number, number>();

    next(): number {
        return ++this.last;
    }

    /** The number of a breakpoint of gdb's, for as long as gdb has it. `promised`: under which the client knows it already. */
    of(gdbNumber: number | undefined, promised?: number): number {
        if (gdbNumber === undefined) return promised ?? this.next();
        const known = this.byGdbNumber.get(gdbNumber);
        if (known !== undefined) return known;
        const id = promised ?? this.next();
        this.byGdbNumber.set(gdbNumber, id);
        return id;
    }

    /** Undefined for a breakpoint of gdb's that no client asked for. */
    known(gdbNumber: number | undefined): number | undefined {
        return gdbNumber === undefined ? undefined : this.byGdbNumber.get(gdbNumber);
    }

    forgetGdb(): void {
        this.byGdbNumber.clear();
    }
}
