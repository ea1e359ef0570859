/** What the page says before there is anything to draw: how to begin, and how the picture will be read. */
import { css, html, type TemplateResult } from "lit";

const signs: readonly (readonly [sign: string, words: string, meaning: string])[] = [
    ["write", "writing", "bytes leave a process along these arrows"],
    ["read", "reading", "bytes come to a process along these arrows"],
    ["wait", "waiting", "the card says in which call, and why"],
    ["new", "new", "what has changed since the last stop"],
    ["closed", "closed", "a descriptor whose number is free again"],
];

export function welcome(): TemplateResult {
    return html`
        <div class="welcome">
            <h1>Nothing runs yet</h1>
            <p>Open a C file, set a breakpoint and press <kbd>F5</kbd>. Each process stands at the left with its descriptor table, its open file descriptions in the middle, pipes, files and terminals at the right.</p>
            <ul>${signs.map(([sign, words, meaning]) => html`<li><span class="sign ${sign}"></span><b>${words}</b><span>${meaning}</span></li>`)}</ul>
        </div>`;
}

export const welcomeStyles = css`
    .welcome { max-width: 440px; margin: 8vh auto 0; padding: 0 24px; font: 13px/20px var(--sans); color: var(--dim); }
    .welcome h1 { margin: 0 0 8px; font-size: 17px; line-height: 24px; font-weight: 600; color: var(--strong); }
    .welcome p { margin: 0 0 18px; }
    .welcome kbd { font: 11px/16px var(--mono); padding: 1px 5px; border: 1px solid var(--border); border-radius: 3px; color: var(--text); background: var(--card); }
    .welcome ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 7px; }
    .welcome li { display: grid; grid-template-columns: 40px 68px 1fr; align-items: center; }
    .welcome b { color: var(--text); font-weight: 600; }
    .sign { position: relative; height: 10px; width: 28px; }
    .sign.write::before, .sign.read::before { content: ""; position: absolute; left: 0; right: 0; top: 4px; height: 2px; background: currentColor; }
    .sign.write::after, .sign.read::after { content: ""; position: absolute; top: 0; border: 5px solid transparent; }
    .sign.write { color: var(--write); }
    .sign.write::after { right: -6px; border-left-color: currentColor; }
    .sign.read { color: var(--read); }
    .sign.read::after { left: -6px; border-right-color: currentColor; }
    .sign.wait { width: 10px; margin-left: 9px; border-radius: 50%; box-sizing: border-box; border: 1.5px solid var(--wait-text); background: linear-gradient(90deg, var(--wait-text) 50%, transparent 50%); }
    .sign.new { background: var(--new-ground); border: 1px solid color-mix(in srgb, var(--new) 55%, transparent); border-radius: 3px; box-sizing: border-box; height: 12px; }
    .sign.closed { border: 1px dashed color-mix(in srgb, var(--vscode-charts-red) 60%, transparent); border-radius: 3px; box-sizing: border-box; height: 12px; }
`;
