/** Colours in any words of CSS, as a number and an opacity that every program understands. */
import type { Paint } from "./shapes";

export class Colours {
    private readonly known = new Map<string, Paint | null>();
    private readonly context = canvasContext();

    /** null: it shows nothing. `opacity`: of what it is painted on. */
    paint(css: string, opacity: number): Paint | null {
        const own = this.known.has(css) ? (this.known.get(css) ?? null) : this.read(css);
        this.known.set(css, own);
        if (own === null) return null;
        const total = Math.round(own.opacity * opacity * 1000) / 1000;
        return total === 0 ? null : { color: own.color, opacity: total };
    }

    private read(css: string): Paint | null {
        if (css === "none" || css === "transparent" || css === "") return null;
        this.context.clearRect(0, 0, 1, 1);
        this.context.fillStyle = css;
        this.context.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0, alpha = 0] = this.context.getImageData(0, 0, 1, 1).data;
        if (alpha === 0) return null;
        return { color: `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`, opacity: alpha / 255 };
    }
}

function canvasContext(): CanvasRenderingContext2D {
    const canvas = document.createElement("canvas");
    canvas.width = 1;
    canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) throw new Error("This browser has no canvas.");
    return context;
}
