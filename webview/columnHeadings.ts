/** The names of the three columns, which stay in sight while the diagram scrolls. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { Arrangement, Column } from "./layout/view";

const roomForWords = 160;
const barHeight = 32;

export function columnHeadings(arrangement: Arrangement, zoom: number): TemplateResult | typeof nothing {
    if (arrangement.kind === "stack") return nothing;
    const { processes, descriptions, objects, right } = arrangement;
    return html`
        <div class="headings" .style=${`width:max(100%, ${arrangement.width * zoom}px);height:${barHeight * zoom}px;margin-bottom:${-barHeight * zoom}px`}><div class="titles" .style=${`width:${arrangement.width}px;zoom:${zoom}`}>
            ${[processes, right?.processes].map(processHeading)}
            ${[descriptions, right?.descriptions].map(descriptionHeading)}
            <h2 .style=${`left:${objects.x}px;width:${objects.width}px`}>Kernel objects</h2>
        </div></div>`;
}

function processHeading(column: Column | undefined): TemplateResult | typeof nothing {
    return column === undefined ? nothing : html`<h2 .style=${placeOf(column)}>Processes <span>· descriptor tables</span></h2>`;
}

function descriptionHeading(column: Column | null | undefined): TemplateResult | typeof nothing {
    if (column === undefined || column === null) return nothing;
    return html`<h2 .style=${placeOf(column)} title="Open file descriptions">${column.width < roomForWords ? "Descriptions" : "Open file descriptions"}</h2>`;
}

function placeOf({ x, width }: Column): string {
    return `left:${x}px;width:${width}px`;
}

export const headingStyles = css`
    .headings { position: sticky; top: 0; z-index: 4; background: linear-gradient(var(--ground) 70%, transparent); pointer-events: none; }
    .titles { position: relative; margin: 0 auto; }
    h2 { position: absolute; top: 11px; margin: 0; font: 600 10px/14px var(--sans); letter-spacing: 0.04em; text-transform: uppercase; color: var(--dim); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    h2 span { text-transform: none; font-weight: 400; letter-spacing: 0; }
`;
