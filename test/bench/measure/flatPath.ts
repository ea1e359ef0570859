/** An SVG path as straight pieces, which can be held against boxes and against each other. Pure. */
import type { Point } from "../../../webview/layout/curves";

export interface Piece {
    readonly from: Point;
    readonly to: Point;
}

/** A curve is as good as this many straight pieces. */
const piecesOfCurve = 12;

/** Of the commands that the layouts write: M, L, H, h, V, v, Q and C. Throws at any other. */
export function flatPath(path: string): readonly Piece[] {
    const pieces: Piece[] = [];
    let at: Point = { x: 0, y: 0 };
    const lineTo = (to: Point): void => {
        if (to.x !== at.x || to.y !== at.y) pieces.push({ from: at, to });
        at = to;
    };
    for (const [, command = "", text = ""] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
        const numbers = (text.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
        const points = pairsOf(numbers);
        const [first = 0] = numbers;
        switch (command) {
            case "M":
                at = points[0] ?? at;
                points.slice(1).forEach(lineTo);
                break;
            case "L":
                points.forEach(lineTo);
                break;
            case "H":
                lineTo({ x: first, y: at.y });
                break;
            case "h":
                lineTo({ x: at.x + first, y: at.y });
                break;
            case "V":
                lineTo({ x: at.x, y: first });
                break;
            case "v":
                lineTo({ x: at.x, y: at.y + first });
                break;
            case "Q":
            case "C": {
                const controls = [at, ...points];
                for (let step = 1; step <= piecesOfCurve; step += 1) lineTo(onCurve(controls, step / piecesOfCurve));
                break;
            }
            default:
                throw new Error(`"${command}" in the path ${path}`);
        }
    }
    return pieces;
}

/** In the manner of de Casteljau. */
function onCurve(controls: readonly Point[], part: number): Point {
    const [only = { x: 0, y: 0 }, ...others] = controls;
    if (others.length === 0) return only;
    const between = others.map((to, index) => {
        const from = controls[index] ?? to;
        return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    });
    return onCurve(between, part);
}

function pairsOf(numbers: readonly number[]): readonly Point[] {
    return numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1] ?? 0 }] : []));
}
