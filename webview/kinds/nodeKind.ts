/** What the page must know of a kind of kernel object: the one thing that a kind's node.ts exports. */
import type { CSSResult, TemplateResult } from "lit";
import type { ObjectCardBase } from "../card/card";
import type { Actions, Look } from "../frame/frame";

/** Methods, since a table of kinds is asked by the kind of the card that is then handed over. */
export interface NodeKind<C extends ObjectCardBase = ObjectCardBase> {
    draw(card: C, look: Look, actions: Actions): TemplateResult;
    readonly styles: readonly CSSResult[];
}
