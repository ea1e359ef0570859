/** What a channel says of itself where it is a tube on an arrow between two processes. */

/** What stands in it: bytes of one line of one process, or a message. */
export interface Piece {
    /** The writer's colour; null: unknown. */
    readonly color: number | null;
    readonly text: string;
    /** What is said of it when it is pointed at. */
    readonly title: string;
}

/** What is on its way in one direction. */
export interface Lane {
    /** What is taken next stands first. */
    readonly pieces: readonly Piece[];
    /** How many more there are. */
    readonly more: number;
}

export interface ChannelFace extends Lane {
    /** "pipe1" */
    readonly name: string;
    /** "empty", "312 bytes", "full: 65 536 bytes"; "": what stands in it says that. */
    readonly amount: string;
    /** Said where bytes would stand: "listens, 2 clients", "other end unknown". */
    readonly remark?: string | null;
    /** How full it is, from 0 to 1; null: unknown, or it has no limit. */
    readonly level: number | null;
    /** What goes the other way, away from whoever uses this object; absent: nothing can. */
    readonly away?: Lane;
    readonly spoken: string;
}
