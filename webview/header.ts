/** The bar at the top: what is shown, whether it is live, and the switches. */
import { css, html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { endedList } from "./endedList";
import { icons } from "./frame/icons";
import type { Phase, Picture } from "./picture";
import type { ViewName } from "./protocol/viewChoice";
import type { RuntimesInScene } from "./scene/scene";
import { viewSwitch } from "./viewSwitch";

export interface HeaderActions {
    readonly toggleDescriptions: () => void;
    readonly toggleRuntimes: () => void;
    readonly choose: (view: ViewName) => void;
    readonly tidy: () => void;
}

interface HeaderSize {
    readonly zoom: number;
    readonly larger: () => void;
    readonly smaller: () => void;
    readonly fit: () => void;
}

interface DescriptionsSwitch {
    readonly shown: boolean;
    /** The window is wide enough for them. */
    readonly fits: boolean;
}

const phaseWords: Record<Phase, string> = {
    waiting: "waiting",
    running: "live",
    stopped: "stopped",
    ended: "ended",
    recorded: "trace",
    past: "looking back",
};

export function headerBar(
    picture: Picture | null,
    size: HeaderSize,
    descriptions: DescriptionsSwitch,
    actions: HeaderActions,
    menu: TemplateResult | typeof nothing,
): TemplateResult {
    const view = picture === null || picture.channels === null ? "tables" : "channels";
    return html`
        <header>
            <div class="what">
                <b>IPC Scope</b>
                ${picture === null || picture.phase === "waiting" ? nothing : html`<span class="subject" title=${picture.title}>${withoutOurName(picture.title)}</span><span class="counts">${picture.scene.counts}${undrawn(picture)}</span>`}
            </div>
            <div class="tools">
                ${picture === null ? nothing : endedList(picture.scene)}
                ${viewSwitch(view, picture?.channels?.untidy === true, actions)}
                ${picture === null || picture.scene.runtimes.objects === 0 ? nothing : runtimesButton(picture.scene.runtimes, actions)}
                ${view === "channels" ? nothing : layersButton(descriptions, actions)}
                <span class="zoom">
                    <vscode-toolbar-button label="Zoom out" title="Zoom out (−)" @click=${size.smaller}><span class="tool">${icons.zoomOut}</span></vscode-toolbar-button>
                    <span class="percent">${Math.round(size.zoom * 100)} %</span>
                    <vscode-toolbar-button label="Zoom in" title="Zoom in (+)" @click=${size.larger}><span class="tool">${icons.zoomIn}</span></vscode-toolbar-button>
                    <vscode-toolbar-button label="Fit into the window" title="Fit into the window (F); 0 for 100 %" @click=${size.fit}><span class="tool">${icons.fit}</span></vscode-toolbar-button>
                </span>
                ${menu}
                ${picture === null ? nothing : html`<span class="phase ${picture.phase}"><span class="dot"></span><span>${phaseWords[picture.phase]}<span class="event">${picture.scene.at === 0 ? "" : ` · event ${picture.scene.at}`}</span></span></span>`}
            </div>
        </header>`;
}

function layersButton(descriptions: DescriptionsSwitch, { toggleDescriptions }: HeaderActions): TemplateResult {
    const layersTitle = !descriptions.fits
        ? "The window is too narrow for the open file descriptions"
        : descriptions.shown
          ? "Hide the open file descriptions"
          : "Show the open file descriptions";
    return html`
                <vscode-toolbar-button class="layers" toggleable ?checked=${descriptions.shown} ?disabled=${!descriptions.fits} label="Open file descriptions" title=${layersTitle} @change=${toggleDescriptions}>
                    <span class="tool">${icons.layers}<span class="wide">open file descriptions</span></span>
                </vscode-toolbar-button>`;
}

function runtimesButton({ names, objects, shown }: RuntimesInScene, { toggleRuntimes }: HeaderActions): TemplateResult {
    const name = `${names.join(", ")} runtime`;
    const what = `what the ${name} uses for itself (${objects})`;
    return html`
                <vscode-toolbar-button class="runtimes" toggleable ?checked=${shown} label=${name} title="${shown ? "Hide" : "Show"} ${what}" @change=${toggleRuntimes}>
                    <span class="tool">${icons.runtime}<span class="wide">${name}</span></span>
                </vscode-toolbar-button>`;
}

/** Our name stands before the title already. */
function withoutOurName(title: string): string {
    return title.replace(/^IPC Scope:\s*/, "");
}

/** Beyond a certain number processes that live have no card either. */
function undrawn({ scene }: Picture): string {
    const count = scene.departed - scene.endings.reduce((sum, ending) => sum + ending.count, 0);
    return count === 0 ? "" : ` (${count} not shown)`;
}

export const headerStyles = css`
    header {
        display: flex; flex-wrap: wrap; align-items: center; gap: 2px 12px; min-height: 35px; padding: 3px 12px 3px 14px; box-sizing: border-box;
        background: var(--vscode-sideBar-background, var(--card)); border-bottom: 1px solid var(--border); font: 12px/18px var(--sans); white-space: nowrap;
    }
    .what { display: flex; align-items: baseline; gap: 10px; flex: 1 1 60px; min-width: 0; overflow: hidden; }
    .what b { color: var(--strong); font-weight: 600; }
    .subject, .counts { color: var(--dim); overflow: hidden; text-overflow: ellipsis; }
    .subject { flex: 0 1 auto; min-width: 30px; color: var(--text); }
    .counts { flex: 0 100 auto; min-width: 0; }
    .tools { display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 2px 8px; flex: 0 1 auto; min-width: 0; }
    .zoom { display: inline-flex; align-items: center; }
    .percent { font-size: 11px; color: var(--dim); min-width: 40px; text-align: center; font-variant-numeric: tabular-nums; }
    .tool { display: inline-flex; align-items: center; gap: 5px; padding: 1px 3px; font-size: 11px; }
    .tool svg { width: 16px; height: 16px; display: block; }
    .phase { display: inline-flex; align-items: center; gap: 6px; padding: 0 10px; height: 22px; border-radius: 3px; font-size: 11px; box-sizing: border-box; border: 1px solid var(--vscode-contrastBorder, transparent);
        color: var(--vscode-button-secondaryForeground, var(--text)); background: var(--vscode-button-secondaryBackground, var(--card)); font-variant-numeric: tabular-nums; }
    .phase.running { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
    .phase.stopped { color: var(--trouble-text); background: color-mix(in srgb, var(--vscode-charts-red) 16%, transparent); }
    .dot { width: 8px; height: 8px; border-radius: 50%; background: currentColor; }
    .phase.stopped .dot { border-radius: 1px; }
    .phase.past { color: var(--wait-text); background: color-mix(in srgb, var(--vscode-charts-yellow) 16%, transparent); }
    .phase.ended .dot, .phase.past .dot, .phase.recorded .dot, .phase.waiting .dot { background: none; border: 1.5px solid currentColor; box-sizing: border-box; }
    :host([embedded]) :is(.what b, .subject) { display: none; }
    @container (max-width: 760px) { .wide { display: none; } }
    @container (max-width: 920px) { .counts, header:has(.runtimes) .wide { display: none; } }
    @container (max-width: 1060px) { header:has(.runtimes) .counts { display: none; } }
    /* A side column: the tools have a line of their own. */
    @container (max-width: 520px) {
        header { padding: 3px 8px; gap: 2px 6px; }
        .tools { display: contents; }
        .what { flex: 1 1 0; }
        .phase { order: 1; }
        header::before { content: ""; order: 2; flex: 0 0 100%; height: 0; }
        .tools > :not(.phase) { order: 3; }
        .menu { margin-left: auto; }
        .what b { display: none; }
    }
`;
