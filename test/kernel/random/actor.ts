/** What the script believes about one process; it may be wrong, and then an operation fails. */
export interface Actor {
    /** The list of operations that it does. */
    readonly list: number;
    /** Descriptors that are probably open, besides 0, 1 and 2. */
    readonly open: Map<number, BelievedDescriptor>;
    ended: boolean;
}

export interface BelievedDescriptor {
    readonly closeOnExec: boolean;
    /** "pipe", "file", …: what it leads to. */
    readonly kind: string;
}
