/** In milliseconds: who has not gone on in that time waits for somebody else. */
const aWhile = 1000;

/** Tells when nothing has come for a while. */
export class Quiet {
    private timer: ReturnType<typeof setTimeout> | undefined;

    constructor(private readonly rested: () => void) {}

    /** Something has come. */
    stir(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(this.rested, aWhile);
    }
}
