/** On the card of memory: whether each read and write there becomes an event, which can be switched while a program runs. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { Actions } from "../../frame/frame";
import { icons } from "../../frame/icons";

/** From the keyboard: the diagram's menu, and its key. */
export function watchButton({ watching, watchMemory }: Pick<Actions, "watching" | "watchMemory">): TemplateResult | typeof nothing {
    if (watching === null) return nothing;
    const toggle = (event: Event): void => {
        event.stopPropagation();
        watchMemory(!watching);
    };
    const title = watching
        ? "Each read and write of shared memory is recorded, which is slow. Stop watching (W)"
        : "Watch who reads and writes shared memory, and at which line; the programs become slow (W)";
    return html`<button class="watch" tabindex="-1" title=${title} aria-label="Watch shared memory" aria-pressed=${watching ? "true" : "false"} @click=${toggle}>${watching ? icons.watched : icons.unwatched}</button>`;
}

export const watchStyles = css`
    .watch { all: unset; flex: none; align-self: center; cursor: pointer; display: inline-flex; padding: 0 2px; border-radius: 4px; color: var(--dim); }
    .watch[aria-pressed="true"] { color: var(--link); }
    .watch:hover { color: var(--link); background: var(--vscode-toolbar-hoverBackground); }
`;
