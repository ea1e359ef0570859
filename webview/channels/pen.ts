/** Draws in the axes of the layout. */
import { pointAt } from "./axes";
import type { Direction } from "./metrics";

export class Pen {
    path: string;

    constructor(
        private readonly direction: Direction,
        private along: number,
        private across: number,
    ) {
        this.path = `M${this.at(along, across)}`;
    }

    /** Leaves and arrives along the layers' axis, so that it stays between the two ends. */
    bendTo(along: number, across: number): void {
        const middle = (this.along + along) / 2;
        if (across === this.across) this.path += ` L${this.at(along, across)}`;
        else this.path += ` C${this.at(middle, this.across)} ${this.at(middle, across)} ${this.at(along, across)}`;
        [this.along, this.across] = [along, across];
    }

    straightTo(along: number): void {
        if (along === this.along) return;
        this.path += ` L${this.at(along, this.across)}`;
        this.along = along;
    }

    /** Out to one side, and back to the same layer. */
    arc(across: number, reach: number): void {
        const { along } = this;
        this.path += ` C${this.at(along + reach, this.across)} ${this.at(along + reach, across)} ${this.at(along, across)}`;
        this.across = across;
    }

    private at(along: number, across: number): string {
        const { x, y } = pointAt(along, across, this.direction);
        return `${x},${y}`;
    }
}
