/**
 * Keeps the card of the process that stopped in sight, and with it what it waits for, until the user scrolls away from it;
 * scrolling back to it takes it up again.
 */
import type { NodeId } from "../card/card";
import { bringIntoSight, isInSight } from "./sight";

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

    /** What to keep in sight now, and what belongs to it. */
    turnTo(id: NodeId, others: readonly NodeId[]): void {
        this.followed = id;
        if (this.on) this.show(id, others);
    }

    /** The user asks for it. */
    show(id: NodeId, others: readonly NodeId[] = []): void {
        this.on = true;
        this.followed = id;
        bringIntoSight(
            this.frame,
            [id, ...others].flatMap((each) => this.find(each) ?? []),
        );
        this.own = this.frame.scrollTop;
    }

    private scrolled(): void {
        if (this.own !== null && Math.abs(this.frame.scrollTop - this.own) < 2) return;
        this.own = null;
        const card = this.followed === null ? null : this.find(this.followed);
        if (card !== null) this.on = isInSight(this.frame, card);
    }
}
