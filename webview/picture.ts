/** What goes between the page and its worker: two unions of tagged messages, and the finished picture. */
import type { ChannelsPicture } from "./channels/channelsPicture";
import type { NodeId } from "./card/card";
import type { HostMessage } from "./protocol/messages";
import type { ViewChoice } from "./protocol/viewChoice";
import type { Placement } from "./layout/placement";
import type { View } from "./layout/view";
import type { Frame } from "./layout/zoom";
import type { Scene } from "./scene/scene";

/** `past`: an earlier moment of what runs, or ran, is looked at. */
export type Phase = "waiting" | "running" | "stopped" | "ended" | "recorded" | "past";

export type Picture = PictureBase & PictureView;

interface PictureBase {
    readonly title: string;
    readonly phase: Phase;
    /** Sentences from the host, such as how the recording ended; the newest last. */
    readonly notices: readonly string[];
    readonly scene: Scene;
    /** pid of the process that stands out in it; null: none. */
    readonly focused: number | null;
    /** The user has asked for everything at once: the zoom for that. */
    readonly zoom: number | null;
    /** When the host sent the stop that this picture shows; null: it shows none, or one shown before. */
    readonly sentAt: number | null;
}

/** Where all stands, in the view that is shown. */
export type PictureView =
    { readonly placement: Placement; readonly channels: null } | { readonly placement: null; readonly channels: ChannelsPicture };

export type ToWorker = { readonly type: "host"; readonly message: HostMessage } | ToDrawing;

/** What the user wants of the picture, whatever it shows. */
export type ToDrawing =
    /** `height`: of the window at zoom 1. */
    | { readonly type: "view"; readonly view: View; readonly height: number }
    /** Everything at once in this frame; null: no longer. */
    | { readonly type: "fit"; readonly frame: Frame | null }
    /** Which of the two views. */
    | { readonly type: "choose"; readonly view: ViewChoice }
    /** Whether what serves runtimes alone has cards. */
    | { readonly type: "runtimes"; readonly shown: boolean }
    /** Everything in Channels finds its best place. */
    | { readonly type: "tidy" }
    /** The user puts a card elsewhere: its corner, in pixels of the picture at zoom 1. */
    | { readonly type: "move"; readonly id: NodeId; readonly x: number; readonly y: number }
    /** The last picture is on the screen: the next may come. */
    | { readonly type: "shown" };

export type FromWorker = { readonly type: "picture"; readonly picture: Picture };

/** No program has begun yet. */
export function isEmpty({ phase, scene }: Picture): boolean {
    return phase === "waiting" && scene.processes.length === 0;
}
