/**
 * One place of a pipe's ring of pages, or several that follow each other and are alike. The kernel counts a pipe's room in these, not in bytes: a page that is partly used
 * takes a whole place (fs/pipe.c, anon_pipe_write).
 */
export interface Slot {
    /** Where the bytes begin in the page. */
    readonly start: number;
    /** Bytes in the page; in each of the pages. */
    readonly length: number;
    /** Places that it takes; more than one only of whole pages, so that no write makes a long list. */
    readonly pages: number;
    /** A later small write may fill the rest of the page. */
    readonly canMerge: boolean;
    /** O_DIRECT: a read takes this slot alone, and discards what it did not want of it. */
    readonly packet: boolean;
}
