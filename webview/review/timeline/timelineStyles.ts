import { css } from "lit";

export const timelineStyles = css`
    :host { display: flex; flex-direction: column; min-height: 0; color: var(--text); background: var(--ground); font: 12px/18px var(--sans); container-type: inline-size; }
    .head { flex: none; display: flex; align-items: center; gap: 4px 12px; min-height: 28px; padding: 2px 12px; white-space: nowrap; overflow: hidden; }
    .head h2 { margin: 0; font-size: 11px; font-weight: 600; letter-spacing: 0.04em; text-transform: uppercase; color: var(--dim); }
    .head .span { color: var(--dim); font-variant-numeric: tabular-nums; overflow: hidden; text-overflow: ellipsis; min-width: 0; }
    .head .sums { flex: 1; text-align: right; overflow: hidden; text-overflow: ellipsis; min-width: 0; color: var(--strong); font-variant-numeric: tabular-nums; }
    .head .buttons { display: inline-flex; align-items: center; gap: 2px; }
    .head .compress span { font-size: 12px; line-height: 16px; }
    .rows { flex: 1 1 0; min-height: 0; overflow: hidden auto; position: relative; display: grid; grid-template-columns: var(--labels) 1fr; border-top: 1px solid var(--border); }
    .labels { position: relative; }
    .corner { position: sticky; top: 0; z-index: 2; background: var(--ground); }
    .label { position: absolute; left: 0; right: 4px; box-sizing: border-box; display: flex; align-items: center; gap: 7px; padding: 0 4px 0 10px; border: 0; background: none; color: var(--text); font: 12px/16px var(--sans); text-align: left; white-space: nowrap; overflow: hidden; cursor: default; }
    button.label { cursor: pointer; }
    button.label:hover { background: var(--vscode-list-hoverBackground); }
    .label::before { content: ""; flex: none; width: 4px; align-self: stretch; margin: 4px 0; background: var(--process, transparent); }
    .label.indented { padding-left: 24px; }
    .label.current { background: color-mix(in srgb, var(--accent) 18%, transparent); }
    .label b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; flex: 0 1 auto; min-width: 0; }
    .label .program { flex: 0 1000 auto; min-width: 0; color: var(--dim); overflow: hidden; text-overflow: ellipsis; }
    .label .icon { flex: none; margin-left: auto; color: var(--dim); }
    .label .icon svg { display: block; }
    canvas.lanes { position: sticky; top: 0; display: block; outline: none; touch-action: none; }
    canvas.lanes:focus-visible { box-shadow: inset 0 0 0 1px var(--accent); }
    canvas.map { flex: none; display: block; height: 34px; margin: 4px 12px 6px; border: 1px solid var(--border); border-radius: 3px; touch-action: none; }
    canvas.map[hidden] { display: none; }
    button:focus-visible, canvas:focus-visible { outline: 1px solid var(--accent); outline-offset: -1px; }
    .probe { position: absolute; visibility: hidden; }
    @container (max-width: 700px) { .head .span { display: none; } }
    @container (max-width: 480px) { .head h2 { display: none; } .label { gap: 4px; padding: 0 2px 0 6px; } .label .program { display: none; } canvas.map { margin: 3px 6px 4px; height: 26px; } }
`;
