/** The edges, under the cards: the ways of the bytes, and the process tree. */
import { css, html, svg, nothing, type SVGTemplateResult, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { arrowLength } from "../layout/measures";
import type { Arrow, PlacedEdge, PlacedFork, PlacedJoint, Placement } from "../layout/placement";

/**
 * `active`: the node or row that the user points at; null when none. With many processes (`crowded`) quiet edges show
 * only when pointed at; so do those in the background of a crowd, of which there is a hint otherwise.
 */
export function edgeLayer(placement: Placement, active: string | null, crowded: boolean): TemplateResult {
    return html`<svg class="edges${crowded ? " crowded" : ""}" width=${placement.width} height=${placement.height} aria-hidden="true">
        ${placement.hints.map((hint) => svg`<path class="hint ${hint.flow}" d=${hint.path} />`)}
        ${repeat(
            placement.forks,
            (fork) => fork.key,
            (fork) => forkLine(fork, active),
        )}
        ${repeat(
            placement.signals,
            (signal) => signal.key,
            (signal) => signalLine(signal, active),
        )}
        ${repeat(
            placement.joints,
            (joint) => joint.key,
            (joint) => jointLine(joint, active),
        )}
        ${repeat(
            placement.edges.filter((edge) => isDrawn(edge, active)),
            (edge) => edge.key,
            (edge) => edgeLine(edge, active),
        )}
    </svg>`;
}

function isDrawn(edge: PlacedEdge, active: string | null): boolean {
    return !edge.background || (active !== null && edge.touches.includes(active));
}

function emphasis(touches: readonly string[], active: string | null): string {
    if (active === null) return "";
    return touches.includes(active) ? " lit" : " faded";
}

function edgeLine(edge: PlacedEdge, active: string | null): SVGTemplateResult {
    return svg`<g class="edge ${edge.flow}${edge.fresh ? " fresh" : ""}${edge.direct ? " direct" : ""}${edge.folded ? " folded" : ""}${emphasis(edge.touches, active)}" data-touches=${edge.touches.join(" ")}>
        <path class="way" d=${edge.path} />
        ${edge.arrows.map(arrowHead)}
    </g>`;
}

function forkLine(fork: PlacedFork, active: string | null): SVGTemplateResult {
    return svg`<g class="fork${fork.fresh ? " fresh" : ""}${emphasis(fork.touches, active)}" data-touches=${fork.touches.join(" ")}>
        <path class="way" d=${fork.path} />
        ${arrowHead(fork.arrow)}
        ${fork.label === null ? nothing : svg`<text transform="translate(${fork.label.x} ${fork.label.y}) rotate(-90)">fork</text>`}
    </g>`;
}

function signalLine(signal: PlacedFork, active: string | null): SVGTemplateResult {
    return svg`<g class="signal-way${emphasis(signal.touches, active)}"><path class="way" d=${signal.path} />${arrowHead(signal.arrow)}</g>`;
}

function jointLine({ path, plugs, open, background, touches }: PlacedJoint, active: string | null): SVGTemplateResult {
    return svg`<g class="joint${background ? " background" : ""}${emphasis(touches, active)}">
        <path class="way" d=${path} />
        ${plugs.map(({ x, y }) => svg`<circle class="plug" cx=${x} cy=${y} r="3" />`)}
        ${open === null ? nothing : svg`<circle class="open" cx=${open.x} cy=${open.y} r="3" />`}
    </g>`;
}

function arrowHead({ x, y, points }: Arrow): SVGTemplateResult {
    const back = points === "right" ? -arrowLength : arrowLength;
    return svg`<path class="head" d="M${x},${y} l${back},-4.5 v9 z" />`;
}

export const edgeStyles = css`
    .edges { position: absolute; left: 0; top: 0; overflow: visible; pointer-events: none; }
    .way { fill: none; stroke-width: 1.6; transition: opacity 120ms; }
    .write .way { stroke: var(--write); }
    .write .head { fill: var(--write); }
    .read .way { stroke: var(--read); }
    .read .head { fill: var(--read); }
    .both .way { stroke: var(--text); }
    .both .head { fill: var(--text); }
    /* No descriptor leads there. */
    .direct .way { stroke-dasharray: 7 4; }
    .quiet .way { stroke: var(--quiet-line); stroke-width: 1.1; }
    /* A filter: plain opacity is applied to each thin line by itself, and adds up where they cross. */
    .hint { fill: none; stroke-width: 1; filter: opacity(0.14); }
    .hint.write { stroke: var(--write); }
    .hint.read { stroke: var(--read); }
    .hint.both { stroke: var(--text); }
    .crowded .quiet { display: none; }
    .crowded .quiet.lit { display: inline; }
    .edge.fresh .way { stroke-width: 2.6; }
    .fork .way { stroke: var(--dim); stroke-width: 1.3; }
    .fork .head { fill: var(--dim); }
    .fork text { font: 10px var(--sans); fill: var(--dim); text-anchor: middle; }
    .signal-way .way { stroke: var(--wait-text); stroke-dasharray: 2 3; }
    .signal-way .head { fill: var(--wait-text); }
    .signal-way.faded { opacity: 0.22; }
    .joint .way { stroke: var(--text); stroke-width: 2; }
    .joint .plug { fill: var(--text); }
    .joint .open { fill: var(--ground); stroke: var(--text); stroke-width: 1.4; }
    .joint.background, .joint.faded { opacity: 0.3; }
    .joint.background.lit { opacity: 1; }
    .lit .way { stroke-width: 2.6; opacity: 1; }
    .quiet.lit .way { stroke: var(--text); stroke-width: 1.8; }
    .crowded .edge { opacity: 0.6; }
    .crowded .edge.fresh, .crowded .edge.lit { opacity: 1; }
    .edge.folded { opacity: 0.3; }
    .edge.folded.lit { opacity: 1; }
    .edge.faded, .fork.faded { opacity: 0.22; }
    @media (prefers-reduced-motion: reduce) { .way { transition: none; } }
    :host-context(.vscode-reduce-motion) .way { transition: none; }
`;
