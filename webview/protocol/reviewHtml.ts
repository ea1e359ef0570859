/** The page that reviews a trace. Its policy is that of the diagram's. */
import { pageHtml, type PanelParts } from "./html";

/** `scriptUri` and `workerUri`: of dist/review.js and dist/reviewWorker.js. */
export function reviewHtml(parts: PanelParts): string {
    return pageHtml(parts, "ipc-review");
}
