/** A picture as shapes, which can be written as SVG or painted on a canvas. Pixels of the diagram, from the picture's corner. */

export interface Paint {
    /** "#1e1e1e" */
    readonly color: string;
    readonly opacity: number;
}

interface Drawn {
    readonly fill: Paint | null;
    readonly stroke: Paint | null;
    readonly strokeWidth: number;
    readonly dash: readonly number[];
}

/** As in SVG and in CSS: a, b, c, d, e, f. */
export type Matrix = readonly [number, number, number, number, number, number];

export interface RectShape extends Drawn {
    readonly kind: "rect";
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly radius: number;
}

export interface PathShape extends Drawn {
    readonly kind: "path";
    /** In the words of SVG. */
    readonly path: string;
    readonly matrix: Matrix;
}

export interface TextShape extends Drawn {
    readonly kind: "text";
    readonly text: string;
    /** Of its start, on the base line. */
    readonly x: number;
    readonly y: number;
    /** As wide as it is here, whatever font is there elsewhere; null: where it does not matter. */
    readonly width: number | null;
    readonly size: number;
    readonly weight: number;
    readonly italic: boolean;
    readonly mono: boolean;
    /** As the page has it; a canvas can use it. */
    readonly family: string;
    readonly anchor: "start" | "middle" | "end";
    readonly matrix: Matrix;
}

export type Shape = RectShape | PathShape | TextShape;

export interface Shapes {
    readonly width: number;
    readonly height: number;
    readonly shapes: readonly Shape[];
}

export const identity: Matrix = [1, 0, 0, 1, 0, 0];
