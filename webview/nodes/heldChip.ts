/** The ends that a card holds in vain, on its lower edge, where they take room from nothing. */
import { css, html, type TemplateResult } from "lit";
import type { Actions } from "../frame/frame";
import { icons } from "../frame/icons";
import { counted } from "../card/numberText";
import type { HeldEnd } from "../scene/scene";

/** More than these are counted. */
const namedEnds = 3;

export function heldChip(held: readonly HeldEnd[], actions: Actions): TemplateResult {
    const [first] = held;
    if (first === undefined) return html``;
    const open = (event: Event): void => {
        event.stopPropagation();
        if (first.link !== null) actions.open(first.link);
    };
    const what = held.length > namedEnds ? counted(held.length, "end") : `fd ${held.map(({ fd }) => fd).join(", ")}`;
    return html`<button class="held" tabindex="-1" title=${heldLines(held).join("\n")} @click=${open}>${icons.warning}<span>${what}: ${first.since}</span></button>`;
}

/** In whole sentences, of which nobody reads more than a few. */
export function heldLines(held: readonly HeldEnd[], most = 8): readonly string[] {
    const lines = held
        .slice(0, most)
        .map(
            (end) =>
                `${end.process}'s descriptor ${end.fd}, the ${end.end} end of ${end.object}: ${end.since}, and never used; ${end.harm}.`,
        );
    return held.length > most ? [...lines, `… and ${held.length - most} more`] : lines;
}

export const heldChipStyles = css`
    .held { all: unset; position: absolute; left: 8px; bottom: -10px; max-width: calc(100% + 40px); height: 20px; box-sizing: border-box; display: flex; align-items: center; gap: 4px; padding: 0 8px 0 6px; border-radius: 10px; cursor: pointer; z-index: 2;
        font: 11px/16px var(--sans); white-space: nowrap; color: var(--trouble-text); background: color-mix(in srgb, var(--vscode-charts-red) 16%, var(--ground)); border: 1px solid color-mix(in srgb, var(--vscode-charts-red) 75%, transparent); }
    .held span { overflow: hidden; text-overflow: ellipsis; }
    .held .icon svg { width: 12px; height: 12px; }
    .thin .held { left: -8px; max-width: calc(100% + 16px); height: auto; bottom: -22px; padding: 1px 6px 1px 4px; border-radius: 9px; font: 10px/13px var(--sans); white-space: normal; }
`;
