/** What a channel says of itself where it is a tube on an arrow between two processes. */

/** What stands in it: bytes of one line of one process, or a message. */
export interface Piece {
    /** The writer's colour; null: unknown. */
    readonly color: number | null;
    readonly text: string;
    /** What is said of it when it is pointed at. */
    readonly title: string;
}

export interface ChannelFace {
    /** "pipe1" */
    readonly name: string;
    /** "empty", "312 bytes", "full: 65 536 bytes" */
    readonly amount: string;
    /** How full it is, from 0 to 1; null: unknown, or it has no limit. */
    readonly level: number | null;
    /** What is taken next stands first. */
    readonly pieces: readonly Piece[];
    /** How many more there are. */
    readonly more: number;
    readonly spoken: string;
}
