/** Lines, arrow heads and icons of the page as shapes. */
import type { Colours } from "./colours";
import type { Matrix, PathShape, Shape, TextShape } from "./shapes";

/** `toPicture`: from pixels of the page to those of the picture. */
export function shapeOfGraphic(
    element: SVGGraphicsElement,
    style: CSSStyleDeclaration,
    opacity: number,
    colours: Colours,
    toPicture: Matrix,
): Shape | null {
    const screen = element.getScreenCTM();
    if (screen === null) return null;
    const matrix = product(toPicture, [screen.a, screen.b, screen.c, screen.d, screen.e, screen.f]);
    const drawn = {
        fill: colours.paint(style.fill, opacity * number(style.fillOpacity, 1)),
        stroke: colours.paint(style.stroke, opacity * number(style.strokeOpacity, 1)),
        strokeWidth: number(style.strokeWidth, 1),
        dash: style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/).map((part) => number(part, 0)),
    };
    if (element instanceof SVGTextElement) {
        const text: TextShape = {
            ...drawn,
            kind: "text",
            text: element.textContent,
            x: number(element.getAttribute("x"), 0),
            y: number(element.getAttribute("y"), 0),
            width: null,
            size: number(style.fontSize, 10),
            weight: number(style.fontWeight, 400),
            italic: style.fontStyle === "italic",
            mono: false,
            family: style.fontFamily,
            anchor: style.textAnchor === "middle" || style.textAnchor === "end" ? style.textAnchor : "start",
            matrix,
        };
        return text.text.trim() === "" ? null : text;
    }
    const path = pathOf(element);
    if (path === null || (drawn.fill === null && drawn.stroke === null)) return null;
    const shape: PathShape = { ...drawn, kind: "path", path, matrix };
    return shape;
}

function pathOf(element: SVGGraphicsElement): string | null {
    const get = (name: string): number => number(element.getAttribute(name), 0);
    if (element instanceof SVGPathElement) return element.getAttribute("d");
    if (element instanceof SVGCircleElement) {
        const [x, y, radius] = [get("cx"), get("cy"), get("r")];
        return `M${x - radius},${y} a${radius},${radius} 0 1 0 ${2 * radius},0 a${radius},${radius} 0 1 0 ${-2 * radius},0 z`;
    }
    if (element instanceof SVGRectElement) return `M${get("x")},${get("y")} h${get("width")} v${get("height")} h${-get("width")} z`;
    return null;
}

function number(text: string | null, otherwise: number): number {
    const value = Number.parseFloat(text ?? "");
    return Number.isFinite(value) ? value : otherwise;
}

/** First the second, then the first. */
function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
    return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
