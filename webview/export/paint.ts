/** Shapes on a canvas: the page's policy loads no images, so nothing else could make a picture of them. */
import type { Shape, Shapes } from "./shapes";

/** Larger canvases fail, or come out empty. */
const mostPixels = 8192;

/** `scale`: pixels for each of the diagram's. Rejects when the browser cannot make a PNG of that size. */
export function pngOf({ width, height, shapes }: Shapes, scale: number): Promise<Blob> {
    const own = Math.min(scale, mostPixels / width, mostPixels / height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width * own);
    canvas.height = Math.ceil(height * own);
    const context = canvas.getContext("2d");
    if (context === null) return Promise.reject(new Error("This browser has no canvas."));
    context.scale(own, own);
    for (const shape of shapes) {
        context.save();
        draw(context, shape);
        context.restore();
    }
    return new Promise((resolve, reject) => {
        canvas.toBlob((blob) => (blob === null ? reject(new Error("The picture is too large for a PNG.")) : resolve(blob)), "image/png");
    });
}

function draw(context: CanvasRenderingContext2D, shape: Shape): void {
    context.setLineDash([...shape.dash]);
    context.lineWidth = shape.strokeWidth;
    switch (shape.kind) {
        case "rect": {
            const outline = new Path2D();
            outline.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
            fillAndStroke(context, shape, outline);
            return;
        }
        case "path":
            context.transform(...shape.matrix);
            fillAndStroke(context, shape, new Path2D(shape.path));
            return;
        case "text": {
            context.transform(...shape.matrix);
            context.font = `${shape.italic ? "italic " : ""}${shape.weight} ${shape.size}px ${shape.family}`;
            context.textAlign = shape.anchor === "middle" ? "center" : shape.anchor;
            context.lineJoin = "round";
            const most = shape.width ?? undefined;
            if (shape.stroke !== null) {
                paint(context, shape.stroke, "strokeStyle", () => context.strokeText(shape.text, shape.x, shape.y, most));
            }
            if (shape.fill !== null) paint(context, shape.fill, "fillStyle", () => context.fillText(shape.text, shape.x, shape.y, most));
        }
    }
}

function fillAndStroke(context: CanvasRenderingContext2D, { fill, stroke }: Shape, path: Path2D): void {
    if (fill !== null) paint(context, fill, "fillStyle", () => context.fill(path));
    if (stroke !== null) paint(context, stroke, "strokeStyle", () => context.stroke(path));
}

function paint(
    context: CanvasRenderingContext2D,
    { color, opacity }: NonNullable<Shape["fill"]>,
    style: "fillStyle" | "strokeStyle",
    act: () => void,
): void {
    context[style] = color;
    context.globalAlpha = opacity;
    act();
}
