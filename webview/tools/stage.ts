/** What the tools around the diagram ask of the page, whichever view it shows. */
import type { ReactiveControllerHost } from "lit";
import type { NodeId } from "../card/card";
import type { Picture, ToWorker } from "../picture";
import type { ViewName } from "../protocol/viewChoice";

/** How large the picture is drawn. */
interface Sizes {
    readonly larger: () => void;
    readonly smaller: () => void;
    readonly actual: () => void;
    readonly fit: () => void;
}

export interface Stage extends ReactiveControllerHost {
    readonly picture: Picture | null;
    presenting: boolean;
    /** Whether each access to shared memory is recorded; null: that cannot be changed, since no program runs. */
    readonly watching: boolean | null;
    watchMemory(on: boolean): void;
    /** Below the diagram; null: there is none that could be hidden. */
    readonly timeline: { readonly shown: boolean; readonly toggle: () => void } | null;
    /** The scrolling window. */
    readonly frame: HTMLElement | null;
    /** CSS pixels of the page for each of the diagram's. */
    readonly scale: number;
    /** Of everything in the page. Cards and rows have `data-node`, lines `data-touches`, the nodes on their ways. */
    readonly renderRoot: ParentNode;
    /** The card that has the keyboard's focus. */
    readonly cardInFocus: NodeId | null;
    /** null: it has no card, or one that is not drawn. */
    element(id: NodeId): HTMLElement | null;
    focusCard(id: NodeId): void;
    readonly sizing: Sizes;
    readonly choose: (view: ViewName) => void;
    /** Everything finds its best place (Channels). */
    readonly tidy: () => void;
    tell(message: ToWorker): void;
    /** Tells the worker what the user wants to see: what is pinned is part of it. */
    sendView(): void;
}
