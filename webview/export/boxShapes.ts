/** The ground and the borders of a box of the page as shapes. */
import type { Box } from "../card/card";
import type { Colours } from "./colours";
import type { RectShape } from "./shapes";

export type BoxStyle = Pick<
    CSSStyleDeclaration,
    | "backgroundColor"
    | "backgroundImage"
    | "borderTopLeftRadius"
    | "borderBottomRightRadius"
    | "borderTopWidth"
    | "borderTopStyle"
    | "borderTopColor"
    | "borderBottomWidth"
    | "borderBottomStyle"
    | "borderBottomColor"
    | "borderLeftWidth"
    | "borderLeftStyle"
    | "borderLeftColor"
    | "borderRightWidth"
    | "borderRightStyle"
    | "borderRightColor"
>;

/** Stripes of the bars of a second round of colours (nodes/process.ts). */
const stripe = { height: 6, step: 9 };

export function boxShapes(box: Box, style: BoxStyle, opacity: number, colours: Colours): readonly RectShape[] {
    if (box.width <= 0 || box.height <= 0) return [];
    const radius = Math.min(
        Math.max(parse(style.borderTopLeftRadius), parse(style.borderBottomRightRadius)),
        box.width / 2,
        box.height / 2,
    );
    const plain = { kind: "rect", radius: 0, fill: null, stroke: null, strokeWidth: 0, dash: [] } as const;
    const shapes: RectShape[] = [];
    const striped = /^repeating-linear-gradient\((.*?\)) /.exec(style.backgroundImage)?.[1];
    if (striped !== undefined) {
        for (let y = 0; y < box.height; y += stripe.step) {
            const height = Math.min(stripe.height, box.height - y);
            shapes.push({ ...plain, ...box, y: box.y + y, height, fill: colours.paint(striped, opacity) });
        }
    }
    const fill = colours.paint(style.backgroundColor, opacity);
    const width = visible(style.borderTopWidth, style.borderTopStyle);
    const isUniform =
        width > 0 &&
        (["Bottom", "Left", "Right"] as const).every(
            (side) => style[`border${side}Width`] === style.borderTopWidth && style[`border${side}Color`] === style.borderTopColor,
        );
    const stroke = isUniform ? colours.paint(style.borderTopColor, opacity) : null;
    if (fill !== null || stroke !== null) {
        const inset = stroke === null ? 0 : width / 2;
        shapes.push({
            ...plain,
            x: box.x + inset,
            y: box.y + inset,
            width: box.width - 2 * inset,
            height: box.height - 2 * inset,
            radius: Math.max(0, radius - inset),
            fill,
            stroke,
            strokeWidth: width,
            dash: style.borderTopStyle === "dashed" ? [3 * width, 2 * width] : [],
        });
    }
    if (isUniform) return shapes;
    const { x, y, width: across, height: down } = box;
    const [top, bottom] = [width, visible(style.borderBottomWidth, style.borderBottomStyle)];
    const [left, right] = [visible(style.borderLeftWidth, style.borderLeftStyle), visible(style.borderRightWidth, style.borderRightStyle)];
    const sides = [
        { x, y, width: across, height: top, color: style.borderTopColor },
        { x, y: y + down - bottom, width: across, height: bottom, color: style.borderBottomColor },
        { x, y, width: left, height: down, color: style.borderLeftColor },
        { x: x + across - right, y, width: right, height: down, color: style.borderRightColor },
    ];
    for (const { color, ...side } of sides) {
        const paint = colours.paint(color, opacity);
        if (side.width > 0 && side.height > 0 && paint !== null) shapes.push({ ...plain, ...side, fill: paint });
    }
    return shapes;
}

function visible(width: string, style: string): number {
    return style === "none" || style === "hidden" ? 0 : parse(width);
}

function parse(text: string): number {
    const value = Number.parseFloat(text);
    return Number.isFinite(value) ? value : 0;
}
