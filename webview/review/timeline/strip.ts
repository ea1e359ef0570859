/** Rectangles side by side that look the same are filled as one: where much happened there is one at every pixel. */

/** What of a canvas is needed. */
type Filled = Pick<CanvasRenderingContext2D, "fillStyle" | "globalAlpha" | "fillRect">;

export interface Filling {
    readonly top: number;
    readonly height: number;
    readonly colour: string;
    /** From 0 to 1. */
    readonly alpha: number;
}

/** Between two that are drawn as one there may be so many pixels. */
const gap = 1;

export class Strip {
    private filling: Filling = { top: 0, height: 0, colour: "", alpha: 1 };
    private from = 0;
    private to = 0;

    constructor(private readonly canvas: Filled) {}

    /** In the order of `from`, as far as they are alike. */
    add(from: number, to: number, filling: Filling): void {
        if (this.goesOn(from, filling)) {
            this.to = Math.max(this.to, to);
            return;
        }
        this.end();
        [this.from, this.to, this.filling] = [from, to, filling];
    }

    /** Nothing more is added. */
    end(): void {
        const { canvas, from, to, filling } = this;
        if (to > from) {
            canvas.globalAlpha = filling.alpha;
            canvas.fillStyle = filling.colour;
            canvas.fillRect(from, filling.top, to - from, filling.height);
        }
        this.to = this.from;
    }

    private goesOn(from: number, { top, height, colour, alpha }: Filling): boolean {
        const { filling } = this;
        const isAlike = top === filling.top && height === filling.height && colour === filling.colour && alpha === filling.alpha;
        return isAlike && this.to > this.from && from >= this.from && from <= this.to + gap;
    }
}
