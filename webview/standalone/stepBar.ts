/** The bar below the diagram with which one steps through the trace. */
import { css } from "lit";

const height = "40px";

const styles = css`
    ipc-diagram { height: calc(100vh - 40px); }
    .steps { box-sizing: border-box; height: 40px; display: flex; align-items: center; gap: 8px; padding: 0 12px; font: 13px system-ui, "DejaVu Sans", sans-serif; color: var(--vscode-foreground); background: var(--vscode-sideBar-background); }
    .steps button { all: unset; cursor: pointer; padding: 2px 8px; border-radius: 3px; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
    .steps button:focus-visible, .steps input:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
    .steps button:disabled { opacity: 0.4; cursor: default; }
    .steps input { flex: 1; min-width: 40px; accent-color: var(--vscode-button-background); }
    .steps output { min-width: 9em; text-align: right; font-variant-numeric: tabular-nums; }
`.styleSheet;

interface Step {
    readonly label: string;
    readonly title: string;
    readonly to: (now: number, last: number) => number;
}

const steps: readonly Step[] = [
    { label: "|◀", title: "To the beginning", to: () => 1 },
    { label: "◀", title: "One event back", to: (now) => now - 1 },
    { label: "▶", title: "One event on", to: (now) => now + 1 },
    { label: "▶|", title: "To the end", to: (_, last) => last },
];

export class StepBar {
    private now = 0;
    private readonly slider = document.createElement("input");
    private readonly place = document.createElement("output");
    private readonly buttons: readonly (readonly [HTMLButtonElement, Step])[];

    /** `show`: the moment after so many events, from 1 to `last`. */
    constructor(
        private readonly last: number,
        private readonly show: (count: number) => void,
    ) {
        if (styles !== undefined) document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles];
        const bar = document.createElement("nav");
        bar.className = "steps";
        bar.style.height = height;
        this.buttons = steps.map((step) => [this.button(step), step]);
        Object.assign(this.slider, { type: "range", min: "1", max: String(Math.max(1, last)), step: "1", ariaLabel: "Event" });
        this.slider.addEventListener("input", () => this.goTo(this.slider.valueAsNumber));
        const [first, back, on, end] = this.buttons.map(([button]) => button);
        bar.append(...[first, back, this.slider, on, end, this.place].filter((part) => part !== undefined));
        document.body.append(bar);
    }

    goTo(wanted: number): void {
        const count = Math.max(1, Math.min(this.last, wanted));
        this.place.textContent = `event ${count} of ${this.last}`;
        this.slider.value = String(count);
        for (const [button, { to }] of this.buttons) {
            button.disabled = to(count, this.last) === count || to(count, this.last) > this.last || to(count, this.last) < 1;
        }
        if (count === this.now) return;
        this.now = count;
        this.show(count);
    }

    private button(step: Step): HTMLButtonElement {
        const button = document.createElement("button");
        Object.assign(button, { textContent: step.label, title: step.title, ariaLabel: step.title, type: "button" });
        button.addEventListener("click", () => this.goTo(step.to(this.now, this.last)));
        return button;
    }
}
