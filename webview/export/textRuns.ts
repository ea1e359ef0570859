/** Where the text of an element stands, line by line, and what of it is to be seen. */

export interface Bounds {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
}

export interface TextRun extends Bounds {
    readonly text: string;
}

/** Pixels of the page. `clip`: what is outside does not show; what is cut gets an ellipsis, as the browser draws it. */
export function textRuns(node: Text, style: CSSStyleDeclaration, clip: Bounds): readonly TextRun[] {
    const text = node.data;
    if (text.trim() === "") return [];
    const lines = linesOf(node);
    const seen = lines.filter(({ bounds }) => {
        const middle = (bounds.top + bounds.bottom) / 2;
        return middle >= clip.top && middle <= clip.bottom;
    });
    return seen.flatMap(({ from, to, bounds }, index): readonly TextRun[] => {
        const raw = text.slice(from, to);
        const said = style.whiteSpace.startsWith("pre") ? raw : raw.replace(/\s+/g, " ");
        const shown = style.textTransform === "uppercase" ? said.toUpperCase() : said;
        const goesOn = index === seen.length - 1 && lines.at(-1)?.to !== to;
        return cut({ ...bounds, text: goesOn ? `${shown}…` : shown }, clip);
    });
}

interface Line {
    readonly from: number;
    readonly to: number;
    readonly bounds: Bounds;
}

/** Without the spaces around them, which the bounds must not hold either. */
function linesOf(node: Text): readonly Line[] {
    const range = document.createRange();
    range.selectNodeContents(node);
    const all = [...range.getClientRects()].filter((rect) => rect.width > 0);
    if (all.length === 0) return [];
    const isOne = new Set(all.map((rect) => Math.round(rect.top))).size === 1;
    const lines = isOne ? [{ from: 0, to: node.length }] : brokenLines(node, range);
    return lines.flatMap(({ from, to }): readonly Line[] => {
        const text = node.data.slice(from, to);
        const start = from + text.length - text.trimStart().length;
        const end = from + text.trimEnd().length;
        if (start >= end) return [];
        range.setStart(node, start);
        range.setEnd(node, end);
        const { left, top, right, bottom } = range.getBoundingClientRect();
        return [{ from: start, to: end, bounds: { left, top, right, bottom } }];
    });
}

function brokenLines(node: Text, range: Range): readonly { readonly from: number; readonly to: number }[] {
    const lines: { from: number; to: number; top: number }[] = [];
    for (let at = 0; at < node.length; at += 1) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const rect = [...range.getClientRects()].find(({ width }) => width > 0);
        const line = lines.at(-1);
        if (rect !== undefined && (line === undefined || Math.abs(line.top - rect.top) > 2)) {
            lines.push({ from: at, to: at + 1, top: rect.top });
        } else if (line !== undefined) {
            line.to = at + 1;
        }
    }
    return lines;
}

/** Paths are cut at their beginning. */
function cut(run: TextRun, clip: Bounds): readonly TextRun[] {
    const left = Math.max(run.left, clip.left);
    const right = Math.min(run.right, clip.right);
    if (right - left > run.right - run.left - 1) return [run];
    if (right - left < 4) return [];
    const room = Math.max(1, Math.floor((run.text.length * (right - left)) / (run.right - run.left)) - 1);
    const text = run.left < clip.left - 1 ? `…${run.text.slice(-room)}` : `${run.text.slice(0, room)}…`;
    return [{ ...run, left, right, text }];
}
