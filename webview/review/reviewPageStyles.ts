/** The parts of the page, and where they are in a wide and in a narrow window. */
import { css } from "lit";

export const reviewPageStyles = css`
    :host { display: block; height: 100vh; overflow: hidden; container-type: inline-size; color: var(--text); background: var(--ground); font: 12px/18px var(--sans); }
    .page { height: 100%; display: grid; grid-template-columns: minmax(0, 1fr) 1px min(var(--side), 60%); grid-template-rows: auto auto minmax(0, 1fr) 1px min(var(--lower), 70%); }
    .top { grid-area: 1 / 1 / 2 / 4; }
    .notes { grid-area: 2 / 1 / 3 / 4; }
    ipc-diagram { grid-area: 3 / 1 / 4 / 2; height: auto; min-height: 0; min-width: 0; }
    .splitter.vertical { grid-area: 3 / 2 / 4 / 3; }
    .side { grid-area: 3 / 3 / 4 / 4; }
    .splitter.horizontal { grid-area: 4 / 1 / 5 / 4; }
    ipc-timeline { grid-area: 5 / 1 / 6 / 4; min-width: 0; }
    @container (max-width: 800px) {
        .page { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto auto minmax(0, 1.2fr) minmax(0, 0.9fr) 1px min(var(--lower), 24%); }
        .top { grid-area: 1 / 1; } .notes { grid-area: 2 / 1; }
        ipc-diagram { grid-area: 3 / 1; }
        .side { grid-area: 4 / 1; border-top: 1px solid var(--border); }
        .splitter.vertical { display: none; }
        .splitter.horizontal { grid-area: 5 / 1; }
        ipc-timeline { grid-area: 6 / 1; }
    }
    `;
