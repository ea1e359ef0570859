/** What can be done with the picture, and by which key: a menu at the end of the header. */
import { css, html, type TemplateResult } from "lit";
import { icons } from "../frame/icons";

export interface MenuItem {
    readonly label: string;
    /** As it is written on the keys. */
    readonly key: string;
    /** Of what is on or off; null: it does something once. */
    readonly on: boolean | null;
    readonly run: () => void;
}

export function menu(items: readonly MenuItem[]): TemplateResult {
    return html`
        <details class="menu" @keydown=${keyInMenu} @focusout=${closeWhenLeft}>
            <summary title="More: search, list, map, presentation, copy" aria-label="More" role="button">${icons.more}</summary>
            <div class="items" role="menu">${items.map(itemButton)}</div>
        </details>`;
}

function itemButton({ label, key, on, run }: MenuItem): TemplateResult {
    const choose = (event: Event): void => {
        close((event.currentTarget as HTMLElement).closest("details"));
        run();
    };
    return html`<button role=${on === null ? "menuitem" : "menuitemcheckbox"} aria-checked=${on === true ? "true" : "false"} @click=${choose}><span class="tick">${on === true ? icons.check : ""}</span><span class="label">${label}</span><kbd>${key}</kbd></button>`;
}

function keyInMenu(event: KeyboardEvent): void {
    event.stopPropagation();
    const details = event.currentTarget as HTMLDetailsElement;
    if (event.key === "Escape") {
        close(details);
        details.querySelector("summary")?.focus();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    details.open = true;
    const buttons = [...details.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button.matches(":focus"));
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
}

function closeWhenLeft(event: FocusEvent): void {
    const details = event.currentTarget as HTMLDetailsElement;
    if (event.relatedTarget instanceof Node && !details.contains(event.relatedTarget)) close(details);
}

function close(details: HTMLDetailsElement | null): void {
    if (details !== null) details.open = false;
}

export const menuStyles = css`
    .menu { position: relative; flex: none; }
    .menu summary { list-style: none; display: inline-flex; cursor: pointer; padding: 3px; border-radius: 5px; }
    .menu summary::-webkit-details-marker { display: none; }
    .menu summary svg { width: 16px; height: 16px; display: block; }
    .menu summary:hover { background: var(--vscode-toolbar-hoverBackground); }
    .menu summary:focus-visible { outline: 1px solid var(--accent); }
    .items {
        position: absolute; right: 0; top: 28px; z-index: 12; min-width: 270px; max-width: 90vw; padding: 4px; box-sizing: border-box; font: 12px/22px var(--sans);
        color: var(--vscode-menu-foreground, var(--text)); background: var(--vscode-menu-background, var(--vscode-editorWidget-background, var(--ground))); border: 1px solid var(--border); border-radius: 5px; box-shadow: 0 4px 16px var(--vscode-widget-shadow, transparent);
    }
    .items button { all: unset; display: flex; align-items: center; gap: 6px; width: 100%; box-sizing: border-box; padding: 1px 10px 1px 4px; border-radius: 3px; cursor: pointer; }
    .items button:hover, .items button:focus-visible { color: var(--vscode-menu-selectionForeground, var(--strong)); background: var(--vscode-menu-selectionBackground, var(--vscode-toolbar-hoverBackground)); outline: 1px solid var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
    .items .tick { flex: none; width: 16px; display: inline-flex; }
    .items .tick svg { width: 14px; height: 14px; display: block; }
    .items .label { all: unset; flex: 1 1 auto; }
    .items kbd { font: 11px/16px var(--mono); color: inherit; opacity: 0.75; }
`;
