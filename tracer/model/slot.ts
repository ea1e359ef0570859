/**
 * One place of a pipe's ring of pages. The kernel counts a pipe's room in these, not in bytes: a page that is partly used
 * takes a whole place (fs/pipe.c, anon_pipe_write).
 */
export interface Slot {
    /** Where the bytes begin in the page. */
    readonly start: number;
    readonly length: number;
    /** A later small write may fill the rest of the page. */
    readonly canMerge: boolean;
    /** O_DIRECT: a read takes this slot alone, and discards what it did not want of it. */
    readonly packet: boolean;
}
