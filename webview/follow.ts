/**
 * Keeps the process that stopped in sight, until the user scrolls away from it; scrolling back to it takes it up again.
 */
export class Follow {
    private followed: HTMLElement | null = null;
    private on = true;
    /** Where we scrolled to ourselves: a scroll event from there is not the user's. */
    private own: number | null = null;

    constructor(private readonly frame: HTMLElement) {
        frame.addEventListener("scroll", () => this.scrolled());
    }

    /** A new trace: the user has not scrolled away from anything yet. */
    restart(): void {
        this.on = true;
        this.followed = null;
    }

    /** What to keep in sight now. */
    turnTo(card: HTMLElement | null): void {
        if (card === null) return;
        this.followed = card;
        if (this.on) this.show(card);
    }

    /** The user asks for it. */
    show(card: HTMLElement): void {
        this.on = true;
        this.followed = card;
        card.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
        this.own = this.frame.scrollTop;
    }

    private scrolled(): void {
        if (this.own !== null && Math.abs(this.frame.scrollTop - this.own) < 2) return;
        this.own = null;
        if (this.followed !== null) this.on = this.isInSight(this.followed);
    }

    private isInSight(card: HTMLElement): boolean {
        const box = card.getBoundingClientRect();
        const frame = this.frame.getBoundingClientRect();
        return box.bottom > frame.top && box.top < frame.bottom;
    }
}
