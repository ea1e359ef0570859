/** Quiet labels on a process's card: its group and session, the foreground, an orphan. */
import { css, html, nothing, type TemplateResult } from "lit";

export function badgesNode(badges: readonly string[]): TemplateResult | typeof nothing {
    if (badges.length === 0) return nothing;
    const text = badges.join(" · ");
    return html`<span class="badges" title=${text}>${text}</span>`;
}

export const badgeStyles = css`
    .badges { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; padding: 0 5px; border: 1px solid var(--line); border-radius: 3px; font-size: 10px; line-height: 13px; color: var(--dim); }
`;
