/** The tools around the diagram. They know the page as a stage, and serve both views. */
import { html, type TemplateResult } from "lit";
import { CauseStrip } from "./causeStrip";
import type { Stage } from "./stage";

export class Tools {
    private readonly cause: CauseStrip;

    constructor(stage: Stage) {
        this.cause = new CauseStrip(stage);
    }

    /** The window has been scrolled, or has changed its size. */
    readonly moved = (): void => {
        this.cause.lookSoon();
    };

    /** What lies over the diagram. */
    overlays(): TemplateResult {
        return html`${this.cause.render()}`;
    }
}
