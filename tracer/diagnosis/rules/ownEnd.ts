import type { Rule } from "../rule";
import { heldEndFinding } from "../waits/heldEnds";
import { knotWatch } from "../waits/knotWatch";

/** A process waits for the end of file, and has the other end itself (pipe(7)). */
export const ownEnd: Rule = {
    id: "IPC002",
    title: "Waits for itself: its own descriptor keeps the other end open",
    severity: "error",
    about: "waits",
    watch: () => knotWatch("own", heldEndFinding),
};
