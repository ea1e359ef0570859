/** The names of the three columns, which stay in sight while the diagram scrolls. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { Arrangement } from "./layout/view";

const roomForWords = 160;
const barHeight = 32;

export function columnHeadings(arrangement: Arrangement, zoom: number): TemplateResult | typeof nothing {
    if (arrangement.kind === "stack") return nothing;
    const { processes, descriptions, objects } = arrangement;
    return html`
        <div class="headings" .style=${`width:max(100%, ${arrangement.width * zoom}px);height:${barHeight * zoom}px;margin-bottom:${-barHeight * zoom}px`}><div class="titles" .style=${`width:${arrangement.width}px;zoom:${zoom}`}>
            <h2 .style=${`left:${processes.x}px;width:${processes.width}px`}>Processes <span>· descriptor tables</span></h2>
            ${descriptions === null ? nothing : html`<h2 .style=${`left:${descriptions.x}px;width:${descriptions.width}px`} title="Open file descriptions">${descriptions.width < roomForWords ? "Descriptions" : "Open file descriptions"}</h2>`}
            <h2 .style=${`left:${objects.x}px;width:${objects.width}px`}>Kernel objects</h2>
        </div></div>`;
}

export const headingStyles = css`
    .headings { position: sticky; top: 0; z-index: 4; background: linear-gradient(var(--ground) 70%, transparent); pointer-events: none; }
    .titles { position: relative; margin: 0 auto; }
    h2 { position: absolute; top: 11px; margin: 0; font: 600 10px/14px var(--sans); letter-spacing: 0.04em; text-transform: uppercase; color: var(--dim); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    h2 span { text-transform: none; font-weight: 400; letter-spacing: 0; }
`;
