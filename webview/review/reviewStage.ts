/** What the parts of a trace's page ask of the page. */
import type { ReactiveControllerHost } from "lit";
import type { NodeId } from "../card/card";
import type { Bookmark } from "../protocol/reviewMessages";
import type { Overview, Stretch } from "../protocol/questions";
import type { Place, TraceCursor } from "./cursor";
import type { Player } from "./player";
import type { Search } from "./reviewBar";
import type { ReviewWorker } from "./reviewWorker";
import type { SideTab } from "./side/sideTab";
import type { TimelineControls } from "./timeline/timelineControls";

export interface ReviewStage extends ReactiveControllerHost {
    readonly overview: Overview | null;
    readonly place: Place;
    readonly search: Search;
    /** The rest of the trace is still to come. */
    readonly isReading: boolean;
    readonly range: Stretch | null;
    readonly bookmarks: readonly Bookmark[];
    readonly worker: ReviewWorker;
    readonly cursor: TraceCursor;
    readonly player: Player;
    readonly side: { choose(tab: SideTab): void };
    readonly timeline: TimelineControls | null;
    readonly renderRoot: ParentNode;
    /** Counts the searches: another has found other events. */
    readonly searchVersion: number;
    readonly go: (seq: number) => void;
    readonly find: (text: string) => void;
    select(range: Stretch | null): void;
    /** `label`: what the user did, for Undo. */
    mark(label: string, bookmarks: readonly Bookmark[]): void;
    readonly diagram: { readonly cardInFocus: NodeId | null } | null;
    /** Its card in the diagram gets the focus. */
    showCard(id: NodeId): void;
}
