/** What a tool has done, said for a moment. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { Stage } from "./stage";

const shownMilliseconds = 3000;

export class Said {
    private text: string | null = null;
    private timer: ReturnType<typeof setTimeout> | undefined;

    constructor(private readonly stage: Stage) {}

    readonly say = (text: string): void => {
        this.text = text;
        this.stage.requestUpdate();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => {
            this.text = null;
            this.stage.requestUpdate();
        }, shownMilliseconds);
    };

    render(): TemplateResult {
        return html`<div class="said" role="status">${this.text === null ? nothing : html`<span>${this.text}</span>`}</div>`;
    }
}

export const saidStyles = css`
    .said { position: absolute; left: 0; right: 0; bottom: 14px; z-index: 9; display: flex; justify-content: center; pointer-events: none; font: 12px/18px var(--sans); }
    .said span { padding: 4px 14px; color: var(--vscode-notifications-foreground, var(--text)); background: var(--vscode-notifications-background, var(--vscode-editorWidget-background, var(--ground))); border: 1px solid var(--border); border-radius: 5px; box-shadow: 0 2px 10px var(--vscode-widget-shadow, transparent); }
`;
