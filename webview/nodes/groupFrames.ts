/** The frames around process groups and sessions: under everything else, and nothing to point at. */
import { css, html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { GroupFrame } from "../layout/groupFrames";

export function groupFrameLayer(frames: readonly GroupFrame[]): TemplateResult {
    return html`${repeat(
        frames,
        ({ key }) => key,
        ({ of, x, y, width, height }) =>
            html`<div class="job-frame ${of}" aria-hidden="true" .style=${`left:${x}px;top:${y}px;width:${width}px;height:${height}px`}></div>`,
    )}`;
}

export const groupFrameStyles = css`
    .job-frame { position: absolute; box-sizing: border-box; border: 1px dashed var(--quiet-line); border-radius: 10px; pointer-events: none; }
    .job-frame.session { border-style: solid; border-radius: 14px; }
`;
