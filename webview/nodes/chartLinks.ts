/** The links of Channels, under the cards. */
import { css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ChartPlacement, Head, PlacedLink } from "../channels/chartPlacement";

export function chartLinks({ links, width, height }: ChartPlacement, active: string | null): TemplateResult {
    const shown = links.filter((link) => !link.background || (active !== null && link.touches.includes(active)));
    return html`<svg class="links" width=${width} height=${height} aria-hidden="true">
        ${repeat(
            shown,
            ({ key }) => key,
            (link) => linkLine(link, active),
        )}
        ${shown.map((link) => (link.label === null ? nothing : labelOf(link, link.label, active)))}
    </svg>`;
}

function linkLine(link: PlacedLink, active: string | null): SVGTemplateResult {
    const { flow, role, fresh, waiting, direct } = link;
    return svg`<g class="link-line ${flow} role-${role}${fresh ? " fresh" : ""}${direct ? " direct" : ""}${emphasis(link, active)}" data-touches=${link.touches.join(" ")}>
        <path class="way" d=${link.path} />
        ${waiting ? svg`<path class="way waiting" d=${link.path} />` : nothing}
        ${link.heads.map(headOf)}
    </g>`;
}

function emphasis({ touches }: PlacedLink, active: string | null): string {
    return active === null ? "" : touches.includes(active) ? " lit" : " faded";
}

/** Over all lines. */
function labelOf(link: PlacedLink, { x, y, anchor, text }: NonNullable<PlacedLink["label"]>, active: string | null): SVGTemplateResult {
    return svg`<text class="link-label role-${link.role}${emphasis(link, active)}" data-touches=${link.touches.join(" ")} x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;
}

function headOf({ x, y, turn }: Head): SVGTemplateResult {
    return svg`<path class="head" transform="translate(${x} ${y}) rotate(${turn})" d="M0,0 l-9,-4.5 v9 z" />`;
}

export const chartLinkStyles = css`
    .links { position: absolute; left: 0; top: 0; overflow: visible; pointer-events: none; }
    .link-line { transition: opacity 120ms; --line-colour: var(--quiet); }
    .link-line .way { stroke: var(--line-colour); stroke-width: 1.8; }
    .link-line .head { fill: var(--line-colour); }
    .link-line.write { --line-colour: var(--write); }
    .link-line.read { --line-colour: var(--read); }
    .link-line.both { --line-colour: var(--text); }
    .link-label { font: 10px var(--sans); fill: var(--dim); paint-order: stroke; stroke: var(--ground); stroke-width: 3px; }
    .link-line.direct .way { stroke-dasharray: 7 4; }
    .role-idle { --line-colour: var(--quiet-line) !important; }
    .role-idle .way { stroke-width: 1.1; stroke-dasharray: 2 3; }
    .role-held { --line-colour: var(--vscode-charts-red) !important; }
    .role-held .way { stroke-width: 2; stroke-dasharray: 6 4; }
    .link-label.role-held { fill: var(--trouble-text); font-weight: 600; }
    .role-wait { --line-colour: var(--vscode-charts-yellow) !important; }
    .role-wait .way { stroke-width: 1.4; stroke-dasharray: 1 3.5; stroke-linecap: round; stroke-width: 2.2; }
    .link-label.role-wait { fill: var(--wait-text); }
    .role-fork { --line-colour: var(--quiet-line) !important; }
    .role-fork .way { stroke-width: 1.1; }
    /* Dots on the line: whoever waits there waits for what comes along it. */
    .link-line .way.waiting { stroke: var(--vscode-charts-yellow); stroke-width: 3.4; stroke-dasharray: 0.1 9; stroke-linecap: round; }
    .link-line.fresh .way, .link-line.lit .way { stroke-width: 2.8; }
    .link-line.faded, .link-label.faded { opacity: 0.22; }
    .role-idle.lit .way { stroke: var(--text); stroke-width: 1.4; }
    @media (prefers-reduced-motion: reduce) { .link-line { transition: none; } }
    :host-context(.vscode-reduce-motion) .link-line { transition: none; }
`;
