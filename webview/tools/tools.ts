/** The tools around the diagram. They know the page as a stage, and serve both views. */
import { html, type ReactiveController, type TemplateResult } from "lit";
import type { PictureCommand } from "../protocol/messages";
import { CauseStrip } from "./causeStrip";
import { menu, type MenuItem } from "./menu";
import type { Stage } from "./stage";

export class Tools implements ReactiveController {
    private readonly cause: CauseStrip;

    constructor(private readonly stage: Stage) {
        this.cause = new CauseStrip(stage);
        stage.addController(this);
    }

    /** Wherever the focus is in the page. */
    hostConnected(): void {
        window.addEventListener("keydown", (event) => this.pressKey(event));
    }

    /** The window has been scrolled, or has changed its size. */
    readonly moved = (): void => {
        this.cause.lookSoon();
    };

    /** What lies over the diagram. */
    overlays(): TemplateResult {
        return html`${this.cause.render()}`;
    }

    menu(): TemplateResult {
        return menu(this.items);
    }

    run(command: PictureCommand): void {
        this.items.find((item) => item.command === command)?.run();
    }

    private pressKey(event: KeyboardEvent): void {
        const isCommand = event.ctrlKey || event.metaKey;
        if (event.key === "Escape") this.leave();
        if (event.altKey || isTyped(event)) return;
        const pressed = `${isCommand ? "Ctrl+" : ""}${event.key.length === 1 ? event.key.toUpperCase() : event.key}`;
        const item = this.items.find(({ key }) => key === pressed);
        if (item === undefined) return;
        event.preventDefault();
        item.run();
    }

    private leave(): void {
        this.stage.presenting = false;
    }

    private get items(): readonly (MenuItem & { readonly command: PictureCommand | null })[] {
        const { stage } = this;
        return [
            {
                label: "Presentation mode (Esc ends it)",
                key: "P",
                on: stage.presenting,
                command: "present",
                run: () => {
                    stage.presenting = !stage.presenting;
                },
            },
        ];
    }
}

/** Into a field: Ctrl+F is meant for us even so. */
function isTyped(event: KeyboardEvent): boolean {
    return !event.ctrlKey && !event.metaKey && event.composedPath().some((each) => each instanceof HTMLInputElement);
}
