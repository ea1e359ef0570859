/** Shapes as an SVG file that needs nothing else: no style sheet, no script, no font that is not everywhere. Pure. */
import { escapedMarkup } from "../../tracer/model/escapedMarkup";
import { identity, type Matrix, type Paint, type Shape, type Shapes } from "./shapes";

const sans = "'Segoe UI', 'DejaVu Sans', 'Helvetica Neue', Arial, sans-serif";
const mono = "Consolas, 'DejaVu Sans Mono', Menlo, 'Courier New', monospace";

/** `title`: what a screen reader says of it. */
export function svgOf({ width, height, shapes }: Shapes, title: string): string {
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}" role="img">`,
        `<title>${escaped(title)}</title>`,
        ...shapes.map(elementOf),
        "</svg>",
        "",
    ].join("\n");
}

function elementOf(shape: Shape): string {
    switch (shape.kind) {
        case "rect":
            return `<rect${attributes({ x: shape.x, y: shape.y, width: shape.width, height: shape.height, rx: shape.radius === 0 ? null : shape.radius })}${paintOf(shape)}/>`;
        case "path":
            return `<path d="${escaped(shape.path)}"${transformOf(shape.matrix)}${paintOf(shape)}/>`;
        case "text": {
            const { x, y, text, size, weight, italic, anchor, width } = shape;
            const font = attributes({
                "x": x,
                "y": y,
                "font-family": shape.mono ? mono : sans,
                "font-size": size,
                "font-weight": weight === 400 ? null : weight,
                "font-style": italic ? "italic" : null,
                "text-anchor": anchor === "start" ? null : anchor,
                "textLength": width,
                "lengthAdjust": width === null ? null : "spacingAndGlyphs",
                "xml:space": "preserve",
                "paint-order": shape.stroke === null ? null : "stroke",
            });
            return `<text${font}${transformOf(shape.matrix)}${paintOf(shape)}>${escaped(text)}</text>`;
        }
    }
}

function paintOf({ fill, stroke, strokeWidth, dash }: Shape): string {
    return attributes({
        ...painted("fill", fill),
        ...(stroke === null
            ? {}
            : { ...painted("stroke", stroke), "stroke-width": strokeWidth, "stroke-dasharray": dash.length === 0 ? null : dash.join(" ") }),
    });
}

function painted(name: "fill" | "stroke", paint: Paint | null): Record<string, string | number | null> {
    return { [name]: paint?.color ?? "none", [`${name}-opacity`]: paint === null || paint.opacity === 1 ? null : paint.opacity };
}

function transformOf(matrix: Matrix): string {
    return matrix.every((value, index) => value === identity[index]) ? "" : ` transform="matrix(${matrix.map(number).join(" ")})"`;
}

function attributes(values: Readonly<Record<string, string | number | null>>): string {
    return Object.entries(values)
        .map(([name, value]) => (value === null ? "" : ` ${name}="${typeof value === "number" ? number(value) : escaped(value)}"`))
        .join("");
}

function number(value: number): string {
    return String(Math.round(value * 1000) / 1000);
}

/** What XML does not allow even escaped (control characters, halves of pairs) becomes U+FFFD. */
function escaped(text: string): string {
    return escapedMarkup(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd"));
}
