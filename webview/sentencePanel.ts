/** The panel below the diagram: one plain sentence on what the last call did, whose it was, and what follows from it. */
import { css, html, nothing, type TemplateResult } from "lit";
import { processColor } from "./card/processColor";
import { processClass } from "./frame/theme";
import type { Picture } from "./picture";
import type { Caption } from "./scene/scene";

export function sentencePanel(picture: Picture | null): TemplateResult {
    const caption = picture?.scene.caption ?? null;
    // While the program runs, sentences come faster than they can be spoken.
    const live = picture?.phase === "running" ? "off" : "polite";
    const silence = picture?.phase === "recorded" ? "Nothing has happened yet." : "Start a program: what each call does is said here.";
    return html`
        <footer role="status" aria-live=${live} class=${caption === null ? "silent" : ""}>
            ${
                caption === null
                    ? html`<div class="headline">${silence}</div>`
                    : html`<div class="headline" title=${caption.text}>${whose(caption)}${caption.text}</div>
                    ${caption.explanation === null ? nothing : html`<div class="explanation" title=${caption.explanation}>${caption.explanation}</div>`}`
            }
        </footer>`;
}

/** Where the sentence does not name the process itself. */
function whose({ text, process }: Caption): TemplateResult | typeof nothing {
    if (text.split(/\W+/).includes(process)) return nothing;
    return html`<span class="whose ${processClass(processColor(process))}">${process}</span> `;
}

export const sentenceStyles = css`
    footer {
        position: relative; box-sizing: border-box; height: 72px; padding: 9px 16px 8px 20px; overflow: hidden;
        background: var(--vscode-sideBar-background, var(--card)); border-top: 1px solid var(--border); font: 12px/16px var(--sans);
    }
    footer::before { content: ""; position: absolute; left: 0; top: 0; bottom: 0; width: 4px; background: var(--new); }
    footer.silent::before { background: var(--line); }
    footer.silent .headline { color: var(--dim); font-weight: 400; }
    .headline { font-size: 13px; line-height: 18px; font-weight: 600; color: var(--strong); overflow: hidden; text-overflow: ellipsis; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; }
    .whose { margin-right: 3px; padding: 0 5px 1px; border-radius: 3px; font-size: 11px; line-height: 15px; color: var(--text); background: color-mix(in srgb, var(--process) 22%, var(--ground)); box-shadow: inset 3px 0 var(--process); }
    .explanation { margin-top: 3px; color: var(--dim); overflow: hidden; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; }
    @container (max-width: 520px) { footer { height: 86px; padding: 8px 12px 6px 16px; } .explanation { margin-top: 1px; -webkit-line-clamp: 2; } }
`;
