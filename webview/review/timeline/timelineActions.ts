/** What the keys do in a timeline, wherever it stands. */
import type { ReviewAction } from "../reviewKeys";
import type { TimelineControls } from "./timelineControls";

const zoomStep = 1.6;
/** Of what is in sight. */
const panStep = 0.8;

type TimelineAction = Extract<ReviewAction, "zoomIn" | "zoomOut" | "whole" | "earlier" | "later" | "idle">;

export const timelineActions: Readonly<Record<TimelineAction, (page: { readonly timeline: TimelineControls | null }) => void>> = {
    zoomIn: ({ timeline }) => timeline?.zoom(zoomStep),
    zoomOut: ({ timeline }) => timeline?.zoom(1 / zoomStep),
    whole: ({ timeline }) => timeline?.whole(),
    earlier: ({ timeline }) => timeline?.pan(-panStep),
    later: ({ timeline }) => timeline?.pan(panStep),
    idle: ({ timeline }) => timeline?.compress(),
};
