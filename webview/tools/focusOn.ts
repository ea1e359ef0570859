/** One card and its neighbours: all else steps back. Once more: their neighbours, too. */
import { css, html, nothing, type ReactiveController, type TemplateResult } from "lit";
import type { NodeId } from "../card/card";
import { neighbourhood } from "../scene/neighbourhood";
import { Marks } from "./marks";
import { shownAs } from "./shownAs";
import type { Stage } from "./stage";

const mostSteps = 2;

export class FocusOn implements ReactiveController {
    private node: NodeId | null = null;
    private steps = 0;
    private readonly cards = new Marks("data-away");
    private readonly lines = new Marks("data-away");

    constructor(private readonly stage: Stage) {
        stage.addController(this);
    }

    get on(): boolean {
        return this.node !== null;
    }

    /** On the card with the keyboard's focus; again, one step further; after that, no longer. */
    readonly further = (): void => {
        const node = this.stage.cardInFocus ?? this.node ?? this.stage.picture?.scene.caption?.process ?? null;
        const isSame = node === this.node;
        this.steps = isSame ? (this.steps % (mostSteps + 1)) + 1 : 1;
        this.node = node !== null && this.steps <= mostSteps ? node : null;
        if (this.node === null) this.steps = 0;
        this.stage.requestUpdate();
    };

    /** Whether there was anything to end. */
    end(): boolean {
        if (this.node === null) return false;
        this.node = null;
        this.steps = 0;
        this.stage.requestUpdate();
        return true;
    }

    hostUpdated(): void {
        const near = this.near();
        const { renderRoot } = this.stage;
        this.cards.set(
            () => renderRoot.querySelectorAll(".world .card"),
            near === null ? null : (card) => (near.has((card as HTMLElement).dataset["node"] ?? "") ? null : ""),
        );
        this.lines.set(
            () => renderRoot.querySelectorAll(".world [data-touches]"),
            near === null ? null : (line) => (joinsOnly(near, line as SVGElement) ? null : ""),
        );
    }

    render(): TemplateResult | typeof nothing {
        if (this.node === null) return nothing;
        return html`<div class="focusing" role="status">
            <b>${this.node}</b> and its neighbours${this.steps > 1 ? ", and theirs" : ""}
            <button @click=${this.further}>${this.steps < mostSteps ? "One step further (N)" : "All (N)"}</button>
            <button @click=${() => this.end()}>End (Esc)</button>
        </div>`;
    }

    /** null: all. */
    private near(): ReadonlySet<string> | null {
        const { picture } = this.stage;
        if (this.node === null || picture === null) return null;
        const { scene } = picture;
        return new Set([...neighbourhood(scene, this.node, this.steps)].map((id) => shownAs(picture, id)));
    }
}

/** Rows ("p1:3") are among what a line touches, too. */
function joinsOnly(near: ReadonlySet<string>, { dataset }: SVGElement): boolean {
    const touches = dataset["touches"]?.split(" ") ?? [];
    return touches.filter((id) => !id.includes(":")).every((id) => near.has(id));
}

export const focusStyles = css`
    .card[data-away] { opacity: 0.16; }
    .world svg [data-away][data-away] { opacity: 0.08; }
    .hint:has(~ [data-away]) { opacity: 0; }
    .focusing {
        position: absolute; left: 12px; bottom: 10px; z-index: 7; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; padding: 4px 10px; max-width: calc(100% - 24px); box-sizing: border-box;
        font: 12px/18px var(--sans); color: var(--text); background: var(--vscode-editorWidget-background, var(--ground)); border: 1px solid var(--accent); border-radius: 5px;
    }
    .cause ~ .focusing { bottom: 66px; }
    .focusing button { all: unset; cursor: pointer; color: var(--link); }
    .focusing button:hover { text-decoration: underline; }
    .focusing button:focus-visible { outline: 1px solid var(--accent); }
`;
