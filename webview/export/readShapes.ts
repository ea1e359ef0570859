/** Reads the picture off the page, whichever view it shows: boxes, lines and text, as the browser has laid them out. */
import { Colours } from "./colours";
import { boxShapes } from "./boxShapes";
import { identity, type Matrix, type Shape, type Shapes, type TextShape } from "./shapes";
import { shapeOfGraphic } from "./svgShapes";
import { textRuns, type Bounds } from "./textRuns";

const margin = 12;
const everything: Bounds = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** `zoom`: pixels of the page for each of the picture's. `ground`: what it stands on, in any words of CSS. */
export function readShapes(world: HTMLElement, zoom: number, ground: string): Shapes {
    const cards = [...world.querySelectorAll<HTMLElement>(".card")].map((card) => card.getBoundingClientRect());
    const origin = world.getBoundingClientRect();
    const left = Math.min(origin.left, ...cards.map((box) => box.left)) - margin * zoom;
    const top = Math.min(...cards.map((box) => box.top)) - 2 * margin * zoom;
    const right = Math.max(origin.left, ...cards.map((box) => box.right)) + 5 * margin * zoom;
    const bottom = Math.max(...cards.map((box) => box.bottom)) + 2 * margin * zoom;
    const reader = new Reader(new Colours(), [1 / zoom, 0, 0, 1 / zoom, -left / zoom, -top / zoom]);
    const [width, height] = [(right - left) / zoom, (bottom - top) / zoom];
    reader.ground(ground, width, height);
    reader.read(world, 1, everything);
    return { width, height, shapes: reader.shapes };
}

class Reader {
    readonly shapes: Shape[] = [];
    private readonly measure = document.createElement("canvas").getContext("2d");

    constructor(
        private readonly colours: Colours,
        private readonly toPicture: Matrix,
    ) {}

    ground(color: string, width: number, height: number): void {
        this.shapes.push({
            kind: "rect",
            x: 0,
            y: 0,
            width,
            height,
            radius: 0,
            fill: this.colours.paint(color, 1),
            stroke: null,
            strokeWidth: 0,
            dash: [],
        });
    }

    read(element: Element, outside: number, clip: Bounds): void {
        const style = getComputedStyle(element);
        if (style.display === "none" || style.visibility === "hidden") return;
        const filtered = /^opacity\(([\d.]+)\)$/.exec(style.filter)?.[1];
        const opacity = outside * Number(style.opacity) * Number(filtered ?? 1);
        if (opacity < 0.01) return;
        if (element instanceof SVGGraphicsElement && !(element instanceof SVGSVGElement) && !(element instanceof SVGGElement)) {
            const shape = shapeOfGraphic(element, style, opacity, this.colours, this.toPicture);
            if (shape !== null) this.shapes.push(shape);
            return;
        }
        const isBox = element instanceof HTMLElement;
        if (isBox) this.box(element, style, opacity);
        const own = isBox && style.overflow !== "visible" ? within(clip, element.getBoundingClientRect()) : clip;
        const children = [...element.childNodes].sort((one, other) => layerOf(one) - layerOf(other));
        for (const child of children) {
            if (child instanceof Text) this.text(child, style, opacity, own);
            else if (child instanceof Element) this.read(child, opacity, own);
        }
    }

    private box(element: HTMLElement, style: CSSStyleDeclaration, opacity: number): void {
        const rect = element.getBoundingClientRect();
        const zoom = 1 / this.toPicture[0];
        const at = this.point(rect.left, rect.top);
        const [width, height] = [rect.width / zoom, rect.height / zoom];
        this.shapes.push(...boxShapes({ ...at, width, height }, style, opacity, this.colours));
        for (const name of ["::before", "::after"]) {
            const pseudo = getComputedStyle(element, name);
            if (pseudo.content === "none" || pseudo.content === "normal" || pseudo.position !== "absolute") continue;
            const inside = {
                x: at.x + parse(style.borderLeftWidth) + parse(pseudo.left),
                y: at.y + parse(style.borderTopWidth) + parse(pseudo.top),
                width: parse(pseudo.width),
                height: parse(pseudo.height),
            };
            this.shapes.push(...boxShapes(inside, pseudo, opacity * Number(pseudo.opacity), this.colours));
        }
    }

    private text(node: Text, style: CSSStyleDeclaration, opacity: number, clip: Bounds): void {
        const fill = this.colours.paint(style.color, opacity);
        if (fill === null || this.measure === null) return;
        for (const run of textRuns(node, style, clip)) {
            this.measure.font = style.font;
            const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = this.measure.measureText(run.text);
            const start = this.point(run.left, run.top);
            const end = this.point(run.right, run.bottom);
            const shape: TextShape = {
                kind: "text",
                text: run.text,
                x: start.x,
                y: start.y + ((end.y - start.y) * ascent) / (ascent + descent),
                width: end.x - start.x,
                size: parse(style.fontSize),
                weight: parse(style.fontWeight),
                italic: style.fontStyle === "italic",
                mono: /mono|consolas|menlo|courier/i.test(style.fontFamily),
                family: style.fontFamily,
                anchor: "start",
                matrix: identity,
                fill,
                stroke: null,
                strokeWidth: 0,
                dash: [],
            };
            this.shapes.push(shape);
        }
    }

    private point(x: number, y: number): { readonly x: number; readonly y: number } {
        const [scale, , , , left, top] = this.toPicture;
        return { x: x * scale + left, y: y * scale + top };
    }
}

/** What lies over its neighbours comes last. */
function layerOf(node: Node): number {
    if (!(node instanceof HTMLElement)) return 0;
    const layer = Number(getComputedStyle(node).zIndex);
    return Number.isFinite(layer) ? layer : 0;
}

function within(clip: Bounds, { left, top, right, bottom }: Bounds): Bounds {
    return {
        left: Math.max(clip.left, left),
        top: Math.max(clip.top, top),
        right: Math.min(clip.right, right),
        bottom: Math.min(clip.bottom, bottom),
    };
}

function parse(text: string): number {
    const value = Number.parseFloat(text);
    return Number.isFinite(value) ? value : 0;
}
