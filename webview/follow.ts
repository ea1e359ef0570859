/**
 * Keeps the card of the process that stopped in sight, until the user scrolls away from it; scrolling back to it takes
 * it up again.
 */
import type { NodeId } from "./card/card";

export class Follow {
    private followed: NodeId | null = null;
    private on = true;
    /** Where we scrolled to ourselves: a scroll event from there is not the user's. */
    private own: number | null = null;

    /** `find`: the element of a card, which is not the same one all the time. */
    constructor(
        private readonly frame: HTMLElement,
        private readonly find: (id: NodeId) => HTMLElement | null,
    ) {
        frame.addEventListener("scroll", () => this.scrolled());
    }

    /** A new trace: the user has not scrolled away from anything yet. */
    restart(): void {
        this.on = true;
        this.followed = null;
    }

    /** What to keep in sight now. */
    turnTo(id: NodeId): void {
        this.followed = id;
        if (this.on) this.show(id);
    }

    /** The user asks for it. */
    show(id: NodeId): void {
        this.on = true;
        this.followed = id;
        this.find(id)?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
        this.own = this.frame.scrollTop;
    }

    private scrolled(): void {
        if (this.own !== null && Math.abs(this.frame.scrollTop - this.own) < 2) return;
        this.own = null;
        const card = this.followed === null ? null : this.find(this.followed);
        if (card !== null) this.on = this.isInSight(card);
    }

    private isInSight(card: HTMLElement): boolean {
        const box = card.getBoundingClientRect();
        const frame = this.frame.getBoundingClientRect();
        return box.bottom > frame.top && box.top < frame.bottom;
    }
}
