/** The cards as elements of the page. */
import type { NodeId } from "./card/card";

/** null: it has none, or one that is not drawn. */
export function cardElement(root: ParentNode, id: NodeId): HTMLElement | null {
    return root.querySelector<HTMLElement>(`.card[data-node="${CSS.escape(id)}"]`);
}

/** The card that has the keyboard's focus. */
export function focusedCard(root: DocumentOrShadowRoot | null): NodeId | null {
    const focused = root?.activeElement ?? null;
    return focused instanceof HTMLElement && focused.matches(".card") ? (focused.dataset["node"] ?? null) : null;
}
