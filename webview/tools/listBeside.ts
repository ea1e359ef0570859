/** The picture as a list of text beside it, in the same order and always in step: for screen readers, and for those who read faster. */
import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { NodeId } from "../card/card";
import { icons } from "../frame/icons";
import { sceneEntries, type SceneEntry } from "../scene/sceneEntries";
import type { Scene } from "../scene/scene";
import { showCard } from "./showCard";
import type { Stage } from "./stage";

const headings: Readonly<Record<SceneEntry["kind"], string>> = {
    process: "Processes",
    description: "Open file descriptions",
    object: "Kernel objects",
};

export class ListBeside {
    on = false;

    constructor(private readonly stage: Stage) {}

    readonly toggle = (): void => {
        this.on = !this.on;
        this.stage.requestUpdate();
    };

    render(): TemplateResult | typeof nothing {
        const scene = this.stage.picture?.scene ?? null;
        if (!this.on || scene === null) return nothing;
        const entries = sceneEntries(scene);
        return html`<aside class="beside" aria-label="The picture as text">
            <div class="besideHead"><b>As text</b><span>${scene.counts}</span><button title="Close (L)" aria-label="Close the list" @click=${this.toggle}>${icons.close}</button></div>
            <div class="besideBody" tabindex="0" role="region" aria-label="Everything in the picture">
                ${(["process", "description", "object"] as const).map((kind) => this.section(kind, entries, scene))}
            </div>
        </aside>`;
    }

    private section(kind: SceneEntry["kind"], entries: readonly SceneEntry[], scene: Scene): TemplateResult | typeof nothing {
        const own = entries.filter((entry) => entry.kind === kind);
        if (own.length === 0) return nothing;
        const pids = new Map<NodeId, number>(scene.processes.map(({ id, pid }) => [id, pid]));
        return html`<h3>${headings[kind]}</h3>
            <ul>
                ${repeat(
                    own,
                    ({ id }) => id,
                    ({ id, lines: [first = id, ...rest] }) => html`<li>
                        <button class="entry" data-node=${id} @click=${() => showCard(this.stage, id)}>${first}${pids.has(id) ? ` · pid ${pids.get(id)}` : ""}</button>
                        ${rest.length === 0 ? nothing : html`<ul>${rest.map((line) => html`<li>${line.trim()}</li>`)}</ul>`}
                    </li>`,
                )}
            </ul>`;
    }
}

export const listStyles = css`
    .beside { flex: none; width: min(340px, 45%); min-width: 0; display: flex; flex-direction: column; border-left: 1px solid var(--border); background: var(--vscode-sideBar-background, var(--card)); font: 12px/17px var(--sans); }
    .besideHead { display: flex; align-items: baseline; gap: 8px; padding: 6px 8px 6px 12px; border-bottom: 1px solid var(--border); white-space: nowrap; }
    .besideHead span { flex: 1 1 auto; color: var(--dim); overflow: hidden; text-overflow: ellipsis; }
    .besideHead span.icon { flex: none; color: inherit; }
    .besideHead button { all: unset; align-self: center; cursor: pointer; padding: 2px; border-radius: 4px; }
    .besideHead button svg { width: 14px; height: 14px; display: block; }
    .besideHead button:hover { background: var(--vscode-toolbar-hoverBackground); }
    .besideHead button:focus-visible { outline: 1px solid var(--accent); }
    .besideBody { flex: 1 1 0; min-height: 0; overflow: auto; padding: 2px 12px 12px; outline: none; }
    .besideBody:focus-visible { outline: 1px solid var(--accent); outline-offset: -1px; }
    .beside h3 { margin: 10px 0 2px; font: 600 10px/14px var(--sans); letter-spacing: 0.04em; text-transform: uppercase; color: var(--dim); }
    .beside ul { list-style: none; margin: 0; padding: 0; }
    .beside li ul { padding-left: 14px; color: var(--dim); font: 11px/16px var(--mono); overflow-wrap: anywhere; }
    .entry { all: unset; cursor: pointer; color: var(--strong); font-weight: 600; padding: 3px 0 1px; overflow-wrap: anywhere; }
    .entry:hover { color: var(--link); }
    .entry:focus-visible { outline: 1px solid var(--accent); }
    /* A side column has no room for both: the list lies over the picture. */
    @container (max-width: 620px) { .beside { position: absolute; right: 0; top: 0; bottom: 0; width: min(340px, 92%); z-index: 9; box-shadow: 0 0 16px var(--vscode-widget-shadow, transparent); } }
`;
