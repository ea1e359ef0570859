/** Draws in the axes of the layout. */
import { pointAt } from "./axes";
import type { Direction } from "./metrics";

export class Pen {
    private path: string;
    /** Straight on from there is not drawn yet. */
    private from: number;

    constructor(
        private readonly direction: Direction,
        private along: number,
        private across: number,
    ) {
        this.path = `M${this.at(along, across)}`;
        this.from = along;
    }

    drawn(): string {
        this.drawStraight();
        return this.path;
    }

    /** Leaves and arrives along the layers' axis, so that it stays between the two ends. */
    bendTo(along: number, across: number): void {
        if (across !== this.across) {
            this.drawStraight();
            const middle = (this.along + along) / 2;
            this.path += ` C${this.at(middle, this.across)} ${this.at(middle, across)} ${this.at(along, across)}`;
            [this.from, this.across] = [along, across];
        }
        this.along = along;
    }

    straightTo(along: number): void {
        this.along = along;
    }

    /** Out to one side, and back to the same layer. */
    arc(across: number, reach: number): void {
        this.drawStraight();
        const { along } = this;
        this.path += ` C${this.at(along + reach, this.across)} ${this.at(along + reach, across)} ${this.at(along, across)}`;
        this.across = across;
    }

    private drawStraight(): void {
        if (this.along !== this.from) this.path += ` L${this.at(this.along, this.across)}`;
        this.from = this.along;
    }

    private at(along: number, across: number): string {
        const { x, y } = pointAt(along, across, this.direction);
        return `${x},${y}`;
    }
}
