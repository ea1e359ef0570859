import { css } from "lit";

export const inspectorStyles = css`
    .moment { padding: 10px 14px 18px; }
    .moment h3 { margin: 0 0 4px; font: 600 13px/18px var(--mono); color: var(--strong); overflow-wrap: anywhere; padding-left: 8px; border-left: 4px solid var(--process); }
    .moment h4 { margin: 14px 0 4px; font: 600 11px/16px var(--sans); letter-spacing: 0.03em; color: var(--dim); }
    .moment p { margin: 4px 0; overflow-wrap: anywhere; }
    .when { color: var(--dim); font-variant-numeric: tabular-nums; }
    .who, .link { all: unset; cursor: pointer; color: var(--link); }
    .who:hover, .link:hover { text-decoration: underline; }
    .who:focus-visible, .link:focus-visible { outline: 1px solid var(--accent); }
    .result { color: var(--dim); }
    .failed { color: var(--trouble-text); }
    .plain { padding: 6px 10px; border-left: 3px solid var(--read); background: color-mix(in srgb, var(--read) 8%, var(--ground)); color: var(--strong); }
    .why { color: var(--text); }
    .waiting { color: var(--wait-text); }
    .moment dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 8px 0; }
    .moment dt { color: var(--dim); }
    .moment dd { margin: 0; font: 12px/18px var(--mono); overflow-wrap: anywhere; }
    .hex { border-spacing: 0; font: 12px/18px var(--mono); }
    .hex th { padding: 0 12px 0 0; font-weight: 400; color: var(--dim); text-align: left; }
    .hex .digits { padding: 0 8px; background: color-mix(in srgb, var(--process) 14%, var(--ground)); }
    .hex .chars { padding: 0 0 0 14px; white-space: pre; }
    .more, .unknown, .empty { color: var(--dim); }
    .empty { padding: 12px 14px; margin: 0; }
    .stack { margin: 0; padding: 0; list-style: none; font: 12px/19px var(--mono); }
    .stack li { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 10px; padding: 0 4px; }
    .stack li > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .stack .own { background: color-mix(in srgb, var(--accent) 14%, transparent); }
    .stack .module, .stack .unknown { color: var(--dim); }
    .note { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 14px !important; }
    .note label { flex: 1; display: flex; align-items: center; gap: 8px; white-space: nowrap; }
    .note input { flex: 1; min-width: 80px; padding: 2px 6px; font: 12px/18px var(--sans); color: var(--vscode-input-foreground, var(--text)); background: var(--vscode-input-background, var(--card)); border: 1px solid var(--vscode-input-border, var(--border)); border-radius: 3px; }
    .note input::placeholder { color: var(--vscode-input-placeholderForeground, var(--dim)); }
    .note input:focus { outline: 1px solid var(--accent); outline-offset: -1px; }
    .manual { margin-top: 14px !important; color: var(--dim); }
    .manual .link { font-family: var(--mono); margin-right: 8px; }
`;
