/** The two buttons that choose the view, and the one that tidies Channels up. */
import { css, html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { icons } from "./frame/icons";
import type { ViewName } from "./protocol/viewChoice";

export interface ViewActions {
    readonly choose: (view: ViewName) => void;
    readonly tidy: () => void;
}

export function viewSwitch(shown: ViewName, untidy: boolean, { choose, tidy }: ViewActions): TemplateResult {
    const half = (view: ViewName, icon: TemplateResult, word: string, title: string): TemplateResult =>
        html`<button class="half" aria-pressed=${view === shown ? "true" : "false"} title=${title} @click=${() => choose(view)}>${icon}<span class="wide">${word}</span></button>`;
    return html`
        ${shown === "tables" ? nothing : html`<vscode-toolbar-button class="tidy${untidy ? " untidy" : ""}" label=${untidy ? "Tidy up: it could be much clearer" : "Tidy up"} title=${untidy ? "It could be much clearer: everything finds its best place (T)" : "Everything finds its best place (T)"} @click=${tidy}><span class="tool">${icons.tidy}</span></vscode-toolbar-button>`}
        <span class="views" role="group" aria-label="View">
            ${half("tables", icons.table, "Tables", "Descriptor tables and what they lead to (V)")}
            ${half("channels", icons.channels, "Channels", "Who talks to whom (V)")}
        </span>`;
}

export const viewSwitchStyles = css`
    .untidy { position: relative; }
    .untidy::after { content: ""; position: absolute; right: 1px; top: 1px; width: 7px; height: 7px; border-radius: 50%; background: var(--accent); pointer-events: none; }
    .views { display: inline-flex; border: 1px solid var(--vscode-contrastBorder, var(--border)); border-radius: 4px; overflow: hidden; flex: none; }
    .half { all: unset; display: inline-flex; align-items: center; gap: 5px; height: 20px; padding: 0 8px; font-size: 11px; color: var(--dim); cursor: pointer; }
    .half + .half { border-left: 1px solid var(--vscode-contrastBorder, var(--border)); }
    .half:hover { background: var(--vscode-toolbar-hoverBackground); }
    .half[aria-pressed="true"] { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
    :host-context(.vscode-high-contrast) .half[aria-pressed="true"] { outline: 1px solid var(--accent); outline-offset: -2px; }
    .half:focus-visible { outline: 1px solid var(--accent); outline-offset: -2px; }
`;
